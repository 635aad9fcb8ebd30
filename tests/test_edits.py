"""Offsets travel through edits both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.engine.edits import Edit, Rewritten, overlap

MARKS = "XYZ"


@st.composite
def rewritten_texts(draw: st.DrawFn) -> Rewritten:
    """Give a text of lower case letters with edits whose replacements are of upper case ones."""
    old = draw(st.text("abcdefgh", max_size=14))
    edits: list[Edit] = []
    at = 0
    while at <= len(old) and draw(st.booleans()):
        start = draw(st.integers(at, len(old)))
        end = draw(st.integers(start, min(len(old), start + 3)))
        edit = Edit(start, end, draw(st.text(MARKS, min_size=1 if start == end else 0, max_size=3)))
        if edits and overlap(edits[-1], edit):
            break
        edits.append(edit)
        at = end
    return Rewritten(old, set(edits))


@given(rewritten_texts())
def test_verbatim_spans_are_the_same_text_on_both_sides(rewritten: Rewritten) -> None:
    for start in range(len(rewritten.new)):
        for end in range(start + 1, len(rewritten.new) + 1):
            if rewritten.is_verbatim(start, end):
                span = rewritten.to_old(start, end)
                assert span is not None
                assert rewritten.old[slice(*span)] == rewritten.new[start:end]
                assert not set(rewritten.new[start:end]) & set(MARKS)


@given(rewritten_texts(), st.data())
def test_an_edit_carried_back_changes_the_same_characters(rewritten: Rewritten, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(rewritten.new)))
    end = data.draw(st.integers(start, len(rewritten.new)))
    carried = rewritten.edit_to_old(Edit(start, end, "!"))
    if carried is not None and start < end:
        assert rewritten.old[carried.start : carried.end] == rewritten.new[start:end]


@given(rewritten_texts())
def test_places_of_kept_characters_travel_there_and_back(rewritten: Rewritten) -> None:
    for offset in range(len(rewritten.old)):
        if not any(edit.start <= offset < edit.end for edit in rewritten.edits):
            there = rewritten.nearest_new(offset)
            assert rewritten.new[there] == rewritten.old[offset]


@given(rewritten_texts())
def test_what_is_outside_the_edits_stays(rewritten: Rewritten) -> None:
    kept = "".join(character for character in rewritten.new if character not in MARKS)
    removed = [rewritten.old[edit.start : edit.end] for edit in rewritten.edits]
    assert len(kept) == len(rewritten.old) - sum(map(len, removed))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Edit(0, 2, "x"), Edit(2, 3, "y"), False),
        (Edit(0, 2, "x"), Edit(1, 3, "y"), True),
        (Edit(1, 1, "x"), Edit(1, 1, "y"), True),
        (Edit(1, 1, "x\n"), Edit(1, 1, "x\n"), False),
        (Edit(1, 1, ")"), Edit(1, 1, ")"), True),
        (Edit(1, 2, "x"), Edit(1, 2, "x"), False),
        (Edit(1, 1, "x"), Edit(0, 2, ""), True),
        (Edit(0, 0, "x"), Edit(0, 2, ""), False),
    ],
)
def test_edits_overlap_only_if_their_order_or_extent_clashes(one: Edit, other: Edit, expected: bool) -> None:
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Rewritten("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])
