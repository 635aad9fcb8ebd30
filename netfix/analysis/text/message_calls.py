"""What a call does with a text that it is given: shows it to people, gives it to a machine, or nobody knows."""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.text import audience as to
from netfix.analysis.text import message_sinks as sinks
from netfix.analysis.text.audience import Audience, Reader
from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.program import Program

_CONTENT_TYPE = re.compile(r"content-type:", re.IGNORECASE)
_PARSER_NAME = re.compile(r"\w*parser|ap|op", re.IGNORECASE)
_EXCEPTION_NAME = re.compile(r"(?:[A-Z]\w*)?(?:Error|Exception|Warning)|Failure")
_BUILTIN_EXCEPTIONS = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
) | {"StandardError"}
_TO_TERMINAL = frozenset({"stderr", "__stderr__", "stdout", "__stdout__"})
#: Test assertions whose message is the second argument; of the others it is the third.
_ASSERTS_ONE_VALUE = re.compile(r"(?:assert|fail)_?(?:True|False|IsNone|IsNotNone|If|Unless|_)?", re.IGNORECASE)
_KEEPING = frozenset({"textwrap.dedent", "textwrap.fill"})


class MessageCalls:
    """Answers what the calls of a program do with texts."""

    def __init__(self, program: Program) -> None:
        """Look at one program; nothing is worked out before it is asked."""
        self._tree = program.tree
        self._scopes = program.scopes
        self._is_web_program: bool | None = None

    def is_log_call(self, call: cst.Call) -> bool:
        """Whether a call logs something, as `log.warning`, `self.logger.info` and `logging.getLogger().error` do."""
        function = call.func
        if not isinstance(function, cst.Attribute):
            return False
        if function.attr.value not in sinks.LOGS:
            return function.attr.value in sinks.HANDLER_LOGS and is_name(function.value, "self")
        if self._qualified(function).startswith(("logging.", "twisted.python.log.", "distutils.log.")):
            return True
        logger = function.value
        if isinstance(logger, cst.Call):
            return last_name(logger.func).lower() in {"getlogger", "get_logger", "logger"}
        return sinks.LOGGER_NAME.fullmatch(last_name(logger)) is not None

    def imports_any(self, packages: frozenset[str]) -> bool:
        """Whether the program imports one of these packages or modules, or something from them."""
        return any(
            one.module in packages or one.package in packages or f"{one.module}.{one.name}" in packages
            for one in self._scopes.imports
        )

    def reader(self, call: cst.Call, argument: cst.CSTNode) -> Audience:
        """Say who reads the text in an argument of a call; PASSED_ON or USED if the call does not."""
        name = last_name(call.func)
        keyword = argument.keyword.value if isinstance(argument, cst.Arg) and argument.keyword is not None else ""
        if name in sinks.TRANSLATES:
            return to.TRANSLATED
        if sinks.is_machine_name(keyword):
            return to.NAMED_SO
        shown = self._shown_by(call, name)
        if shown is not None:
            return shown if not keyword or keyword in sinks.MESSAGE_ARGUMENTS else to.USED
        if name.lower().startswith(("assert", "failunless", "failif")):
            return _in_assertion(call, name, keyword, argument)
        return _by_name(call, name) or (to.PASSED_ON if self._keeps_text(call) else to.USED)

    def _qualified(self, node: cst.BaseExpression) -> str:
        return self._scopes.qualified(node) or ""

    def _shown_by(self, call: cst.Call, name: str) -> Audience | None:
        """Say how a call shows a text to people, or to whoever reads what the program prints; None if it does not."""
        function = call.func
        if self._scopes.is_builtin(function, "print"):
            return self._printed(call)
        if self._scopes.is_builtin(function, "exit") or self._scopes.is_builtin(function, "quit"):
            return to.EXIT
        if self.is_log_call(call):
            return to.LOGGED
        shown = sinks.SHOWN.get(self._qualified(function))
        if shown is not None:
            return Audience(Reader.PEOPLE, shown)
        if isinstance(function, cst.Attribute):
            owner = function.value
            found = _shown_by_method(name, last_name(owner.func if isinstance(owner, cst.Call) else owner))
            if found is not None:
                return found
        return to.RAISED if self._makes_exception(call, name) else None

    def _printed(self, call: cst.Call) -> Audience:
        for argument in call.args:
            if argument.keyword is not None and argument.keyword.value == "file":
                if last_name(argument.value) in {"stderr", "__stderr__"}:
                    return to.DIAGNOSTIC
                if last_name(argument.value) not in _TO_TERMINAL and not is_name(argument.value, "None"):
                    return to.WRITTEN
        if self._is_web_program is None:
            self._is_web_program = _CONTENT_TYPE.search(self._tree.text) is not None
        return to.OUTPUT if self._is_web_program else to.PRINTED

    def _makes_exception(self, call: cst.Call, name: str) -> bool:
        """Whether a call makes an exception whose argument is a message: it is raised, or its class is named so."""
        if sinks.CARRIERS.search(name):
            return False
        if name == "__init__" and isinstance(call.func, cst.Attribute):
            return self._is_exception_base(call.func.value)
        if name in _BUILTIN_EXCEPTIONS or _EXCEPTION_NAME.fullmatch(name):
            return True
        parent = self._tree.parent(call)
        return isinstance(parent, cst.Raise) and parent.exc is call and bool(name)

    def _is_exception_base(self, owner: cst.BaseExpression) -> bool:
        """Whether `owner.__init__(text)` initialises an exception: `Exception.__init__`, `super().__init__`."""
        if not (isinstance(owner, cst.Call) and is_name(owner.func, "super")):
            return _EXCEPTION_NAME.fullmatch(last_name(owner)) is not None
        for parent in self._tree.ancestors(owner):
            if isinstance(parent, cst.ClassDef):
                return any(_EXCEPTION_NAME.fullmatch(last_name(base.value)) for base in parent.bases)
        return False

    def _keeps_text(self, call: cst.Call) -> bool:
        """Whether a call gives its argument back as text."""
        if self._scopes.is_builtin(call.func, "str") or self._scopes.is_builtin(call.func, "unicode"):
            return True
        return self._qualified(call.func) in _KEEPING


def _shown_by_method(name: str, owner: str) -> Audience | None:
    """Say how `owner.name(text)` shows a text: on a standard stream, or as a parser's complaint."""
    if name == "write" and owner.strip("_") == "stderr":
        return to.DIAGNOSTIC
    if name == "write" and owner.strip("_") == "stdout":
        return to.OUTPUT
    return to.EXIT if name in {"error", "exit"} and _PARSER_NAME.fullmatch(owner) else None


def _by_name(call: cst.Call, name: str) -> Audience | None:
    """Say which machine reads what a function of this name is given; None if the name does not tell."""
    if isinstance(call.func, cst.Attribute) and name in sinks.TAKES_APART - sinks.PUTS_TOGETHER:
        return to.TAKEN_APART
    if name in sinks.STRICT:
        return Audience(Reader.MACHINE, f"for {sinks.STRICT[name]}")
    if name.lstrip("_").startswith(("write", "send")) and name != "send_error":
        return to.WRITTEN
    return to.NAMED_SO if sinks.is_machine_name(name) else None


def _in_assertion(call: cst.Call, name: str, keyword: str, argument: cst.CSTNode) -> Audience:
    """Say what a test's assertion does with an argument: show it, or compare it."""
    if keyword:
        return to.ASSERTED if keyword in {"msg", "message"} else to.COMPARED
    at = 1 if _ASSERTS_ONE_VALUE.fullmatch(name) else 2
    return to.ASSERTED if argument in call.args[at : at + 1] and "Raises" not in name else to.COMPARED
