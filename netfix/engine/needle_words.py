"""The words that a regular expression cannot do without, read from Python's own parse of it.

An expression for `callback` or `errback` as whole words needs one of two; most needles are of that kind.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Python's parser of expressions, which has a public name no more.
_PARSER: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

#: Expressions that stand for more words than this are searched for as they are.
_MOST_WORDS = 200

#: An item of a parsed expression: what it is, and its arguments.
_Item = tuple[Any, Any]


def words_of(expression: bytes) -> tuple[frozenset[bytes] | None, bool]:
    """Give words of which one is in whatever matches, None if there need be none; and whether no more is asked."""
    parsed = _PARSER.parse(expression, 0)
    if parsed.state.flags:
        return None, False
    return _needed(list(parsed))


def _needed(items: Sequence[_Item]) -> tuple[frozenset[bytes] | None, bool]:
    """As `words_of`, of a sequence."""
    for at, item in enumerate(items):
        if at and not _is_boundary(items[at - 1]):
            continue
        inner = _inside(item)
        if inner is not None and _strings([item]) is None:
            return _needed_by_all([[*items[:at], *each, *items[at + 1 :]] for each in inner])
        if not _is_boundary(item):
            continue
        end = next((end for end in range(at + 1, len(items)) if _strings([items[end]]) is None), len(items))
        strings = _strings(items[at + 1 : end])
        if strings and end < len(items) and _ends_word(items[end]) and b"" not in strings:
            is_all = at == 0 and end == len(items) - 1 and _is_boundary(items[end])
            return frozenset(strings), is_all
    return None, False


def _needed_by_all(alternatives: Sequence[Sequence[_Item]]) -> tuple[frozenset[bytes] | None, bool]:
    found = [_needed(each) for each in alternatives]
    words = frozenset[bytes]().union(*(words or () for words, _ in found))
    is_known = all(words is not None for words, _ in found) and len(words) <= _MOST_WORDS
    return (words if is_known else None), is_known and all(is_all for _, is_all in found)


def _inside(item: _Item) -> list[list[_Item]] | None:
    """Give the alternatives of which an item consists; None for one of another kind."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN" and not value[1] and not value[2]:
        return [list(value[3])]
    return [list(branch) for branch in value[1]] if kind == "BRANCH" else None


def _is_boundary(item: _Item) -> bool:
    return str(item[0]) == "AT" and str(item[1]) == "AT_BOUNDARY"


def _ends_word(item: _Item) -> bool:
    """Whether a word that stands before the item ends there."""
    kind, value = str(item[0]), item[1]
    if _is_boundary(item):
        return True
    if kind == "MAX_REPEAT":
        return value[0] > 0 and len(value[2]) == 1 and _ends_word(value[2][0])
    if kind == "LITERAL":
        return not _is_word_byte(value)
    if kind == "IN":
        return all(
            (str(one) == "LITERAL" and not _is_word_byte(other))
            or (str(one) == "CATEGORY" and str(other) == "CATEGORY_SPACE")
            for one, other in value
        )
    return False


def _is_word_byte(number: int) -> bool:
    return number < 128 and (chr(number).isalnum() or number == ord("_"))  # noqa: PLR2004 - ASCII


def _strings(items: Iterable[_Item]) -> set[bytes] | None:
    """Give all that a sequence matches if those are a few texts of word characters, None if not."""
    found = {b""}
    for item in items:
        more = _texts(item)
        if more is None or len(found) * len(more) > _MOST_WORDS:
            return None
        found = {one + other for one in found for other in more}
    return found


def _texts(item: _Item) -> set[bytes] | None:
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return {bytes([value])} if _is_word_byte(value) else None
    if kind == "IN":
        numbers = [other for one, other in value if str(one) == "LITERAL" and _is_word_byte(other)]
        return {bytes([number]) for number in numbers} if len(numbers) == len(value) else None
    if kind == "MAX_REPEAT":
        low, high, inner = value
        texts = _strings(inner) if low in {0, 1} and high == 1 else None
        return None if texts is None else texts | ({b""} if not low else set())
    alternatives = _inside(item)
    if alternatives is None:
        return None
    found: set[bytes] = set()
    for each in alternatives:
        texts = _strings(each)
        if texts is None:
            return None
        found |= texts
    return found
