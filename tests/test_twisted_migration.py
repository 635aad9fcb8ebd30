"""The migration twisted as a whole: its codemods together on one program, which goes on to do what it did."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.engine.rewrite import fix_steps
from netfix.engine.settings import Settings
from netfix.selection import migration

if TYPE_CHECKING:
    from pathlib import Path

_BEFORE = """\
from twisted.internet import reactor, task
from twisted.internet.defer import inlineCallbacks, returnValue
from twisted.python import log
from twisted.python.compat import iteritems


@inlineCallbacks
def _pause(n):
    log.msg("pausing %s" % n)
    x = yield task.deferLater(reactor, 0, int, n)
    returnValue(x)


@inlineCallbacks
def main(reactor):
    for k, v in iteritems({"a": 1}):
        print(k, (yield _pause(v)))
    try:
        yield _pause("x")
    except ValueError:
        log.err(None, "bad")
    _pause("y").addErrback(log.err, "also bad")


task.react(main)
"""
_AFTER = """\
from twisted.internet import reactor, task
from twisted.internet.defer import ensureDeferred
from twisted.logger import Logger

log = Logger()


async def _pause(n):
    log.info("pausing {n}", n=n)
    x = await task.deferLater(reactor, 0, int, n)
    return x


async def main(reactor):
    for k, v in {"a": 1}.items():
        print(k, (await _pause(v)))
    try:
        await _pause("x")
    except ValueError:
        log.failure("bad")
    ensureDeferred(_pause("y")).addErrback(lambda failure: log.failure("also bad", failure=failure))


task.react(main)
"""
_STEPS = tuple(Settings(step, SYNTAX, unsafe=True) for step in migration("twisted", ()))


def test_all_codemods_of_the_migration_agree_on_one_program() -> None:
    assert fix_steps(_BEFORE, _STEPS).text == _AFTER
    assert fix_steps(_AFTER, _STEPS).text == _AFTER


@pytest.mark.skipif(importlib.util.find_spec("twisted") is None, reason="Twisted is not installed")
def test_the_program_does_afterwards_what_it_did_before(tmp_path: Path) -> None:
    ran: list[subprocess.CompletedProcess[str]] = []
    for text in (_BEFORE, _AFTER):
        program = tmp_path / "program.py"
        program.write_text(text)
        command = [sys.executable, "-W", "ignore", str(program)]
        ran.append(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True))
    assert ran[0].stdout == ran[1].stdout == "a 1\n"
    assert all("invalid literal for int() with base 10: 'x'" in each.stderr for each in ran)
