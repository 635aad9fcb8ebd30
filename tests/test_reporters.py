"""How repairs report failures: by what the file has, or what is chosen, and under which name; and that they do."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netfix.analysis.twisted.report_option import LOGGER
from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix
from netfix.engine.settings import Settings
from netfix.selection import select

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = """\
from twisted.internet import defer
{head}

def work():
    return defer.fail(ValueError("gone"))


def main():
    work()


main()
"""
#: What a file has, and what reports in it by default, and where a Logger is chosen.
_CASES = {
    "nothing": ("", "log.err", "log.failure"),
    "twisted.logger": ("from twisted.logger import Logger\n", "log.failure", "log.failure"),
    "a Logger": ("from twisted.logger import Logger\n\nnews = Logger()\n", "news.failure", "news.failure"),
    "a Logger by its module": (
        "import twisted.logger\n\nnews = twisted.logger.Logger('x')\n",
        "news.failure",
        "news.failure",
    ),
    "twisted.python.log": ("import twisted.python.log\n", "twisted.python.log.err", "twisted.python.log.err"),
    "log as another": ("from twisted.python import log as tlog\n", "tlog.err", "tlog.err"),
    "err alone": ("from twisted.python.log import err\n", "err", "err"),
    "both": (
        "from twisted.logger import Logger\nfrom twisted.python import log\nnews = Logger()\n",
        "log.err",
        "news.failure",
    ),
    "log of math": ("from math import log\n", "twisted_log.err", "logger.failure"),
    "a function log": ("\n\ndef log(x):\n    return x\n", "twisted_log.err", "logger.failure"),
    "a variable log": ("log = []\n", "twisted_log.err", "logger.failure"),
    "a class log": ("\n\nclass log(object):\n    log = 1\n", "twisted_log.err", "logger.failure"),
    "a parameter log": ("\n\ndef f(log):\n    return log\n", "twisted_log.err", "logger.failure"),
    "a Logger that is rebound": (
        "from twisted.logger import Logger\n\nlog = Logger()\nlog = log\n",
        "logger.failure",
        "logger.failure",
    ),
    "another Logger": (
        "\n\nclass Logger(object):\n    pass\n\n\nlog = Logger()\n",
        "twisted_log.err",
        "logger.failure",
    ),
    "a module with that name": ("import logging as log\n", "twisted_log.err", "logger.failure"),
}


def _fixed(text: str, chosen: str | None, target: Target = Target.PY3) -> str:
    options = {} if chosen is None else {"missing-errback": {LOGGER.name: chosen}}
    settings = Settings(select(["dropped-deferred"], ()), SYNTAX, target, options=options)
    fixed = fix(text, settings).text
    assert fix(fixed, settings).text == fixed
    return fixed


@pytest.mark.parametrize("name", _CASES)
@pytest.mark.parametrize("chosen", [None, "twisted.python.log", "twisted.logger"])
def test_a_failure_is_reported_by_what_the_file_has_or_what_is_chosen(
    tmp_path: Path, name: str, chosen: str | None
) -> None:
    head, by_default, with_logger = _CASES[name]
    fixed = _fixed(_PROGRAM.format(head=head), chosen)
    expected = with_logger if chosen == "twisted.logger" else by_default
    line = (
        f'work().addErrback(lambda failure: {expected}("work failed", failure=failure))\n'
        if expected.endswith(".failure")
        else f'work().addErrback({expected}, "work failed")\n'
    )
    assert line in fixed
    if importlib.util.find_spec("twisted") is None:
        pytest.skip("Twisted is not installed")
    program = tmp_path / "program.py"
    program.write_text(fixed)
    ran = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("work failed") == 1
    assert "ValueError: gone" in ran.stderr
    assert "Unhandled" not in ran.stderr


def test_a_file_of_python_2_gets_the_same() -> None:
    text = _PROGRAM.format(head="from twisted.logger import Logger\n") + "print 'done'\n"
    fixed = _fixed(text, None, Target.PY27)
    assert "\n\nlog = Logger()\n" in fixed
    assert 'work().addErrback(lambda failure: log.failure("work failed", failure=failure))\n' in fixed


def test_in_a_method_the_logger_of_the_class_is_taken() -> None:
    text = """\
from twisted.internet import defer
from twisted.logger import Logger


class Worker:
    news = Logger()

    def go(self):
        defer.fail(ValueError("gone"))

    def elsewhere(self):
        def inner(self):
            defer.fail(ValueError("gone"))
"""
    fixed = _fixed(text, None)
    assert fixed.count("self.news.failure(") == 1
    assert fixed.count(": log.failure(") == 1


def test_code_in_front_of_the_logger_does_not_use_it() -> None:
    text = 'from twisted.internet import defer\n\ndefer.fail(ValueError("gone"))\nimport sys\n\nprint(sys.path)\n'
    assert ").addErrback(log.err, " in _fixed(text, "twisted.logger")


def test_one_setting_holds_for_all_codemods_that_have_the_option() -> None:
    assert {each.name for each in CODEMODS if LOGGER in each.options} >= {"dropped-deferred", "missing-errback"}
    settings = Settings(
        select(["dropped-deferred"], ()), SYNTAX, options={"consume-errors": {LOGGER.name: "twisted.logger"}}
    )
    assert "log = Logger()" in fix(_PROGRAM.format(head=""), settings).text
