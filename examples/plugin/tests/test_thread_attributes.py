"""The golden files and the page hold; and what is easier said in a line."""

from pathlib import Path

import pytest
from netfix.testing import Case, assert_codemod, assert_unchanged, cases, check_case, check_manual

from acme_threads.thread_attributes import ThreadAttributes

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("case", cases(GOLDEN), ids=str)
def test_golden(case: Case, bless: bool) -> None:
    check_case(case, [ThreadAttributes], bless=bless)


def test_its_page_shows_what_happens() -> None:
    check_manual(ThreadAttributes)


def test_the_argument_may_be_anything() -> None:
    assert_codemod(ThreadAttributes, "t.setDaemon(a or b)\n", "t.daemon = a or b\n", unsafe=True)


def test_a_result_that_is_used_stays() -> None:
    assert_unchanged(ThreadAttributes, "print(t.setDaemon(True))\n")
