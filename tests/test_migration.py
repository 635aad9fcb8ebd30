"""Migrations: what counts as Python 2, in which order things run, and that a second run has nothing to do."""

from __future__ import annotations

import pytest

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.dialect import Dialect
from netfix.engine.rewrite import fix_steps
from netfix.engine.settings import Settings
from netfix.selection import migration

STEPS = tuple(Settings(step, SYNTAX) for step in migration("python3", ()))


def migrated(text: str) -> str:
    """Take a program through the migration, and make sure that a second time changes nothing."""
    after = fix_steps(text, STEPS).text
    assert fix_steps(after, STEPS).text == after
    return after


def test_a_program_need_not_print_to_be_python2() -> None:
    after = migrated("import urllib2\nports = map(int, urllib2.urlopen(x))\n")
    assert after == "import urllib.request\nports = list(map(int, urllib.request.urlopen(x)))\n"


@pytest.mark.parametrize(
    "text",
    [
        "import asyncio\nnames = {}.keys()\nports = map(int, range(3))\n",
        "names = {}.keys()\nprint(map(int, names))\n",
        "import urllib.request\n\n\nclass Node:\n    def next(self):\n        return map(int, range(3))\n",
    ],
)
def test_a_program_of_python3_is_left_alone(text: str) -> None:
    assert migrated(text) == text


def test_what_replaces_xrange_is_not_made_a_list() -> None:
    after = migrated("print 'x'\na = xrange(3)\nb = range(3)\nc = {}.viewkeys()\nd = {}.keys()\n")
    assert after == "print('x')\na = range(3)\nb = list(range(3))\nc = {}.keys()\nd = list({}.keys())\n"


def test_what_must_be_done_by_hand_does_not_start_the_migration_again() -> None:
    text = "import rfc822\nimport urllib\nx = xrange(3)\nopened = urllib\nurllib.urlopen(y)\n"
    assert migrated(text) == text.replace("xrange", "range")


def test_the_result_is_python3() -> None:
    fixed = fix_steps("import urllib2\n", STEPS)
    assert (fixed.dialect, fixed.dialect_after) == (Dialect.PYTHON2, Dialect.PYTHON3)


def test_what_runs_once_is_no_default() -> None:
    assert not any(codemod.by_default for codemod in CODEMODS if codemod.runs_once)
