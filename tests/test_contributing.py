"""CONTRIBUTING.md's 'Add a codemod in five minutes', followed to the letter on a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECTION = re.search(
    r"## Add a codemod in five minutes\n(.*?)\n## ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
)
assert SECTION is not None
STEPS = SECTION[1]


def _files() -> dict[str, str]:
    """Give the files that the section has its reader write: a path in backticks, then a block of Python."""
    found = re.findall(r"`((?:golden|netfix)/[\w./-]+\.py)`[^`]*```python\n(.*?)```", STEPS, re.DOTALL)
    return dict(found)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project in which the section's steps were made."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("netfix", "tests", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, text in _files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    line = re.search(r"```python\n(from netfix\.codemods\.\w+\.\w+ import (\w+))\n```", STEPS)
    assert line is not None
    registry = folder / "netfix" / "codemods" / "running_order.py"
    text = registry.read_text("utf-8").replace("\nif TYPE_CHECKING:", f"\n{line[1]}\n\nif TYPE_CHECKING:", 1)
    registry.write_text(text.replace("    # network\n", f"    # network\n    {line[2]},\n", 1), "utf-8")
    return folder


def _run(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = command.split()
    started = [sys.executable, "-m", words[0], *words[1:]]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    return subprocess.run(started, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_the_section_has_a_codemod_a_pair_and_a_program_to_leave_alone() -> None:
    names = [Path(path).name for path in _files()]
    assert len(names) == len(set(names)) == 4
    assert [name.split(".", 1)[1] for name in names].count("same.py") == 1


def test_its_commands_do_what_they_promise(project: Path) -> None:
    block = re.search(r"```sh\n(.*?)```", STEPS, re.DOTALL)
    assert block is not None
    explain, golden, diff = block[1].splitlines()
    explained = _run(project, explain)
    assert explained.returncode == 0, explained.stderr
    assert explained.stdout.startswith("shutdown-number (network; safe)")
    tested = _run(project, golden)
    assert tested.returncode == 0, tested.stdout
    assert int(re.findall(r"(\d+) passed", tested.stdout)[0]) >= 4
    shown = _run(project, diff)
    assert shown.returncode == 1, shown.stderr
    assert "+sock.shutdown(socket.SHUT_WR)" in shown.stdout
