"""Whether the length of what is received is known: a record of `struct`, a fixed answer, or what a header announced."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network.data import NetworkData
from netfix.analysis.network.marks import text_of
from netfix.analysis.network.variables import assigned_values
from netfix.engine.lazy import cst
from netfix.engine.tree import code_children

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.analysis.network.marks import Use
    from netfix.engine.document import Document

#: Bytes. Who asks for more has no room of fixed length for digits in mind, but the size of a buffer.
_LONGEST_HEADER = 64
#: Bytes. Who asks for more does not ask for a number.
_LONGEST_NUMBER = 16


def has_known_length(document: Document, call: cst.Call, uses: Iterable[Use]) -> bool:
    """Whether `call`, a `recv`, asks for as many bytes as its message has: by how it is used, or by how it is asked."""
    size = call.args[0].value
    if announced_by(document, call) is not None or _announces(document, call):
        return True
    return any(_is_record(document, size, use.node) or _is_literal(document, size, use.node) for use in uses)


def announced_by(document: Document, call: cst.Call) -> cst.CSTNode | None:
    """Give where the length that `call` asks for was received; None if it was not."""
    return _received_with(document, call.args[0].value) if call.args and isinstance(call.func, cst.Attribute) else None


def _received_with(document: Document, size: cst.BaseExpression) -> cst.CSTNode | None:
    """Give where the value of a variable was received; None if it was not, or if it is no variable."""
    if isinstance(size, cst.Subscript):
        size = size.value
    if not isinstance(size, cst.Name):
        return None
    bindings = document.scopes.bindings_of(size)
    node = bindings[0].node if len(bindings) == 1 else None
    if not isinstance(node, cst.Assign):
        return None
    data = document.fact(NetworkData)
    for part in _parts(node.value):
        source = data.source(part)
        if source is not None and isinstance(source.node, cst.Call) and _receives(source.node):
            return source.node
        if source is not None and isinstance(part, cst.Call) and last_name(part.func) in {"read", "readexactly"}:
            return part
    return None


def _receives(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value == "recv"


def _parts(value: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """Give the variables and calls in an expression."""
    waiting: list[cst.CSTNode] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (cst.Name, cst.Call)):
            yield node
        waiting += code_children(node)


def _announces(document: Document, call: cst.Call) -> bool:
    """Whether what `call` receives is a number, and that number of bytes is received next."""
    size, parent = call.args[0].value, document.tree.parent(call)
    if not isinstance(constant(document, size), (cst.Integer, cst.Call)) or _is_taken_off(parent):
        return False
    if (_number(document, size) or 0) > _LONGEST_HEADER:
        return False
    sizes = [other.args[0].value for other in document.tree.of_kind(cst.Call) if _receives(other) and other.args]
    wanted = [each.left if isinstance(each, cst.BinaryOperation) else each for each in sizes]
    return any(_received_with(document, each) is call for each in wanted)


def _is_taken_off(node: cst.CSTNode | None) -> bool:
    """Whether blanks are taken off: then a number may as well end where its line does."""
    return isinstance(node, cst.Attribute) and node.attr.value in {"strip", "rstrip"}


def constant(document: Document, node: cst.BaseExpression) -> cst.BaseExpression:
    """Give the value of a variable that is assigned once; what is no such variable comes back as it is."""
    bindings = document.scopes.bindings_of(node) if isinstance(node, cst.Name) else ()
    value = bindings[0].value if len(bindings) == 1 else None
    return value if value is not None else node


def _number(document: Document, size: cst.BaseExpression) -> int | None:
    value = constant(document, size)
    return int(value.value, 0) if isinstance(value, cst.Integer) else None


def _is_record(document: Document, size: cst.BaseExpression, use: cst.BaseExpression) -> bool:
    """Whether `use` unpacks a record that is as long as what is asked for."""
    if not isinstance(use, cst.Call) or not isinstance(use.func, cst.Attribute | cst.Name):
        return False
    if isinstance(use.func, cst.Attribute) and use.func.attr.value == "from_bytes":
        return (_number(document, size) or _LONGEST_NUMBER + 1) <= _LONGEST_NUMBER
    wanted = _format(document, use)
    if wanted is None:
        return False
    known = constant(document, size)
    is_calcsize = isinstance(known, cst.Call) and document.scopes.qualified(known.func) == "struct.calcsize"
    if isinstance(known, cst.Call) and is_calcsize and len(known.args) == 1:
        asked = constant(document, known.args[0].value)
        return document.tree.source(asked) == document.tree.source(constant(document, wanted))
    if isinstance(known, cst.Attribute) and known.attr.value == "size" and isinstance(use.func, cst.Attribute):
        return document.tree.source(known.value) == document.tree.source(use.func.value)
    try:
        length = struct.calcsize(text_of(constant(document, wanted)) or "?x")
    except struct.error:
        return False
    return _number(document, size) == length


def _format(document: Document, use: cst.Call) -> cst.BaseExpression | None:
    """Give the format by which a call unpacks: its own, or that of its `struct.Struct`."""
    if document.scopes.qualified(use.func) == "struct.unpack":
        return use.args[0].value if use.args else None
    if not isinstance(use.func, cst.Attribute) or use.func.attr.value != "unpack":
        return None
    for made in assigned_values(document, use.func.value):
        if isinstance(made, cst.Call) and document.scopes.qualified(made.func) == "struct.Struct" and made.args:
            return made.args[0].value
    return None


def _is_literal(document: Document, size: cst.BaseExpression, use: cst.BaseExpression) -> bool:
    """Whether `use` compares with a text as long as what is asked for, or takes so many bytes apart."""
    length = _number(document, size)
    if isinstance(use, cst.Comparison) and length is not None:
        other = use.comparisons[0].comparator
        others = (
            [each.value for each in other.elements] if isinstance(other, (cst.Tuple, cst.List, cst.Set)) else [other]
        )
        texts = [text_of(constant(document, each)) for each in (*others, use.left)]
        lengths = {len(text) for text in texts if text}
        return lengths == {length}
    parent = document.tree.parent(use)
    if isinstance(parent, cst.Assign) and len(parent.targets) == 1:
        target = parent.targets[0].target
        stars = [each for each in getattr(target, "elements", ()) if isinstance(each, cst.StarredElement)]
        return isinstance(target, (cst.Tuple, cst.List)) and not stars and len(target.elements) == length
    return False
