"""Which findings are meant, as a user says it: one by one, only what changed, again and again."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netfix.watch import _matters

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "def f(x):\n    while 1:\n        if x == None:\n            break\n"


def _netfix(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netfix", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=_environment(folder),
    )


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(folder / ".state"), "TERM": "xterm"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository with one committed faulty file."""
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    (tmp_path / "old.py").write_text(FAULTY)
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    return tmp_path


class TestInteractive:
    def test_writes_what_is_accepted_and_ends_with_1_if_something_is_left(self, repository: Path) -> None:
        done = _netfix(repository, "--interactive", stdin="y\nn\n")
        assert (repository / "old.py").read_text() == FAULTY.replace("while 1", "while True")
        assert done.returncode == 1
        assert "1 file read, 1 file rewritten (1 finding), 1 finding left" in done.stderr

    def test_ends_with_0_if_everything_is_accepted(self, repository: Path) -> None:
        assert _netfix(repository, "--interactive", stdin="a\n").returncode == 0

    def test_asks_about_unsafe_rewrites_too(self, repository: Path) -> None:
        (repository / "old.py").write_text("def f(x):\n    if not len(x):\n        return 1\n")
        assert _netfix(repository, "--interactive", stdin="y\n").returncode == 0
        assert "if not x:" in (repository / "old.py").read_text()

    def test_goes_on_where_it_was_left_and_restart_asks_again(self, repository: Path) -> None:
        _netfix(repository, "--interactive", stdin="n\nq\n")
        again = _netfix(repository, "--interactive", stdin="q\n")
        assert "none-comparison" in again.stdout
        assert "while-one" not in again.stdout
        assert "while-one" in _netfix(repository, "--interactive", "--restart", stdin="q\n").stdout

    def test_asks_only_about_changed_lines_together_with_changed(self, repository: Path) -> None:
        (repository / "old.py").write_text(FAULTY + "    return x == None\n")
        done = _netfix(repository, "--interactive", "--changed", stdin="y\n")
        assert done.returncode == 0
        assert (repository / "old.py").read_text() == FAULTY + "    return x is None\n"

    @pytest.mark.parametrize("other", ["--diff", "-i", "--migrate=python3", "--watch", "--output-format=json"])
    def test_excludes_other_modes(self, repository: Path, other: str) -> None:
        assert _netfix(repository, "--interactive", other).returncode == 2

    def test_shows_colours_on_a_terminal_and_takes_answers_from_it(self, repository: Path) -> None:
        parent, child = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "netfix", "--interactive"],
            cwd=repository, stdin=child, stdout=child, stderr=child, env=_environment(repository),
        )  # fmt: skip
        os.close(child)
        os.write(parent, b"a\n")
        shown = _until_closed(parent)
        assert process.wait(60) == 0
        assert b"\x1b[32m+    while True:" in shown
        assert "while True" in (repository / "old.py").read_text()


class TestChanged:
    def test_shows_only_findings_on_lines_that_differ_from_head(self, repository: Path) -> None:
        (repository / "old.py").write_text(FAULTY + "    return x == None\n")
        (repository / "new.py").write_text("y = 1\nz = y == None\n")
        done = _netfix(repository, "--changed")
        assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["new.py:2:5", "old.py:5:12"]

    def test_rewrites_only_lines_that_differ(self, repository: Path) -> None:
        (repository / "old.py").write_text(FAULTY + "    return x == None\n")
        assert _netfix(repository, "-i", "--changed", "HEAD").returncode == 0
        assert (repository / "old.py").read_text() == FAULTY + "    return x is None\n"

    def test_reads_a_word_that_is_no_revision_as_a_path(self, repository: Path) -> None:
        (repository / "new.py").write_text("while 1: pass\n")
        (repository / "other.py").write_text("while 1: pass\n")
        assert _netfix(repository, "--changed", "new.py").stdout.startswith("new.py:1:7")

    def test_says_what_git_says_of_a_wrong_revision(self, repository: Path) -> None:
        done = _netfix(repository, "--changed", "nonsense")
        assert done.returncode == 2
        assert "nonsense" in done.stderr

    def test_is_an_error_where_there_is_no_repository(self, tmp_path: Path) -> None:
        done = _netfix(tmp_path, "--changed")
        assert done.returncode == 2
        assert "not a git repository" in done.stderr


def test_watch_runs_again_after_each_change_until_it_is_interrupted(repository: Path) -> None:
    pytest.importorskip("watchfiles")
    report = repository / "report.txt"
    with report.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "netfix", "--watch"],
            cwd=repository, stdout=output, stderr=subprocess.STDOUT, env=_environment(repository),
        )  # fmt: skip
    try:
        _wait_for(report, "2 findings", times=1)
        (repository / "old.py").write_text("while 1: pass\n")
        _wait_for(report, "1 finding (1 safe)", times=1)
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130


@pytest.mark.parametrize(
    ("name", "text", "matters"),
    [
        ("a.py", "", True),
        ("a.ipynb", "{}", True),
        ("netfix.toml", "", True),
        (".gitignore", "", True),
        ("script", "#!/usr/bin/env python2\n", True),
        ("gone.py", None, True),
        ("report.html", "<p>", False),
        ("report", "a.py: 1 finding\n", False),
        ("gone", None, False),
    ],
)
def test_a_watch_cares_for_programs_and_settings_and_for_no_report(
    tmp_path: Path, name: str, text: str | None, *, matters: bool
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    assert _matters(tmp_path / name) is matters


def _wait_for(report: Path, text: str, *, times: int) -> None:
    deadline = time.monotonic() + 60
    while report.read_text().count(text) < times:
        assert time.monotonic() < deadline, report.read_text()
        time.sleep(0.05)


def _until_closed(terminal: int) -> bytes:
    shown = b""
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # how Linux tells that the other side is closed
            break
        if not data:
            break
        shown += data
    os.close(terminal)
    return shown
