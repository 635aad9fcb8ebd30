"""Patterns in Python 2 files, which are seen through a view: where the file itself is not written as it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.edits import Edit
from netfix.engine.parsing import ParseFailed
from netfix.engine.python2 import Python2Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from netfix.engine.document import Document
    from netfix.patterns.matching import Bound

_PRINT_FUNCTION = "from __future__ import print_function\n"


def is_written_as_seen(document: Document, node: cst.CSTNode, bound: Bound) -> bool:
    """Whether what the template itself says stands in the file as it is seen."""
    if document.is_verbatim(node):
        return True
    at, end = document.tree.span(node)
    for start, stop in sorted(document.tree.span(captured) for captured in _captured(bound)):
        if not document.is_verbatim_span(at, start):
            return False
        at = max(at, stop)
    return document.is_verbatim_span(at, end)


def as_one_edit(document: Document, node: cst.CSTNode, built: cst.CSTNode, bound: Bound) -> Edit | None:
    """Give one edit for the whole of `node`, in a file that stays Python 2; None if the result would not be that.

    `print x` is seen as `print(x)`: smaller edits would keep brackets that only the view has.
    """
    if not all(document.is_verbatim(captured) for captured in _captured(bound)):
        return None
    code = document.tree.module.code_for_node(built)
    prefix = _PRINT_FUNCTION if "print_function" in document.text else ""
    try:
        complaint = Python2Tree.parse(f"{prefix}{code}\n").complaint
    except ParseFailed:
        return None
    return Edit(*document.tree.span(node), code) if complaint is None else None


def _captured(bound: Bound) -> Iterator[cst.CSTNode]:
    for captured in bound.values():
        yield from captured if isinstance(captured, tuple) else (captured,)
