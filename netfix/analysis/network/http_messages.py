"""The HTTP messages that a program writes out itself, and whether their heads say where their bodies end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.text.composed_text import UNKNOWN, composed_text
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.document import Document

FRAMED = re.compile(r"content-?_?length|transfer-?_?encoding|chunked|content-range", re.IGNORECASE)
_STATUS = re.compile(r"HTTP/1\.[01] (?!204|304|1\d\d)[2-5]\d\d (?![^\r\n]*established)[^\r\n]*\r?\n", re.IGNORECASE)
_REQUEST = re.compile(rf"(?:GET|POST) [^\r\n]*? HTTP/(?:1\.[01]|{UNKNOWN})\r?\n")
_HEAD_END = re.compile(r"\r?\n\r?\n")
_UNKNOWN_HEADERS = re.compile(rf"\n{UNKNOWN}+(?:\r?\n|$)")
_SENDING = frozenset({"send", "sendall", "write"})


def function_around(document: Document, node: cst.CSTNode) -> cst.CSTNode:
    """Give the function in which a node stands, or the module."""
    around = (each for each in document.tree.ancestors(node) if isinstance(each, cst.FunctionDef))
    return next(around, document.tree.module)


def calls_in(document: Document, around: cst.CSTNode) -> Iterator[cst.Call]:
    """Give the calls in a function, or those of a module that stand in none."""
    return (call for call in document.tree.of_kind(cst.Call) if function_around(document, call) is around)


def sent_by(document: Document, calls: Sequence[cst.Call]) -> str:
    """Give what these calls send, one after the other, as far as it is written out."""
    sending = (each for each in calls if isinstance(each.func, cst.Attribute) and each.func.attr.value in _SENDING)
    return "".join(composed_text(document, each.args[0].value) for each in sending if each.args)


def answers_without_length(text: str) -> bool:
    """Whether a text begins an answer with a body, and its head, which is all there, does not say how long that is."""
    status = _STATUS.search(text)
    if status is None:
        return False
    head_end = _HEAD_END.search(text, status.end() - 2)
    if head_end is None or FRAMED.search(text):
        return False
    head, body = text[status.start() : head_end.start() + 1], text[head_end.end() :]
    return not _UNKNOWN_HEADERS.search(head + "\n") and bool(body)


def asks_for_page(text: str) -> bool:
    """Whether a text is a whole request whose answer has a body."""
    return _REQUEST.search(text) is not None and _HEAD_END.search(text) is not None


def is_status_line(text: str) -> bool:
    """Whether a literal begins with the first line of an answer or a request."""
    return re.match(rf"HTTP/1\.[01] [2-5]|(?:GET|POST) .*HTTP/|(?:GET|POST) {UNKNOWN}?$", text, re.DOTALL) is not None
