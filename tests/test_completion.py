"""Shell completion, as docs/ci.md sets it up: click's script for each shell, and the names that it offers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _asked(instruction: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "netfix"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "_NETFIX_COMPLETE": instruction, **environment},
    )
    assert done.stderr == ""
    return done.stdout


def _offered(line: str) -> list[str]:
    words = line.split(" ")
    answer = _asked("bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return [offer.partition(",")[2] for offer in answer.split()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    script = _asked(f"{shell}_source")
    assert f"_NETFIX_COMPLETE={shell}_complete" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_takes_its_script() -> None:
    subprocess.run(["bash", "-n"], input=_asked("bash_source"), text=True, check=True)


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("netfix --select len", ["len-test"]),
        ("netfix --select len-test,none", ["len-test,none-comparison"]),
        ("netfix --ignore python3", ["python3", "python3-names"]),
        ("netfix --explain none", ["none-comparison"]),
        ("netfix --migrate t", ["twisted"]),
        ("netfix --target-version py", ["py27", "py3"]),
        ("netfix --explain no-such", []),
    ],
)
def test_names_are_offered(line: str, offers: list[str]) -> None:
    assert _offered(line) == offers


def test_options_are_offered() -> None:
    assert {"--diff", "--in-place"} <= set(_offered("netfix --"))
