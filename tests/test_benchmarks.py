"""The scripts in benchmarks/: that they do their work and that the sweep sees what is wrong."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netfix.engine.dialect import Dialect
from netfix.engine.results import Failed, Processed

ROOT = Path(__file__).resolve().parent.parent

PYTHON2 = 'while 1:\n    print "received",\n    break  # for now\n'
PYTHON3 = "def missing(reply):\n    return reply == None\n"


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts on this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = (sys.executable, ROOT / "benchmarks" / script, *arguments)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a small package with programs of both languages."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "old.py").write_text(PYTHON2)
    (folder / "new.py").write_text(PYTHON3)
    return folder


@pytest.fixture(params=["with Python 2 if there is one", "without Python 2"])
def checks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import the sweep's checks, as the script itself does."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    module = importlib.import_module("sweep_checks")
    if request.param == "without Python 2":
        monkeypatch.setattr(module, "python2", lambda: None)
    return module


def test_sweep_finds_nothing_wrong_and_leaves_the_original_alone(tree: Path, tmp_path: Path) -> None:
    done = run("sweep.py", tree, "--write", tmp_path / "sweep.md")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tree / "old.py").read_text() == PYTHON2
    rows = [line for line in (tmp_path / "sweep.md").read_text().splitlines() if line.startswith("| package |")]
    assert [row.split(" | ")[1:4] for row in rows] == [
        ["command", "files", "Python 2"],
        ["`netfix -i`", "2", "1"],
        ["`netfix -i --unsafe`", "2", "1"],
        ["`netfix -i --target-version py27`", "2", "2"],
        ["`netfix -i --target-version py27 --unsafe`", "2", "2"],
    ]


@pytest.mark.parametrize(
    ("after", "dialect", "complaint"),
    [
        (b"", Dialect.PYTHON3, "left empty"),
        (b"while True\n", Dialect.PYTHON3, "no Python3 any more"),
        (b"print x,\n", Dialect.PYTHON3, "no Python3 any more"),
        (b"print(x, end=' ')\nnonlocal = 1 if\n", Dialect.PYTHON2, "no Python2 any more"),
        (b"# coding: no-such-codec\n", Dialect.PYTHON3, "cannot be read any more"),
        (b"while True:\n    pass\n", Dialect.PYTHON3, "a comment was lost or made"),
    ],
)
def test_sweep_sees_a_rewrite_that_went_wrong(checks: Any, after: bytes, dialect: Dialect, complaint: str) -> None:
    result = Processed("program.py", Dialect.PYTHON2, dialect)
    wrong = list(checks.wrongs(result, PYTHON2.encode(), after))
    assert len(wrong) == 1
    assert complaint in wrong[0]


@pytest.mark.parametrize(
    ("program", "reason", "is_wrong"),
    [
        (PYTHON3, "cannot be parsed", True),
        ("while (\n", "cannot be parsed", False),
        ("while (\n", "left as it was because of a bug in netfix", True),
    ],
)
def test_sweep_sees_a_refusal_without_need(
    checks: Any, tmp_path: Path, program: str, reason: str, *, is_wrong: bool
) -> None:
    (tmp_path / "program.py").write_text(program)
    wrong = checks.wrong_refusal(Failed(str(tmp_path / "program.py"), 1, reason))
    assert (wrong is not None) is is_wrong


def test_comparison_measures_netfix_and_names_missing_peers(tree: Path, tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    done = run("compare.py", tree, "--rounds", "1", "--peers", tmp_path / "nothing", "--write", page)
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in page.read_text().splitlines() if line.startswith("| ")]
    assert rows[1][3] == rows[1][5] == "1.00"
    named = [row[0].removeprefix("| ") for row in rows[1:]]
    measured = [name for name, row in zip(named, rows[1:], strict=True) if "missing" not in row[1]]
    assert [name.rpartition(" ")[0] for name in measured] == ["netfix", "netfix, warm", "netfix, two"]
    assert set(named) - set(measured) >= {"ruff", "ruff, warm", "fixit, all", "libcst", "pyupgrade", "flynt"}


@pytest.mark.slow
def test_files_that_stop_parsers_hold_up_no_other() -> None:
    done = run("compare.py", "--pathological")
    assert done.returncode == 0, done.stderr
    assert "| brackets nested 1,000 deep |" in done.stdout


def test_targets_say_whether_they_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    parts = importlib.import_module("page_parts")
    times = {"click": 2.0, "nothing": 3.0, "libcst": 1.0, "something": 1.25, "memory": 100.0}
    facts = {**times, "click, wall": 2.0, "nothing, wall": 3.5, "libcst, wall": 1.0, "something, wall": 1.75}
    lines = {line.split(" | ")[0]: line for line in parts.targets(facts).splitlines()}
    assert lines["| nothing to do: netfix --diff / import click"].endswith("| 1.50 | 1.75 | met |")
    assert "| 1.25 | 1.75 | not met: " in lines["| something to do: netfix --diff / import libcst"]
    assert lines["| MiB of a process at 16 times the size"].endswith("| 100.00 |  | met |")
    assert "not measured" in lines["| Fixit with all rules / netfix"]


def test_what_must_be_paid_is_measured_on_the_files_with_findings(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    parts = importlib.import_module("page_parts")
    (tree / "old.py").write_text("x = 1\n")
    part, facts = parts.unavoidable(sorted(tree.glob("*.py")))
    assert facts.keys() == {"libcst parses", "cpython parses"}
    assert "Something is found in 1 of them, 2 lines" in part


@pytest.mark.slow
@pytest.mark.network
def test_sweep_of_a_package_from_pypi_finds_nothing_wrong(tmp_path: Path) -> None:
    done = run("sweep.py", "treq==26.7.0", "--cache", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
