"""Diffs are taken by `git apply` and `patch -p1` as they are."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from netfix.reports.diff import unified_diff

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "plain.py": (b"a\nb\nc\n", b"a\nB\nc\n"),
    "no newline at the end.py": (b"a\nb", b"a\nc"),
    "gains newline.py": (b"a\nb", b"a\nb\n"),
    "crlf.py": (b"a\r\nb\r\nc\r\n", b"a\r\nB\r\nc\r\n"),
    "mixed.py": (b"a\r\nb\nc\rd\r\n", b"a\r\nb\nC\rd\r\n"),
    "form feed.py": (b"a\n\x0cb\n\xe2\x80\xa8c\nd\n", b"a\n\x0cb\n\xe2\x80\xa8c\nD\n"),
    "caf\u00e9.py": ("# caf\u00e9\nx\n".encode("latin-1"), "# caf\u00e9\ny\n".encode("latin-1")),
    "ta\tb.py": (b"x\n", b"y\n"),
    'quo"te.py': (b"x\n", b"y\n"),
    "back\\slash.py": (b"x\n", b"y\n"),
    "two places.py": (b"x\n" + b"-\n" * 40 + b"x\n", b"y\n" + b"-\n" * 40 + b"y\n"),
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub dir").mkdir()
    for name, (before, _) in CASES.items():
        (tmp_path / "sub dir" / name).write_bytes(before)
    return tmp_path


def whole_diff() -> bytes:
    return b"".join(unified_diff(f"sub dir/{name}", *sides) for name, sides in CASES.items())


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_apply_takes_it(tree: Path) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=whole_diff(), check=True)
    for name, (_, after) in CASES.items():
        assert (tree / "sub dir" / name).read_bytes() == after, name


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_patch_takes_it(tree: Path) -> None:
    subprocess.run(["patch", "-p1", "--binary", "-s"], input=whole_diff(), check=True)
    for name, (_, after) in CASES.items():
        assert (tree / "sub dir" / name).read_bytes() == after, name


def test_names_are_relative_to_the_working_directory(tree: Path) -> None:
    diff = unified_diff(str(tree / "sub dir" / "plain.py"), *CASES["plain.py"])
    assert diff.startswith(b"--- a/sub dir/plain.py\t\n+++ b/sub dir/plain.py\t\n@@")
