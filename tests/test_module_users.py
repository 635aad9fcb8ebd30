"""Variables that become attributes of one object, in all files of a run that use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

COUNTERS = """\
total = 0
peak = 0
limit = 10


def add(n):
    global total, peak
    total += n
    peak = max(peak, total)


def reset():
    global total
    total = 0
"""


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _netfix(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "netfix", "--select", "globals-to-state", "--unsafe", *arguments]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False
    )


def _run(folder: Path, program: str) -> str:
    return subprocess.run([sys.executable, program], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("importer", "followed"),
    [
        ("import counters\ncounters.add(3)\nprint(counters.total)\n", "counters.state.total"),
        ("import counters as c\nc.add(3)\nc.total += 1\ndel c.peak\nprint(c.total)\n", "c.state.total += 1"),
        ("from counters import add, limit\nadd(3)\nprint(limit)\n", "print(limit)"),
        (
            "def f():\n    import counters\n    counters.add(3)\n    return counters.total\nprint(f())\n",
            "return counters.state.total",
        ),
        (
            "import counters\ndef f(x=counters.total):\n    return [x for _ in range(2)]\nprint(f())\n",
            "x=counters.state.total",
        ),
    ],
)
def test_importers_of_the_module_follow_and_do_what_they_did(tmp_path: Path, importer: str, followed: str) -> None:
    _write(tmp_path, counters=COUNTERS, main=importer)
    before = _run(tmp_path, "main.py")
    done = _netfix(tmp_path, "-i", ".")
    assert "state.total += n" in (tmp_path / "counters.py").read_text(), done.stderr
    assert followed in (tmp_path / "main.py").read_text()
    assert _run(tmp_path, "main.py") == before
    assert _netfix(tmp_path, "--diff", ".").stdout == ""


def test_a_name_that_was_imported_becomes_an_attribute_that_is_read_anew(tmp_path: Path) -> None:
    main = "from counters import add, total as t, limit\n\n\ndef show():\n    print(t, limit)\n\n\nadd(3)\nshow()\n"
    _write(tmp_path, counters=COUNTERS, main=main)
    _netfix(tmp_path, "-i", ".")
    text = (tmp_path / "main.py").read_text()
    assert "from counters import state, add, limit\n" in text
    assert "print(state.total, limit)" in text
    assert _run(tmp_path, "main.py") == "3 10\n"


def test_a_package_with_relative_imports_follows(tmp_path: Path) -> None:
    _write(
        tmp_path,
        pkg____init__="",
        pkg__counters=COUNTERS,
        pkg__user="from . import counters\nfrom .counters import peak\ncounters.add(2)\nprint(counters.total, peak)\n",
        main="import pkg.user\nimport pkg.counters\nprint(pkg.counters.total)\n",
    )
    _netfix(tmp_path, "-i", ".")
    user = (tmp_path / "pkg" / "user.py").read_text()
    assert "from .counters import state\n" in user
    assert "print(counters.state.total, state.peak)" in user
    assert "print(pkg.counters.state.total)" in (tmp_path / "main.py").read_text()
    assert _run(tmp_path, "main.py") == "2 2\n2\n"


def test_a_state_of_its_own_makes_the_importer_take_another_name(tmp_path: Path) -> None:
    _write(tmp_path, counters=COUNTERS, main="from counters import total\nstate = 5\nprint(total, state)\n")
    _netfix(tmp_path, "-i", ".")
    text = (tmp_path / "main.py").read_text()
    assert text == "from counters import state as counters_state\nstate = 5\nprint(counters_state.total, state)\n"
    assert _run(tmp_path, "main.py") == "0 5\n"


@pytest.mark.parametrize(
    ("importer", "reason"),
    [
        ("from counters import *\nprint(total)\n", "imported by `*`"),
        ("import counters\nprint(getattr(counters, 'total'))\n", "text 'total'"),
        (
            "from unittest import mock\nimport counters\nmock.patch('counters.total', 3)\nprint(counters.total)\n",
            "text",
        ),
        ("import counters\nprint(vars(counters))\ncounters.total = 1\n", "handed on"),
        ("from counters import total\ntotal = 5\nprint(total)\n", "another value"),
        ("from counters import (  # all\n    total,  # the sum\n    peak,\n)\nprint(total, peak)\n", "comment"),
    ],
)
def test_nothing_is_rewritten_if_an_importer_cannot_follow(tmp_path: Path, importer: str, reason: str) -> None:
    _write(tmp_path, counters=COUNTERS, main=importer)
    done = _netfix(tmp_path, "-i", ".")
    assert (tmp_path / "counters.py").read_text() == COUNTERS
    assert (tmp_path / "main.py").read_text() == importer
    assert reason in done.stdout
    assert "[manual]" in done.stdout


def test_nothing_is_rewritten_if_an_importer_is_not_part_of_the_run(tmp_path: Path) -> None:
    _write(tmp_path, counters=COUNTERS, main="import counters\nprint(counters.total)\n")
    done = _netfix(tmp_path, "-i", "counters.py")
    assert (tmp_path / "counters.py").read_text() == COUNTERS
    assert "not part of this run" in done.stdout


def test_a_module_of_python_2_and_its_importer_follow(tmp_path: Path) -> None:
    _write(tmp_path, counters=COUNTERS, main="import counters\ncounters.add(3)\nprint counters.total\n")
    _netfix(tmp_path, "-i", "--target-version", "py27", ".")
    assert "print counters.state.total\n" in (tmp_path / "main.py").read_text()


def test_a_module_that_nobody_imports_and_that_runs_nothing_is_left_alone(tmp_path: Path) -> None:
    _write(tmp_path, counters=COUNTERS, other="import socket\nprint(socket)\n")
    assert _netfix(tmp_path, ".").stdout == ""


@pytest.mark.parametrize(
    "third",
    [
        "import importer\nimporter.counters.add(1)\nprint(importer.counters.total)\n",
        "from importer import counters\nprint(counters.total)\n",
        "from importer import total\nprint(total)\n",
        "import importer as i\nprint(i.total)\n",
        "from importer import *\nprint(total)\n",
    ],
)
def test_what_a_third_file_takes_from_one_that_has_imported_it_keeps_all_as_it_is(tmp_path: Path, third: str) -> None:
    importer = "import counters\nfrom counters import total\ncounters.add(1)\nprint(counters.total, total)\n"
    _write(tmp_path, counters=COUNTERS, importer=importer, third=third)
    before = _run(tmp_path, "third.py")
    done = _netfix(tmp_path, "--in-place", ".")
    assert "third.py takes what it has imported" in done.stdout + done.stderr
    assert (tmp_path / "counters.py").read_text() == COUNTERS
    assert _run(tmp_path, "third.py") == before


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ("class Local:\n    total = total\nprint(Local.total)\n", "class has a `total` of its own"),
        ("try:\n    print(total)\nexcept NameError:\n    print('gone')\n", "NameError is waited for"),
    ],
)
def test_what_an_attribute_would_change_is_left_to_a_person(tmp_path: Path, rest: str, why: str) -> None:
    program = f"{COUNTERS}\n\nadd(2)\nreset()\n{rest}"
    _write(tmp_path, program=program)
    done = _netfix(tmp_path, "--in-place", ".")
    assert why in done.stdout + done.stderr
    assert (tmp_path / "program.py").read_text() == program
