"""Log by a Logger.

`twisted.python.log` puts a message together before anybody asks for it; a Logger of `twisted.logger` keeps the values,
the level, and the module that logs, so that whoever reads the log can choose by them.

    -from twisted.python import log
    +from twisted.logger import Logger
    +
    +log = Logger()


     def received(name, d):
    -    log.msg("%s sent %r" % (name, d))
    -    d.addErrback(log.err, "cannot answer")
    +    log.info("{name} sent {d!r}", name=name, d=d)
    +    d.addErrback(lambda failure: log.failure("cannot answer", failure=failure))

Part of `--migrate twisted`. Unsafe: lines of the log may begin with the module and the level where they had `-` or the
protocol, observers of old see the same messages with other keys, and a value that is changed after it was logged may
show as changed. Where `log` is used for more than messages and failures, it stays, and the Logger is called `logger`.
By hand: what starts and observes logs, `log.err` without a failure at hand, and messages with keys of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.expressions import literal_string, positional
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LOG = "twisted.python.log"
_WHY = "lines of the log may begin with the module and the level, and observers get other keys"
_ADVICE = {
    "startLogging": "call `globalLogBeginner.beginLoggingTo([textFileLogObserver(file)])` of `twisted.logger`",
    "startLoggingWithObserver": "call `globalLogBeginner.beginLoggingTo([observer])` of `twisted.logger`",
    "addObserver": "call `globalLogPublisher.addObserver(observer)` of `twisted.logger`, whose events have other keys",
    "removeObserver": "call `globalLogPublisher.removeObserver(observer)` of `twisted.logger`",
    "FileLogObserver": "use `twisted.logger.textFileLogObserver(file)`",
    "PythonLoggingObserver": "use `twisted.logger.STDLibLogObserver`",
    "textFromEventDict": "use `twisted.logger.formatEvent`",
    "msg": "call `info` of a `twisted.logger.Logger`",
    "err": "call `failure` or `error` of a `twisted.logger.Logger`",
    "deferr": "call `failure` of a `twisted.logger.Logger`",
}


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a function of the module; `written` writes it for a Logger of the given name, None: by hand."""

    node: cst.BaseExpression
    member: str
    written: Callable[[str], list[Edit]] | None


class LogToLogger(Codemod):
    """Makes calls of `log.msg` and `log.err` those of a Logger."""

    by_default = False
    needles = (rb"\btwisted\b",)

    def finish(self) -> None:
        """Look at all uses of the module in the file."""
        nodes: list[cst.Attribute | cst.Name] = [*self.tree.of_kind(cst.Attribute), *self.tree.of_kind(cst.Name)]
        named = ((node, self.scopes.qualified(node) or "") for node in nodes if self._is_used(node))
        members = ((node, name.removeprefix(f"{_LOG}.")) for node, name in named if name.startswith(f"{_LOG}."))
        uses = [_Use(node, member, self._writer(node, member)) for node, member in members if member in _ADVICE]
        if not uses:
            return
        done = self._whole(uses)
        for use in uses:
            if not done:
                self._report(use)

    def _is_used(self, node: cst.Attribute | cst.Name) -> bool:
        if isinstance(node, cst.Name) and not self.scopes.is_variable(node):
            return False
        if any(isinstance(each, (cst.Import, cst.ImportFrom)) for each in self.tree.ancestors(node)):
            return False
        bindings = self.scopes.bindings_of(node) if isinstance(node, cst.Name) else ()
        return all(binding.target is not node for binding in bindings)

    def _report(self, use: _Use) -> None:
        """Report one use, by a Logger beside the module that stays."""
        from netfix.analysis.twisted.reporters import logger_for  # noqa: PLC0415 - imports LibCST

        message = f"log.{use.member} is the log of old"
        made = logger_for(self.document, use.node) if use.written is not None else None
        if made is None or use.written is None:
            self.report(use.node, None, manual(_ADVICE[use.member]), message)
        else:
            edits = [*made[1], *use.written(made[0])]
            self.report(use.node, None, unsafe(_WHY), message, edits=edits)

    def _whole(self, uses: Sequence[_Use]) -> bool:
        """Put a Logger in the place of the module, if all uses of its name can be written; whether that was done."""
        from netfix.analysis.twisted.reporters import logger_line  # noqa: PLC0415 - imports LibCST

        alias = self._alias()
        scope = self.scopes.module
        if alias is None:
            return False
        statement, name = alias[0], "log" if alias[1].asname is None else self.tree.source(alias[1].asname.name)
        reads = set(self.scopes.reads(scope, name))
        written = [use for use in uses if isinstance(use.node, cst.Attribute) and use.node.value in reads]
        if len(written) != len(reads) or len(written) != len(uses) or any(use.written is None for use in written):
            return False
        if len(scope.bindings(name)) != 1 or isinstance(statement.names, cst.ImportStar):
            return False
        made = logger_line(self.document, name, statement, alias[1])
        if made is None:
            return False
        edits = [*made, *(edit for use in written if use.written is not None for edit in use.written(name))]
        self.report(alias[1], None, unsafe(_WHY), "this is the log of old", edits=edits)
        return True

    def _alias(self) -> tuple[cst.ImportFrom, cst.ImportAlias] | None:
        """Give the one import of the module among the statements of the file."""
        found = [
            (statement, alias)
            for statement in self.tree.of_kind(cst.ImportFrom)
            if not isinstance(statement.names, cst.ImportStar)
            for alias in statement.names
            if statement.module is not None
            and f"{self.tree.source(statement.module)}.{self.tree.source(alias.name)}" == _LOG
        ]
        if len(found) != 1:
            return None
        line = self.tree.parent(found[0][0])
        return found[0] if line is not None and isinstance(self.tree.parent(line), cst.Module) else None

    def _writer(self, node: cst.BaseExpression, member: str) -> Callable[[str], list[Edit]] | None:
        """Give what writes a use for a Logger; None if it is to be written by hand."""
        parent = self.tree.parent(node)
        if isinstance(parent, cst.Call) and parent.func is node:
            if not all(self.document.is_verbatim(each.value) for each in parent.args):
                return None
            method, arguments = self._call(parent, member)
            if arguments is None or not isinstance(self.tree.parent(parent), (cst.Expr, cst.Lambda)):
                return None
            span = self.tree.span(parent)
            return lambda logger: [Edit(*span, f"{logger}.{method}({arguments})")]
        call = self.tree.parent(parent) if isinstance(parent, cst.Arg) else None
        if isinstance(call, cst.Call) and isinstance(parent, cst.Arg) and member in {"err", "deferr"}:
            return self._errback(call, parent)
        return None

    def _call(self, call: cst.Call, member: str) -> tuple[str, str | None]:
        """Give the method, and its arguments, for a call of `log.msg` or `log.err`."""
        from netfix.analysis.twisted.logger_formats import message_arguments  # noqa: PLC0415 - imports LibCST

        if member == "msg":
            return "info", message_arguments(self.tree, call)
        arguments = positional(call)
        if member != "err" or arguments is None:
            return "failure", None
        if len(arguments) == 1 and literal_string(arguments[0]) is not None:
            return "error", message_arguments(self.tree, call)
        words = '"Unhandled Error"' if len(arguments) < len(("failure", "why")) else self._words(arguments[1])
        if words is None or not (not arguments or self._is_none(arguments[0]) or self._is_failure(arguments[0])):
            return "failure", None
        if not arguments or self._is_none(arguments[0]):
            caught = any(isinstance(each, cst.ExceptHandler) for each in self.tree.ancestors(call))
            return "failure", words if caught else None
        return "failure", f"{words}, failure={self.tree.source(arguments[0])}"

    def _words(self, node: cst.BaseExpression) -> str | None:
        """Give a plain text as it is to stand in a Logger's format; None for all else."""
        text = literal_string(node)
        if text is None or "{" in text or "}" in text or not isinstance(node, cst.SimpleString):
            return None
        return self.tree.source(node)

    @staticmethod
    def _is_none(node: cst.BaseExpression) -> bool:
        return isinstance(node, cst.Name) and node.value == "None"

    def _is_failure(self, node: cst.BaseExpression) -> bool:
        """Whether a value is surely a Failure: the parameter of an errback, or a new Failure."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        if deferreds.classes.of(node) == "twisted.python.failure.Failure":
            return True
        bindings = self.scopes.bindings_of(node) if isinstance(node, cst.Name) else ()
        binding = bindings[0] if len(bindings) == 1 else None
        function = binding.scope.node if binding is not None else None
        if not isinstance(function, (cst.FunctionDef, cst.Lambda)):
            return False
        if deferreds.callbacks.parameter(function) is not getattr(binding, "node", None):
            return False
        registered = deferreds.registered_in(function)
        return bool(registered) and all(
            deferreds.callbacks.function(link.errback) is function and link.callback is not link.errback
            for _, link in registered
        )

    def _errback(self, call: cst.Call, argument: cst.Arg) -> Callable[[str], list[Edit]] | None:
        """Give what writes `addErrback(log.err, "why")`, or the errback beside a callback, for a Logger."""
        name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        arguments = positional(call)
        if arguments is None or name not in {"addErrback", "addCallbacks"}:
            return None
        at = arguments.index(argument.value)
        if at != (1 if name == "addCallbacks" else 0):
            return None
        rest = arguments[at + 1 :]
        words = self._words(rest[0]) if rest else '"Unhandled Error"'
        if words is None or len(rest) > 1 or (rest and name == "addCallbacks"):
            return None
        start, end = self.tree.span(argument.value)[0], self.tree.span(arguments[-1])[1]
        return lambda logger: [Edit(start, end, f"lambda failure: {logger}.failure({words}, failure=failure)")]
