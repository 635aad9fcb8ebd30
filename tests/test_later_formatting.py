"""Logging calls format their text themselves: which do, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.text.later_formatting import lazy_formatting
from netfix.analysis.text.message_calls import MessageCalls

if TYPE_CHECKING:
    from netfix.analysis.text.formatting import Formatting


def formatting(program: str) -> Formatting | None:
    """Read the last call of a program."""
    analysed = Analysed(program)
    return lazy_formatting(MessageCalls(analysed), analysed.tree.of_kind(cst.Call)[-1])


@pytest.mark.parametrize(
    "program",
    [
        "log.warning('no %s', x)",
        "log.log(level, 'no %s', x)",
        "log.warning('no %s and %d', x, y, exc_info=True)",
        "log.warning('no %(x)s', {'x': x})",
        "log.warning('no %s and %s', *x)",
        "import logging\nlogging.info('no %s', x)",
        "self.log_message('no %s', x)",
        "from distutils import log as l\nl.warn('no %s', x)",
        "from twisted.logger import Logger\nlog.info('no {x}', x=x)",
        "from twisted.logger import Logger\nlog.failure('no {x}', f, x=x)",
        "from loguru import logger\nlogger.info('no {}', x)",
        "from twisted.python import log\nlog.msg(format='no %(x)s', x=x)",
    ],
)
def test_calls_that_format(program: str) -> None:
    found = formatting(program)
    assert found is not None
    assert "no " in found.prose


@pytest.mark.parametrize(
    "program",
    [
        "log.warning('no %s')",
        "log.warning('no %s', x, y)",
        "log.warning('no %s and %s', x)",
        "log.warning('no %s', x=x)",
        "log.warning('no %(x)s', {'y': x})",
        "log.warning('no {}', x)",
        "log.warning(text, x)",
        "log.warning(*x)",
        "log.warning()",
        "log.msg('no %s', x)",
        "table.warning('no %s', x)",
        "print('no %s', x)",
        "from twisted.logger import Logger\nlog.info('no {x}', y=x)",
        "from twisted.logger import Logger\nlog.info('no %s', x)",
        "from twisted.python import log\nlog.msg(format='no %(x)s', y=x)",
    ],
)
def test_calls_that_do_not(program: str) -> None:
    assert formatting(program) is None
