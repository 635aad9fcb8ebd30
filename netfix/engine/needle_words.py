"""The words and texts that a regular expression cannot do without, read from Python's own parse of it.

An expression for `callback` or `errback` as whole words needs one of two; most needles are of that kind. One for names
that begin with `gethostby` needs no word that is known, but that text.
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

#: More texts than this, and shorter ones, are as dear to look for as the expression.
_MOST_TEXTS = 24
_SHORTEST_TEXT = 2
#: Each of those that are no parts of words is looked for in the whole file.
_MOST_OTHERS = 6

#: An item of a parsed expression: what it is, and its arguments.
_Item = tuple[Any, Any]

#: Items that stand for a place and no text. A `GROUPREF` or the like is none of them.
_PLACES = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


#: What whatever matches an expression needs: one of these words (None: nothing is known), whether that is all there
#: is; and, if there are any, one of these parts of words or of these other texts.
Needed = tuple[tuple[bytes, ...] | None, bool, tuple[bytes, ...], tuple[bytes, ...]]


def needed_by(expression: bytes) -> Needed:
    """Give what an expression cannot do without, each in alphabetical order."""
    words, is_all = words_of(expression)
    texts = frozenset[bytes]() if is_all else texts_of(expression) or frozenset[bytes]()
    parts = frozenset(text for text in texts if all(map(_is_word_byte, text)))
    others = texts - parts
    if len(others) > _MOST_OTHERS or (words is not None and parts & words):
        parts = others = frozenset[bytes]()
    return None if words is None else tuple(sorted(words)), is_all, tuple(sorted(parts)), tuple(sorted(others))


def words_of(expression: bytes) -> tuple[frozenset[bytes] | None, bool]:
    """Give words of which one is in whatever matches, None if there need be none; and whether no more is asked."""
    parsed = _PARSER.parse(expression, 0)
    if parsed.state.flags:
        return None, False
    return _needed(list(parsed))


def texts_of(expression: bytes) -> frozenset[bytes] | None:
    """Give texts of which one is in whatever matches, None if none are known."""
    parsed = _PARSER.parse(expression, 0)
    texts = None if parsed.state.flags else _needed_texts(list(parsed))
    return None if texts is None else frozenset(texts)


def _needed_texts(items: Sequence[_Item]) -> set[bytes] | None:
    """As `texts_of`, of a sequence: the longest of those that its parts need."""
    found: list[set[bytes]] = []
    run: set[bytes] = {b""}
    for item in items:
        texts = _fixed(item)
        if texts is not None and len(texts) * len(run) <= _MOST_TEXTS:
            run = {one + other for one in run for other in texts}
            continue
        found.append(run)
        run = texts or {b""}
        needed = _needed_inside(item) if texts is None else None
        if needed is not None:
            found.append(needed)
    found.append(run)
    best = max(found, key=lambda texts: (min(map(len, texts)), -len(texts)))
    return best if min(map(len, best)) >= _SHORTEST_TEXT and len(best) <= _MOST_TEXTS else None


def _needed_inside(item: _Item) -> set[bytes] | None:
    """Give the texts that an item needs which matches more than a few."""
    kind, value = str(item[0]), item[1]
    if kind == "MAX_REPEAT" and value[0] > 0:
        return _needed_texts(value[2])
    together: set[bytes] = set()
    for each in _inside(item) or ():
        texts = _needed_texts(each)
        if texts is None:
            return None
        together |= texts
    return together or None


def _fixed(item: _Item) -> set[bytes] | None:
    """Give all that an item matches if those are a few texts, None if not. A place is the empty text."""
    kind, value = str(item[0]), item[1]
    if kind in _PLACES:
        return {b""}
    if kind == "LITERAL":
        return {bytes([value])}
    if kind == "IN":
        literals = {bytes([other]) for one, other in value if str(one) == "LITERAL"}
        return literals if len(literals) == len(value) <= _MOST_TEXTS else None
    texts: set[bytes] = set()
    for each in _inside(item) or ():
        run: set[bytes] = {b""}
        for inner in each:
            more = _fixed(inner)
            if more is None or len(run) * len(more) > _MOST_TEXTS:
                return None
            run = {one + other for one in run for other in more}
        texts |= run
    return texts if texts and len(texts) <= _MOST_TEXTS else None


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
