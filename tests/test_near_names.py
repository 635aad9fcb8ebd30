"""Names that a slip of the finger turns into one another."""

from __future__ import annotations

import pytest

from netfix.analysis.names.near_names import is_one_edit_away, is_slip, near


@pytest.mark.parametrize("other", ["recieved", "recevied", "receive", "receivedd", "rcceived", "eceived", "xreceived"])
def test_one_letter_more_less_other_or_swapped_is_near(other: str) -> None:
    assert is_one_edit_away("received", other)
    assert is_one_edit_away(other, "received")


@pytest.mark.parametrize("other", ["received", "receives1", "devieced", "", "recievde", "receiv"])
def test_the_name_itself_and_two_edits_are_not_near(other: str) -> None:
    assert not is_one_edit_away("received", other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("items", "item"),
        ("part1", "part2"),
        ("date", "data"),
        ("Reply", "reply"),
        ("_state", "state"),
        ("v2name", "vname"),
    ],
)
def test_words_that_people_use_side_by_side_are_no_slips(written: str, meant: str) -> None:
    assert is_one_edit_away(written, meant)
    assert not is_slip(written, meant)


def test_a_letter_dropped_at_the_end_is_a_slip() -> None:
    assert is_slip("name_verifie", "name_verified")


def test_near_names_are_all_found() -> None:
    assert near("header", ["headers", "leader", "reader", "heading"]) == {"headers", "leader", "reader"}
