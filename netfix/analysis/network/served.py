"""Functions of a program that are called with what others have sent: by XML-RPC, by asyncio's servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.values.kinds import Kinds
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_REGISTERING = frozenset({"register_function", "register_instance", "start_server"})


def served_functions(document: Document) -> frozenset[cst.FunctionDef]:
    """Give the functions that others call over the network, or that a server calls with a connection's reader."""
    found: set[cst.FunctionDef] = set()
    for call in document.tree.of_kind(cst.Call):
        if call.args and last_name(call.func) in _REGISTERING:
            found.update(_registered(document, call))
    for assign in document.tree.of_kind(cst.Assign):
        holders = [each.target.value for each in assign.targets if isinstance(each.target, cst.Subscript)]
        if any(_is_dispatch(document, holder) for holder in holders):
            found.update(_functions(document, assign.value))
    return frozenset(found)


def _registered(document: Document, call: cst.Call) -> Iterator[cst.FunctionDef]:
    value = call.args[0].value
    if last_name(call.func) != "register_instance":
        yield from _functions(document, value)
    elif isinstance(value, cst.Call):
        made = document.fact(Kinds).classes.named(value.func)
        methods = (each for each in (made.body.body if made else ()) if isinstance(each, cst.FunctionDef))
        # SimpleXMLRPCServer refuses names that begin with an underscore.
        yield from (method for method in methods if not method.name.value.startswith("_"))


def _functions(document: Document, value: cst.BaseExpression) -> Iterator[cst.FunctionDef]:
    """Give the functions of the file that a name stands for."""
    for binding in document.scopes.bindings_of(value) if isinstance(value, cst.Name) else ():
        if isinstance(binding.node, cst.FunctionDef):
            yield binding.node


def _is_dispatch(document: Document, holder: cst.BaseExpression) -> bool:
    """Whether an expression is the table by which XML-RPC's unmarshaller finds what reads a type."""
    return (document.scopes.qualified(holder) or "").endswith("Unmarshaller.dispatch")
