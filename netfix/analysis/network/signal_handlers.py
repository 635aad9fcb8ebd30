"""Which functions of a program are called by signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

SIGCHLD = frozenset({"signal.SIGCHLD", "signal.SIGCLD", "signal.Signals.SIGCHLD"})
_HANDLER_ARGUMENTS = 2


def child_handlers(program: Document) -> tuple[cst.FunctionDef, ...]:
    """Give the functions and methods that `signal.signal` installs for SIGCHLD, in source order."""
    found: list[cst.FunctionDef] = []
    for call in program.tree.of_kind(cst.Call):
        if not installs_child_handler(program, call):
            continue
        handler = _definition(program, call)
        if handler is not None and handler not in found:
            found.append(handler)
    return tuple(found)


def child_lambdas(program: Document) -> list[cst.Call]:
    """Give the calls by which a lambda is installed for SIGCHLD."""
    calls = (call for call in program.tree.of_kind(cst.Call) if installs_child_handler(program, call))
    return [call for call in calls if isinstance(call.args[1].value, cst.Lambda)]


def installs_child_handler(program: Document, call: cst.Call) -> bool:
    """Whether a call is `signal.signal(signal.SIGCHLD, …)`."""
    return (
        program.scopes.qualified(call.func) == "signal.signal"
        and len(call.args) == _HANDLER_ARGUMENTS
        and program.scopes.qualified(call.args[0].value) in SIGCHLD
    )


def _definition(program: Document, call: cst.Call) -> cst.FunctionDef | None:
    """Give the definition of the handler that a call installs, a function or a method of the class around it."""
    handler = call.args[1].value
    if isinstance(handler, cst.Name):
        bindings = program.scopes.bindings_of(handler)
        node = bindings[0].node if len(bindings) == 1 else None
        return node if isinstance(node, cst.FunctionDef) else None
    if isinstance(handler, cst.Attribute) and is_name(handler.value, "self", "cls"):
        for around in program.tree.ancestors(call):
            scope = program.scopes.opened_by(around) if isinstance(around, cst.ClassDef) else None
            if scope is not None:
                methods = [binding.node for binding in scope.bindings(handler.attr.value)]
                return methods[0] if len(methods) == 1 and isinstance(methods[0], cst.FunctionDef) else None
    return None
