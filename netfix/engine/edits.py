"""Edits of a text, and how offsets travel between the text before and the text after.

Everything that netfix changes is an `Edit`: a span of characters and what replaces it. One class, `Rewritten`, says
what a set of edits makes of a text and carries spans back and forth. It serves three times: for the view that LibCST
parses instead of a Python 2 file (`python2`), for newlines that LibCST cannot read (`normalise`), and for the passes
of a rewrite, whose findings are shown at their place in the file as the user knows it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


# These are named tuples for the reason given in `netfix.config.model`.
class Edit(NamedTuple):
    """Replace the characters `start` to `end` (half-open offsets) of a text by `replacement`."""

    start: int
    end: int
    replacement: str

    @property
    def is_insertion(self) -> bool:
        """Whether nothing is taken away."""
        return self.start == self.end


def is_shared(edit: Edit) -> bool:
    """Whether two findings that ask for this edit mean one edit: a line, an import say, or one text for one span.

    Anything else inserted twice at one place is meant twice: two calls that end there have a parenthesis each.
    """
    return not edit.is_insertion or "\n" in edit.replacement


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits cannot both be made.

    Spans that merely touch do not overlap. Two insertions at one place do, because their order would be a guess, and
    so does an insertion strictly inside a replaced span. The same edit twice does unless it is shared.
    """
    if one == other:
        return not is_shared(one)
    if one.is_insertion and other.is_insertion:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def narrowed(start: int, old: str, new: str) -> Edit:
    """Give the edit from `old`, which begins at `start`, to `new` without the words that both share at their ends."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while head and (_in_word(old, head) or _in_word(new, head)):
        head -= 1
    while tail and (_in_word(old, len(old) - tail) or _in_word(new, len(new) - tail)):
        tail -= 1
    return Edit(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _in_word(text: str, at: int) -> bool:
    """Whether a place is inside a word."""
    return 0 < at < len(text) and all(character.isalnum() or character == "_" for character in text[at - 1 : at + 1])


class _Region(NamedTuple):
    """One replaced span, in both texts."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Rewritten:
    """A text and what a set of non-overlapping edits makes of it.

    `old` and `new` are the two texts; `edits` the edits in order. Offsets are characters.
    """

    def __init__(self, old: str, edits: Iterable[Edit]) -> None:
        """Apply `edits` to `old`. Raises ValueError if they overlap or leave the text."""
        self.old = old
        self.edits = tuple(sorted(set(edits)))
        pieces: list[str] = []
        regions: list[_Region] = []
        at = length = 0
        for edit in self.edits:
            if edit.start < at or edit.end > len(old) or edit.end < edit.start:
                msg = f"edit {edit} overlaps its neighbour or leaves the text"
                raise ValueError(msg)
            pieces += (old[at : edit.start], edit.replacement)
            length += edit.start - at
            regions.append(_Region(edit.start, edit.end, length, length + len(edit.replacement)))
            length += len(edit.replacement)
            at = edit.end
        pieces.append(old[at:])
        self.new = "".join(pieces)
        self._regions = regions
        self._new_starts = [region.new_start for region in regions]
        self._new_ends = [region.new_end for region in regions]
        self._old_ends = [region.old_end for region in regions]

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether `new[start:end]` stands in the old text as it is, with nothing taken out of it."""
        at = bisect_right(self._new_ends, start)
        while at < len(self._regions) and self._regions[at].new_start < end:
            region = self._regions[at]
            if region.new_end > start or region.new_start > start:
                return False
            at += 1
        # A deletion strictly inside has new_start == new_end: bisect_right skips only those at or before `start`.
        return True

    def to_old(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the span of the old text for the span `start`, `end` of the new one.

        None if an end of the span lies inside replaced text, where no place of the old text corresponds.
        """
        old_start = self._start_to_old(start)
        old_end = old_start if start == end else self._end_to_old(end)
        if old_start is None or old_end is None or old_end < old_start:
            return None
        return old_start, old_end

    def nearest_old(self, offset: int) -> int:
        """Give the place of the old text to show for a place of the new one; inside replaced text, its start."""
        exact = self._start_to_old(offset)
        if exact is not None:
            return exact
        return self._regions[bisect_left(self._new_ends, offset)].old_start

    def nearest_new(self, offset: int) -> int:
        """Give the place of the new text to show for a place of the old one; of replaced text, its replacement's."""
        at = bisect_left(self._old_ends, offset)
        if at < len(self._regions) and self._regions[at].old_start <= offset < self._regions[at].old_end:
            return self._regions[at].new_start
        before = bisect_right(self._old_ends, offset) - 1
        return offset if before < 0 else offset - self._regions[before].old_end + self._regions[before].new_end

    def edit_to_old(self, edit: Edit, *, through_replaced: bool = False) -> Edit | None:
        """Carry an edit of the new text back. None if an end of it lies in text which the old one does not have.

        Unless `through_replaced`, also None if such text lies inside it: what the edit keeps of it would come along.
        """
        if not (through_replaced or edit.is_insertion or self.is_verbatim(edit.start, edit.end)):
            return None
        span = self.to_old(edit.start, edit.end)
        return None if span is None else Edit(span[0], span[1], edit.replacement)

    def _start_to_old(self, offset: int) -> int | None:
        """Map the start of a span: text deleted just before it stays outside."""
        at = bisect_right(self._new_starts, offset) - 1
        if at < 0:
            return offset
        region = self._regions[at]
        if offset >= region.new_end:
            return offset - region.new_end + region.old_end
        return region.old_start if offset == region.new_start else None

    def _end_to_old(self, offset: int) -> int | None:
        """Map the end of a span: text deleted just after it stays outside."""
        at = bisect_left(self._new_ends, offset)
        if at < len(self._regions):
            region = self._regions[at]
            if offset == region.new_end and region.new_start < region.new_end:
                return region.old_end
            if region.new_start < offset < region.new_end:
                return None
        if at == 0:
            return offset
        before = self._regions[at - 1]
        return offset - before.new_end + before.old_end
