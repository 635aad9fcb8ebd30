"""One file with a task: which of its findings are meant."""

from __future__ import annotations

from netfix.codemods import SYNTAX
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.engine.process import Choice, Mode, Task, process_source
from netfix.engine.results import Processed
from netfix.engine.settings import Settings
from netfix.engine.source import Source

_PROGRAM = b"""\
def wait(line):
    while 1:
        if line == None:
            return 1
        while 1:
            if line == None:
                return 2
"""


def _processed(mode: Mode, choice: Choice) -> Processed:
    task = Task((Settings((WhileOne, NoneComparison), SYNTAX),), mode, choice)
    result = process_source(Source.from_bytes("wait.py", _PROGRAM), task)
    assert isinstance(result, Processed)
    return result


def test_only_findings_that_touch_chosen_lines_are_shown() -> None:
    shown = _processed(Mode.FIND, Choice(lines=((3, 4), (6, 6)))).findings
    assert [(finding.codemod, finding.line) for finding in shown] == [("none-comparison", 3), ("none-comparison", 6)]


def test_only_findings_on_chosen_lines_are_applied_and_the_others_are_not_said_to_remain() -> None:
    result = _processed(Mode.FIX, Choice(lines=((3, 3),)))
    assert result.after == _PROGRAM.replace(b"line == None", b"line is None", 1)
    assert [finding.line for finding in result.applied] == [3]
    assert result.findings == ()


def test_only_findings_at_chosen_places_are_applied_and_the_others_remain() -> None:
    result = _processed(Mode.FIX, Choice(places=frozenset({("while-one", 5, 15), ("none-comparison", 3, 12)})))
    assert [(finding.codemod, finding.line) for finding in result.applied] == [
        ("none-comparison", 3),
        ("while-one", 5),
    ]
    assert [(finding.codemod, finding.line) for finding in result.findings] == [
        ("while-one", 2),
        ("none-comparison", 6),
    ]


def test_without_a_choice_everything_is_applied() -> None:
    result = _processed(Mode.FIX, Choice())
    assert result.after is not None
    assert b"None" in result.after
    assert b"==" not in result.after
    assert b"while 1" not in result.after
