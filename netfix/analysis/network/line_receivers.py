r"""The rewrite of a Twisted protocol that takes each chunk for a line: it becomes a `LineReceiver`.

`lineReceived` is called with each line without its delimiter, `\r\n` unless the class says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.network.marks import Mark, text_of
from netfix.engine.edits import Edit
from netfix.engine.lazy import cst
from netfix.engine.statements import import_edit

if TYPE_CHECKING:
    from netfix.analysis.network.marks import Reading
    from netfix.engine.document import Document

_PROTOCOLS = frozenset({"twisted.internet.protocol.Protocol"})
#: What a LineReceiver has, and the protocol must not have with another meaning.
_TAKEN = frozenset({"delimiter", "lineReceived", "rawDataReceived", "setRawMode", "setLineMode", "clearLineBuffer"})
_STRIPPING = frozenset({"strip", "rstrip", "lstrip", "decode", "lower", "upper", "split"})


def as_line_receiver(document: Document, owner: cst.ClassDef, method: cst.FunctionDef, reading: Reading) -> list[Edit]:
    """Give the edits that make `owner` a LineReceiver; none where its `method` is not plainly about one line."""
    base = owner.bases[0].value if len(owner.bases) == 1 else None
    is_told = bool(reading.marks & {Mark.LINE, Mark.BLANKS}) and not reading.marks & {Mark.BARE, Mark.LINES}
    if base is None or not is_told or document.scopes.qualified(base) not in _PROTOCOLS:
        return []
    if method.decorators or not isinstance(owner.body, cst.IndentedBlock) or _is_special(document, method):
        return []
    ends = _line_ends(document, method)
    if ends is None:
        return []
    name, edits = import_edit(document, "twisted.protocols.basic", "LineReceiver", owner)
    texts, delimiter = ends
    edits += [Edit(*document.tree.span(base), name), Edit(*document.tree.span(method.name), "lineReceived"), *texts]
    if delimiter is not None:
        edits.append(_attribute(document, owner, delimiter))
    return edits


def _is_special(document: Document, method: cst.FunctionDef) -> bool:
    """Whether something of a LineReceiver's has a meaning of its own here, or the method is called by its name."""
    used = {attribute.attr.value for attribute in document.tree.of_kind(cst.Attribute)}
    defined = {
        name.value
        for name in document.tree.of_kind(cst.Name)
        if isinstance(document.tree.parent(name), cst.FunctionDef)
    }
    assigned = {name.value for name in document.tree.of_kind(cst.Name) if name.value == "delimiter"}
    return bool((used | defined | assigned) & _TAKEN) or method.name.value in used


def _line_ends(document: Document, method: cst.FunctionDef) -> tuple[list[Edit], str | None] | None:
    """Give the edits that take the line ends off the texts that the data is compared with, and the delimiter to set.

    None where the data is used in a way that needs its line end, or where the texts end in different ways.
    """
    parameter = method.params.params[-1]
    scope = document.scopes.opened_by(method)
    if scope is None or len(scope.bindings(parameter.name.value)) != 1:
        return None
    edits: list[Edit] = []
    ends: set[str] = set()
    for use in document.scopes.reads(scope, parameter.name.value):
        texts = _compared(document, use)
        if texts is None:
            if not _is_stripped(document, use):
                return None
            continue
        for text in texts:
            end = "\r\n" if text_of(text).endswith("\r\n") else "\n"
            without = _without_end(text, end)
            if without is None:
                return None
            ends.add(end)
            edits.append(Edit(*document.tree.span(text), without))
    if len(ends) > 1:
        return None
    return edits, None if ends == {"\r\n"} else 'b"\\n"'


def _compared(document: Document, use: cst.Name) -> list[cst.SimpleString] | None:
    """Give the literals that a value is compared with as it is; None if that is not what is done with it."""
    parent = document.tree.parent(use)
    if isinstance(parent, cst.ComparisonTarget):
        parent = document.tree.parent(parent)
    if not isinstance(parent, cst.Comparison) or len(parent.comparisons) != 1:
        return None
    other = parent.comparisons[0].comparator if parent.left is use else parent.left
    if isinstance(other, cst.SimpleString):
        return [other]
    elements = other.elements if isinstance(other, (cst.Tuple, cst.List, cst.Set)) else ()
    found = [each.value for each in elements if isinstance(each.value, cst.SimpleString)]
    return found if found and len(found) == len(elements) else None


def _without_end(text: cst.SimpleString, end: str) -> str | None:
    """Give a literal without its line end as it is written; None where it does not end so."""
    written = "\\r\\n" if end == "\r\n" else "\\n"
    inside = text.raw_value
    if "r" in text.prefix.lower() or not inside.endswith(written) or len(text_of(text)) == len(end):
        return None
    return f"{text.prefix}{text.quote}{inside.removesuffix(written)}{text.quote}"


def _is_stripped(document: Document, use: cst.Name) -> bool:
    """Whether a use is the same with and without a line end: it is taken off, or only shown, or asked for at all."""
    parent = document.tree.parent(use)
    if isinstance(parent, cst.Attribute):
        call = document.tree.parent(parent)
        while isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute):
            name = call.func.attr.value
            if name in {"strip", "rstrip"} or (name == "split" and not call.args):
                return True
            if name not in _STRIPPING:
                return False
            outer = document.tree.parent(call)
            call = document.tree.parent(outer) if isinstance(outer, cst.Attribute) else None
        return False
    return isinstance(parent, (cst.If, cst.UnaryOperation, cst.BooleanOperation))


def _attribute(document: Document, owner: cst.ClassDef, value: str) -> Edit:
    """Give the edit that sets the delimiter in front of the class's first statement behind its docstring."""
    body = list(owner.body.body)
    has_docstring = owner.get_docstring() is not None
    first = body[1] if has_docstring and len(body) > 1 else body[0]
    start = document.tree.position(first)[0]
    indent = document.tree.indentation(first)
    is_method = isinstance(first, (cst.FunctionDef, cst.ClassDef))
    return Edit(start, start, f"delimiter = {value}\n{'' if not is_method else chr(10)}{indent}")
