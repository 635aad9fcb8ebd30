"""Logging calls are known by the logger's name or by where the logger comes from."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.text.message_calls import MessageCalls


def is_log_call(program: str) -> bool:
    """Whether the first call of a program logs."""
    analysed = Analysed(program)
    return MessageCalls(analysed).is_log_call(analysed.tree.of_kind(cst.Call)[0])


@pytest.mark.parametrize(
    "program",
    [
        "log.info(x)",
        "logger.warn(x)",
        "LOG.error(x)",
        "self._log.debug(x)",
        "app.access_log.critical(x)",
        "logging.getLogger().info(x)",
        "get_logger(x).info(x)",
        "log.msg(x)",
        "import logging as l\nl.info(x)",
        "self.log_error(x)",
    ],
)
def test_log_calls(program: str) -> None:
    assert is_log_call(program)


@pytest.mark.parametrize(
    "program",
    ["info(x)", "catalog.info(x)", "log.append(x)", "log(x)", "blog.error(x)", "handler.log_error(x)", "math.log(x)"],
)
def test_other_calls(program: str) -> None:
    assert not is_log_call(program)


def test_imports_are_found_by_package_module_and_name() -> None:
    calls = MessageCalls(Analysed("import a.b\nfrom c import d\n"))
    assert calls.imports_any(frozenset({"a"}))
    assert calls.imports_any(frozenset({"a.b"}))
    assert calls.imports_any(frozenset({"c.d"}))
    assert not calls.imports_any(frozenset({"b", "d"}))
