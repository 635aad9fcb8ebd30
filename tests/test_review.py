"""Questions about a text's rewrites, and what answers make of it."""

from __future__ import annotations

import pytest

from netfix.codemods import SYNTAX
from netfix.codemods.pythonic.len_test import LenTest
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.rewrite import fix
from netfix.engine.settings import Settings
from netfix.interactive.review import Answer, Refused, Review

PROGRAM = """\
def wait(peer, line):
    while 1:
        if line == None:
            return 1
        buf = peer.recv(10)
        while 1:
            if not len(buf) == None:
                return 2
"""
SETTINGS = Settings((WhileOne, NoneComparison, LenTest), SYNTAX, unsafe=True)
YES, NO = Answer(accepted=True), Answer(accepted=False)


def _asked(review: Review) -> list[tuple[str, int]]:
    """Answer everything with no and give what was asked."""
    asked: list[tuple[str, int]] = []
    while question := review.question:
        asked += ((finding.codemod, finding.start) for finding in question.findings)
        review.answer(NO)
    return asked


def test_yes_to_everything_is_what_fix_does() -> None:
    review = Review(PROGRAM, SETTINGS)
    while review.question:
        review.answer(YES)
    fixed = fix(PROGRAM, SETTINGS)
    assert review.text == fixed.text
    assert sorted(finding.start for finding in review.applied) == sorted(finding.start for finding in fixed.applied)


def test_no_to_everything_changes_nothing_and_asks_each_question_once() -> None:
    review = Review(PROGRAM, SETTINGS)
    asked = _asked(review)
    assert review.text == PROGRAM
    assert len(asked) == len(set(asked)) >= 4
    assert review.applied == []


def test_each_answer_counts_for_its_own_question() -> None:
    review = Review(PROGRAM, SETTINGS)
    while question := review.question:
        review.answer(Answer(accepted=question.findings[0].codemod == "while-one"))
    assert review.text == PROGRAM.replace("while 1", "while True")


def test_what_was_declined_is_not_asked_again_after_an_accepted_rewrite_has_moved_it() -> None:
    review = Review(PROGRAM, SETTINGS)
    review.answer(YES)
    asked = _asked(review)
    assert [name for name, _ in asked].count("while-one") == 1


def test_undo_takes_answers_back_one_by_one_over_rounds() -> None:
    review = Review(PROGRAM, SETTINGS)
    texts: list[str] = []
    while review.question:
        texts.append(review.text)
        review.answer(YES)
    for text in reversed(texts):
        assert review.undo()
        assert review.text == text
    assert not review.undo()


def test_what_the_user_writes_instead_is_taken_and_not_asked_about_again() -> None:
    review = Review(PROGRAM, SETTINGS)
    start = PROGRAM.index("while 1")
    review.answer(Answer(accepted=True, instead=Edit(start, start + 7, "while not 0")))
    _asked(review)
    assert review.text == PROGRAM.replace("while 1", "while not 0", 1)


def test_what_does_not_parse_is_refused_and_the_question_stands() -> None:
    review = Review(PROGRAM, SETTINGS)
    before = review.question
    start = PROGRAM.index("while 1")
    with pytest.raises(Refused, match="parse"):
        review.answer(Answer(accepted=True, instead=Edit(start, start + 7, "while (")))
    assert review.question is before


def test_a_conversion_to_python_3_is_one_question() -> None:
    program = "print 'a'\nprint 'b', x == None\n"
    review = Review(program, Settings((*SYNTAX, NoneComparison), SYNTAX))
    question = review.question
    assert question is not None
    assert {finding.codemod for finding in question.findings} == {"print-statement"}
    assert len(question.findings) == 2
    review.answer(YES)
    while review.question:
        review.answer(YES)
    assert review.text == "print('a')\nprint('b', x is None)\n"
    assert review.dialects == (Dialect.PYTHON2, Dialect.PYTHON3)


def test_a_declined_conversion_leaves_the_rest_to_be_asked() -> None:
    program = "print 'a'\nprint 'b', x == None\n"
    review = Review(program, Settings((*SYNTAX, NoneComparison), SYNTAX))
    review.answer(NO)
    while review.question:
        review.answer(YES)
    assert review.text == "print 'a'\nprint 'b', x is None\n"


def test_only_findings_that_are_to_be_shown_are_asked_about() -> None:
    review = Review(PROGRAM, SETTINGS, shows=lambda finding: finding.start < PROGRAM.index("line =="))
    assert [name for name, _ in _asked(review)] == ["while-one"]
