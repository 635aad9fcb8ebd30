"""Whether a program may hold HTML whose tags do not balance, told by its outline: no less than html-tag-soup says."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.text.composed_text import CONVERSIONS, PLACEHOLDER, SAME_TEXT, UNKNOWN
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

#: How many different tags a fault takes.
_FEWEST_TAGS = 3
_COMPOSING = SAME_TEXT | {"format", "join"}
#: More adjacent literals, or terms of a sum, than this are not followed by `composed_text`.
_DEEPEST = 25
_MOST_QUOTES = 2 * _DEEPEST


def may_hold_tag_soup(document: Document, known: Outline) -> bool:
    """Whether a text that is written out may have a fault in its tags."""
    from netfix.analysis.text.html_faults import first_fault  # noqa: PLC0415 - few programs hold HTML

    for node in _whole_texts(known):
        text = _composed(node, 0)
        if text is None:
            return True
        if "</" in text and text.count("<") >= _FEWEST_TAGS:
            written = ast.get_source_segment(document.text, node) or ""
            if written.count("'") + written.count('"') > _MOST_QUOTES or first_fault(text) is not None:
                return True
    return _adds_to_text(known)


def _whole_texts(known: Outline) -> Iterator[ast.expr]:
    """Give the expressions that make texts and are no part of a larger one, but for statements of their own."""
    sums = [each for each in known.of_kind(ast.BinOp) if isinstance(each.op, ast.Add)]
    parts = {id(part) for each in sums for part in (each.left, each.right)}
    parts.update(id(part) for each in known.of_kind(ast.JoinedStr) for part in each.values)
    parts.update(id(each.value) for each in known.of_kind(ast.Expr))
    constants = (each for each in known.of_kind(ast.Constant) if isinstance(each.value, (str, bytes)))
    yield from (each for each in (*constants, *known.of_kind(ast.JoinedStr), *sums) if id(each) not in parts)


def _composed(node: ast.expr, depth: int) -> str | None:
    """Give the text that an expression makes, as `composed_text` does; None where that may look further than here."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Constant(value=bytes(data)):
            return data.decode("latin-1")
        case ast.JoinedStr():
            # Its escapes are looked at as they are written, so that nothing more is sure of what it makes.
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else UNKNOWN for part in node.values)
            is_plain = "<" not in text if depth else "</" not in text or text.count("<") < _FEWEST_TAGS
            return text if is_plain else None
        case ast.BinOp(op=ast.Add()) if depth < _DEEPEST:
            one, other = _composed(node.left, depth + 1), _composed(node.right, depth + 1)
            return None if one is None or other is None else one + other
        case ast.BinOp(op=ast.Mod()) if depth < _DEEPEST:
            left = _composed(node.left, depth + 1)
            return None if left is None else PLACEHOLDER.sub(UNKNOWN, left)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return None
        case ast.Call(func=function):
            is_followed = isinstance(function, ast.Attribute) and function.attr in _COMPOSING
            return None if is_followed or last_name(function) in CONVERSIONS else UNKNOWN
        case _:
            return UNKNOWN


def _adds_to_text(known: Outline) -> bool:
    """Whether a text with tags may be put together by `+=`."""
    added = {each.target.id for each in known.of_kind(ast.AugAssign) if isinstance(each.target, ast.Name)}
    values = [each.value for each in known.of_kind(ast.AugAssign) if isinstance(each.target, ast.Name)]
    values += [
        assign.value
        for assign in known.of_kind(ast.Assign)
        if any(isinstance(target, ast.Name) and target.id in added for target in assign.targets)
    ]
    constants = (each.value for value in values for each in ast.walk(value) if isinstance(each, ast.Constant))
    return any(
        (isinstance(each, str) and "<" in each) or (isinstance(each, bytes) and b"<" in each) for each in constants
    )
