"""Names that a slip of the finger turns into one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Shorter names are one edit away from too many others.
_SHORTEST = 5


def is_one_edit_away(one: str, other: str) -> bool:
    """Whether one letter more, one less, another one, or two swapped make one name of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


def near(name: str, names: Iterable[str]) -> frozenset[str]:
    """Give those of `names` that are one edit away from `name`."""
    return frozenset(other for other in names if is_one_edit_away(name, other))


def is_other_kind(written: str, other: str) -> bool:
    """Whether one is a class's name and the other that of an object of it, as in `provider = Provider()`."""
    return written != other and written.lower() == other.lower() and written[1:] == other[1:]


def is_slip(written: str, meant: str) -> bool:
    """Whether `written`, one edit away, is hardly a name of its own beside `meant`.

    `item` is one beside `items`, `part1` beside `part2`, `Node` beside `node`, `_state` beside `state`.
    """
    if min(len(written), len(meant)) < _SHORTEST or written.lower() == meant.lower():
        return False
    if written.strip("_").removesuffix("s") == meant.strip("_").removesuffix("s"):
        return False
    return not any(character.isdigit() or character == "_" for character in _changed(written, meant))


def _changed(one: str, other: str) -> str:
    """Give the letters in which two names differ that are one edit away from each other."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return one[head : len(one) - tail] + other[head : len(other) - tail]
