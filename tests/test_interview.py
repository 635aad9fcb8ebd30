"""An interview about files: letters in, files rewritten, answers remembered."""

from __future__ import annotations

import io
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.engine.edits import Edit, Rewritten
from netfix.engine.process import Choice, Mode, Task
from netfix.engine.settings import Settings
from netfix.interactive.answers import Answers
from netfix.interactive.hunks import changed_lines, hunk, written_instead
from netfix.interactive.interview import Interview, Outcome

if TYPE_CHECKING:
    from pathlib import Path

ONE = "while 1:\n    if a == None: break\n"
TWO = "if b == None: pass\n"
TASK = Task((Settings((WhileOne, NoneComparison), SYNTAX),), Mode.FIND)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory, with three files in it of which two have something to ask about."""
    (tmp_path / "one.py").write_text(ONE)
    (tmp_path / "two.py").write_text(TWO)
    (tmp_path / "fine.py").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _interview(folder: Path, letters: str, task: Task = TASK) -> Outcome:
    answers = Answers(["."], folder=folder / "state")
    work = [(name, task) for name in ("one.py", "fine.py", "two.py")]
    return Interview(answers, io.StringIO("".join(f"{letter}\n" for letter in letters))).run(work)


def _texts(folder: Path) -> tuple[str, str]:
    return (folder / "one.py").read_text(), (folder / "two.py").read_text()


@pytest.mark.parametrize(
    ("letters", "one", "two"),
    [
        ("yyy", "while True:\n    if a is None: break\n", "if b is None: pass\n"),
        ("nnn", ONE, TWO),
        ("yny", "while True:\n    if a == None: break\n", "if b is None: pass\n"),
        ("an", "while True:\n    if a is None: break\n", TWO),
        ("dy", ONE, "if b is None: pass\n"),
        ("yq", "while True:\n    if a == None: break\n", TWO),
        ("y", "while True:\n    if a == None: break\n", TWO),
        ("q", ONE, TWO),
        ("yunyn", "while 1:\n    if a is None: break\n", TWO),
        ("yyuny", "while True:\n    if a == None: break\n", "if b is None: pass\n"),
        ("yyuunyn", "while 1:\n    if a is None: break\n", TWO),
        ("uyyy", "while True:\n    if a is None: break\n", "if b is None: pass\n"),
        ("x?yyy", "while True:\n    if a is None: break\n", "if b is None: pass\n"),
    ],
)
def test_letters_decide_what_becomes_of_the_files(files: Path, letters: str, one: str, two: str) -> None:
    _interview(files, letters)
    assert _texts(files) == (one, two)


def test_undo_across_files_takes_back_what_was_written_in_between(files: Path) -> None:
    (files / "fine.py").write_text(TWO)
    _interview(files, "yyyuuq")
    assert _texts(files) == ("while True:\n    if a == None: break\n", TWO)
    assert (files / "fine.py").read_text() == TWO


def test_each_question_shows_its_place_message_safety_and_hunk(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _interview(files, "q")
    shown = capsys.readouterr().out
    assert "one.py:1:7" in shown
    assert "while-one" in shown
    assert "[safe]" in shown
    assert "-while 1:\n" in shown
    assert "+while True:\n" in shown
    assert "(1/2)" in shown


def test_what_was_declined_is_not_asked_again_after_leaving_early(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _interview(files, "nq").left_early
    capsys.readouterr()
    outcome = _interview(files, "yy")
    assert "1 declined" in capsys.readouterr().err
    assert not outcome.left_early
    assert _texts(files) == ("while 1:\n    if a is None: break\n", "if b is None: pass\n")
    assert list((files / "state").iterdir()) == []


def test_an_answer_of_an_earlier_interview_is_not_what_undo_takes_back(files: Path) -> None:
    _interview(files, "nq")
    _interview(files, "yunn")
    assert _texts(files) == (ONE, TWO)


def test_a_memory_that_cannot_be_read_is_none(files: Path) -> None:
    _interview(files, "nq")
    [state] = (files / "state").iterdir()
    state.write_text("{")
    assert _interview(files, "yyy").applied == 3


def test_only_lines_that_were_chosen_are_asked_about(files: Path) -> None:
    _interview(files, "yy", Task(TASK.steps, TASK.mode, Choice(lines=((2, 2),))))
    assert _texts(files) == ("while 1:\n    if a is None: break\n", TWO)


def test_a_file_that_changed_meanwhile_is_not_overwritten(files: Path) -> None:
    class Meddling:
        def readline(self) -> str:
            (files / "two.py").write_text("changed = 1\n")
            return "y\n"

        def isatty(self) -> bool:
            return False

    work = [("two.py", TASK)]
    outcome = Interview(Answers(["."], folder=files / "state"), Meddling()).run(work)
    assert (files / "two.py").read_text() == "changed = 1\n"
    assert [failed.path for failed in outcome.failed] == ["two.py"]


def test_a_broken_file_is_told_and_the_others_are_asked_about(files: Path) -> None:
    (files / "one.py").write_text("def (:\n")
    outcome = _interview(files, "y")
    assert [(failed.path, failed.line) for failed in outcome.failed] == [("one.py", 1)]
    assert (files / "two.py").read_text() == "if b is None: pass\n"


def _editor(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    script = folder / "editor"
    script.write_text(f"#!{sys.executable}\nimport sys, time, os\np = sys.argv[1]\nt = open(p).read()\n{program}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(script))


def test_e_takes_what_an_editor_writes(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _editor(files, monkeypatch, "open(p, 'w').write(t.replace('True', 'not done')); os.utime(p, (1, 1))")
    _interview(files, "enn")
    assert _texts(files) == ("while not done:\n    if a == None: break\n", TWO)


def test_e_refuses_what_does_not_parse(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _editor(files, monkeypatch, "open(p, 'w').write('while ('); os.utime(p, (1, 1))")
    _interview(files, "eq")
    assert "does not parse" in capsys.readouterr().out
    assert _texts(files) == (ONE, TWO)


def test_e_refuses_characters_that_the_file_cannot_hold(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "two.py").write_text("# coding: latin-1\n" + TWO)
    _editor(files, monkeypatch, "open(p, 'w').write('if b is \\u540d: pass'); os.utime(p, (1, 1))")
    outcome = _interview(files, "dey")
    assert "not taken" in capsys.readouterr().out
    assert not outcome.failed
    assert (files / "two.py").read_text() == "# coding: latin-1\nif b is None: pass\n"


def test_an_editor_that_fails_takes_nothing_and_the_question_stays(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _editor(files, monkeypatch, "sys.exit(1)")
    _interview(files, "yeyn")
    assert "not taken" in capsys.readouterr().out
    assert _texts(files) == ("while True:\n    if a is None: break\n", TWO)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_to_edit_are_whole_and_go_back_where_they_were(newline: str) -> None:
    old = newline.join(["a = 1", "bb = 22", "cc = 33", "d = 4", ""])
    start = old.index("22")
    rewritten = Rewritten(old, [Edit(start, start + 2, "5"), Edit(old.index("33"), old.index("33") + 2, "666")])
    assert changed_lines(rewritten) == newline.join(["bb = 5", "cc = 666", ""])
    edit = written_instead(rewritten, "x = 7\ny = 8")
    assert Rewritten(old, [edit]).new == newline.join(["a = 1", "x = 7", "y = 8", "d = 4", ""])


def test_a_hunk_says_where_a_file_has_no_last_line_end() -> None:
    assert hunk("x == None", "x is None", colour=False).count("\\ No newline at end of file\n") == 2
