"""Logging calls that put their arguments into the text later, if the message is wanted at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.text import message_sinks as sinks
from netfix.analysis.text.formatting import (
    Formatting,
    later_brace_formatting,
    later_percent_formatting,
    named_percent_formatting,
)
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.text.message_calls import MessageCalls

#: Their loggers format as `str.format` does.
_BRACE_PACKAGES = frozenset({"loguru", "twisted.logger", "logbook"})


def lazy_formatting(calls: MessageCalls, call: cst.Call) -> Formatting | None:
    """Read a logging call that formats its text with its other arguments; None for any other call."""
    if not isinstance(call.func, cst.Attribute):
        return None
    method = call.func.attr.value
    if method in {"msg", "err"}:
        return _named_format(call) if calls.is_log_call(call) else None
    at = 1 if method == "log" else 0
    if len(call.args) <= at or any(argument.keyword or argument.star for argument in call.args[: at + 1]):
        return None
    text, rest = call.args[at].value, call.args[at + 1 :]
    if not isinstance(text, (cst.SimpleString, cst.ConcatenatedString)) or not calls.is_log_call(call):
        return None
    if calls.imports_any(_BRACE_PACKAGES):
        return later_brace_formatting(text, rest)
    rest = [one for one in rest if one.keyword is None or one.keyword.value not in sinks.LOG_OPTIONS]
    return later_percent_formatting(text, rest) if rest else None


def _named_format(call: cst.Call) -> Formatting | None:
    """Read Twisted's `log.msg(format="… %(name)s", name=value)`."""
    for argument in call.args:
        if argument.keyword is not None and argument.keyword.value == "format":
            return named_percent_formatting(argument.value, [other for other in call.args if other is not argument])
    return None
