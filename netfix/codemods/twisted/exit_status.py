"""End with a status that tells of failure.

A program that logs what failed, stops the reactor and runs off its end has succeeded, as far as the shell, cron and
`make` can tell: its exit status is 0.

    -from twisted.internet import reactor
    +from twisted.internet import reactor
    +from twisted.internet import task
     from twisted.mail import smtp
     from twisted.python import log

    -d = smtp.sendmail("localhost", SENDER, RECIPIENTS, MESSAGE)
    -d.addCallback(print)
    -d.addErrback(log.err, "sendmail or a callback failed")
    -d.addBoth(lambda _: reactor.stop())
    -reactor.run()
    +
    +def main(reactor):
    +    d = smtp.sendmail("localhost", SENDER, RECIPIENTS, MESSAGE)
    +    d.addCallback(print)
    +    return d
    +
    +
    +task.react(main)

`task.react` (Twisted 12.3) runs the reactor until the Deferred that `main` returns has fired, and stops it. A failure
is logged ("main function encountered error") and makes the status 1, so the errback that only logged goes. An errback
that is a function of the file stays; it gets `raise SystemExit(1)` as its last line, which sets the status and is not
logged. So does a factory (see factory-deferred) that has told of the failure itself.

Only on request, with `--unsafe` or by name. Unsafe: whoever starts the program may count on status 0. Rewritten where
the work, its chain of callbacks, the stop and `reactor.run()` are the last lines of the file (or of the `if` at its
end, or of a function that these call), and no function uses the variables of these lines. To be done by hand where the
reactor is stopped elsewhere after failures. Left alone: programs that call `sys.exit` themselves, servers, tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Link
    from netfix.analysis.twisted.mains import Main
    from netfix.engine.document import Document

_ADVICE = (
    "run the work by `task.react(main)`, with a `main` that returns its Deferred; or note the failure, and call "
    "`sys.exit(1)` behind `reactor.run()`"
)
_WHY = "whoever starts the program may count on status 0"
_MESSAGE = "the program ends with status 0 when its work has failed, too"

#: Methods of factories that Twisted calls when there is no connection (any more).
_ENDS = frozenset({"clientConnectionFailed", "clientConnectionLost"})


class ExitStatus(Codemod):
    """Has `task.react` run programs whose last lines allow it."""

    by_default = False
    with_unsafe = True
    reads_others = True
    needles = (rb"\breactor\b[^#]*\brun\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at the last lines of the program."""
        from netfix.analysis.twisted.mains import Mains  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program, mains = self.document.fact(Program), self.document.fact(Mains)
        if program.is_test or program.listens or mains.run is None:
            return
        if mains.minds_its_status or not mains.stops_after_failures:
            return
        edits = self._rewritten(mains.main) if mains.main is not None else None
        if edits is None and not mains.goes_on:
            self.report(mains.run, None, manual(_ADVICE), _MESSAGE)
        elif edits is not None:
            self.report(mains.run, None, unsafe(_WHY), _MESSAGE, edits=edits)

    def _rewritten(self, main: Main) -> list[Edit] | None:
        """Give the edits that hand the main program to `task.react`; None if its shape does not allow it.

        Imports that are used no more stay: in the same pass another rewrite may begin to use them.
        """
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        failing = self._failing(main)
        told, failure = self._told()
        task, imports = import_edit(self.document, "twisted.internet", "task", self.tree.module)
        moved = self._parameter_added(main, task) if main.function is not None else self._moved(main, task)
        return None if failing is None or moved is None else self._fitted([*imports, *failing, *moved, *told, *failure])

    def _fitted(self, edits: list[Edit]) -> list[Edit]:
        """Give edits that don't overlap: one for the last lines where several of them go."""
        last = max(edits, key=lambda each: each.end)
        kept: list[Edit] = []
        for edit in sorted(dict.fromkeys(edits), reverse=True):
            if edit is last:
                continue
            if edit.end > last.start:
                last = Edit(len(self.tree.text[: edit.start].rstrip()), last.end, last.replacement)
            else:
                kept.append(edit)
        return [*kept, last]

    def _failing(self, main: Main) -> list[Edit] | None:
        """Let failures come to the end of the chain: take the errback that logs out, or have it end the program."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_after  # noqa: PLC0415 - imports LibCST

        if main.errback is None or main.errback.errback is None:
            return []
        deferreds = self.document.fact(Deferreds)
        if deferreds.callbacks.is_reporter(main.errback.errback):
            return [] if main.deferred is None else [self._without(main.errback)]
        function = deferreds.callbacks.function(main.errback.errback)
        if not isinstance(function, cst.FunctionDef) or not self._only_reports(function):
            return None
        return [insert_after(self.tree, function.body.body[-1], ["raise SystemExit(1)"])]

    def _told(self) -> tuple[list[Edit], list[Edit]]:
        """Let a factory's Deferred fail where its methods have told of the failure, and fire it with None.

        Gives the edits, and those of the import that they need. The shape is that of factory-deferred.
        """
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        found = [
            call
            for method in self.tree.of_kind(cst.FunctionDef)
            if method.name.value in _ENDS
            for call in _calls_in(method)
            if self.tree.source(call) == "self.finish(None)"
        ]
        if not found:
            return [], []
        failure, imports = import_edit(self.document, "twisted.python", "failure", self.tree.module)
        failed = f"{failure}.Failure(SystemExit(1))"
        return [Edit(*self.tree.span(call.args[0]), failed) for call in found], imports

    def _only_reports(self, function: cst.FunctionDef) -> bool:
        """Whether a function runs to its end, is an errback once, and is nothing else to the file."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        leaving = (cst.Return, cst.Raise, cst.Yield, cst.Await)
        if function.decorators or any(isinstance(each, leaving) for each in own_nodes(function)):
            return False
        name = function.name.value
        used = [node for node in self.tree.of_kind(cst.Name) if node.value == name and node is not function.name]
        is_block = isinstance(function.body, cst.IndentedBlock)
        return is_block and len(used) == 1 and len(deferreds.registered_in(function)) == 1

    def _without_stop(self, main: Main) -> list[Edit]:
        """Take the stop out, and the function that is only for it."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        function = self.document.fact(Deferreds).callbacks.function(main.stop.callback)
        found = [self._without(main.stop)]
        if isinstance(function, cst.FunctionDef) and function in main.lines:
            name = function.name.value
            if sum(node.value == name for node in self.tree.of_kind(cst.Name)) == 2:  # noqa: PLR2004 - defined, used
                text = self.tree.text
                start = text.rfind("\n", 0, self.tree.position(function)[0]) + 1
                end = len(text[: self.tree.span(function)[1]].rstrip())
                end += len(text[end:]) - len(text[end:].lstrip("\n"))
                found.append(Edit(start, end, ""))
        return found

    def _without(self, link: Link) -> Edit:
        """Take a link out: its statement, or the end of its expression."""
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        parent = self.tree.parent(link.call)
        receiver = link.call.func.value if isinstance(link.call.func, cst.Attribute) else link.call
        if isinstance(parent, cst.Expr) and not isinstance(receiver, cst.Call):
            return remove(self.tree, parent)
        return Edit(self.tree.span(receiver)[1], self.tree.span(link.call)[1], "")

    def _parameter_added(self, main: Main, task: str) -> list[Edit] | None:
        """Make the function that ends with `reactor.run()` one that returns its Deferred."""
        function, call = main.function, main.call
        if function is None or call is None:
            return None
        opened = self.tree.text.index("(", self.tree.span(function.name)[1]) + 1
        name = function.name.value
        made = call.value
        given = [self.tree.source(each.value) for each in made.args] if isinstance(made, cst.Call) else []
        more = f", ({', '.join(given)}{',' if len(given) == 1 else ''})" if given else ""
        parameter = self._reactor(main) + (", " if given else "")
        edits = [Edit(opened, opened, parameter), Edit(*self.tree.span(call), f"{task}.react({name}{more})")]
        if main.deferred is not None:
            return [*edits, *self._without_stop(main), Edit(*self.tree.span(main.run), f"return {main.deferred}")]
        return [*edits, *self._returned(main), self._ran_off(main, "")]

    def _moved(self, main: Main, task: str) -> list[Edit] | None:
        """Make a function of the lines."""
        name = next((each for each in ("main", "work", "run_work") if self._is_free(each)), None)
        start = self.tree.position(main.lines[0])[0]
        end = self.tree.position(main.run)[0]
        if name is None or self._uses_elsewhere(start, end) or self._has_long_strings(start, end):
            return None
        indent, step = self.tree.indentation(main.lines[0]), self.tree.module.default_indent
        header = f"{self._blank(start, indent)}def {name}({self._reactor(main)}):\n{indent}{step}"
        gap = "\n\n" if indent else "\n\n\n"
        edits = [Edit(start, start, header)]
        react = f"{gap}{indent}{task}.react({name})"
        if main.deferred is not None:
            edits += [*self._without_stop(main), self._ran_off(main, f"\n{indent}{step}return {main.deferred}{react}")]
        else:
            [cut, returned] = self._returned(main)
            edits = [Edit(start, start, f"{header}{returned.replacement}"), cut, self._ran_off(main, react)]
        removed = {edit.start for edit in [*edits, *(self._failing(main) or [])] if edit.start != edit.end}
        for newline in re.finditer(r"\n(?=[ \t]*[^\s])", self.tree.text[start:end]):
            at = start + newline.end()
            if at not in removed and not any(edit.start < at < edit.end for edit in edits):
                edits.append(Edit(at, at, step))
        return edits

    def _returned(self, main: Main) -> list[Edit]:
        """Return a chain that has no name, without its last links."""
        kept = [link for link in main.chain.links if link is not main.stop]
        if main.errback in kept and self._is_logged(main):
            kept.remove(main.errback)
        last = kept[-1].call if kept else main.chain.origin
        start = self.tree.position(main.stop.call)[0]
        return [Edit(self.tree.span(last)[1], self.tree.span(main.stop.call)[1], ""), Edit(start, start, "return ")]

    def _is_logged(self, main: Main) -> bool:
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        errback = main.errback.errback if main.errback is not None else None
        return self.document.fact(Deferreds).callbacks.is_reporter(errback)

    def _ran_off(self, main: Main, instead: str) -> Edit:
        """Put something in the place of `reactor.run()` and of the blank lines in front of it."""
        start, end = self.tree.span(main.run)
        before = self.tree.text[:start]
        blank = len(before) - len(before.rstrip())
        commented = self.tree.text[before.rstrip().rfind("\n") + 1 : start].lstrip().startswith("#")
        if commented:
            return Edit(start, end, instead.lstrip("\n"))
        return Edit(start - blank, end, instead)

    def _reactor(self, main: Main) -> str:
        """Give the name that the file has for the reactor."""
        function = main.run.value.func if isinstance(main.run.value, cst.Call) else None
        holder = function.value if isinstance(function, cst.Attribute) else None
        return holder.value if isinstance(holder, cst.Name) else "reactor"

    def _is_free(self, name: str) -> bool:
        return all(node.value != name for node in self.tree.of_kind(cst.Name))

    def _blank(self, start: int, indent: str) -> str:
        """Give the blank lines that a function wants in front of it, unless a comment leads to it."""
        before = self.tree.text[:start].rstrip(" \t")
        if indent or not before or before.rstrip("\n").rpartition("\n")[2].lstrip().startswith("#"):
            return ""
        return "\n" * max(0, 3 - (len(before) - len(before.rstrip("\n"))))

    def _uses_elsewhere(self, start: int, end: int) -> bool:
        """Whether a variable of these lines has a value from elsewhere, or is read elsewhere."""
        scopes = self.document.scopes
        if scopes.module.reads_unseen:
            return True
        for name in scopes.module.names:
            places = [start <= self.tree.span(each.target)[0] < end for each in scopes.module.bindings(name)]
            if not any(places):
                continue
            reads = (start <= self.tree.span(read)[0] < end for read in scopes.reads(scopes.module, name))
            if not all(places) or not all(reads):
                return True
        return False

    def _has_long_strings(self, start: int, end: int) -> bool:
        """Whether a string goes over several lines, which would change with their indentation."""
        strings = [*self.tree.of_kind(cst.SimpleString), *self.tree.of_kind(cst.FormattedString)]
        return any("\n" in self.tree.source(each) and start <= self.tree.span(each)[0] < end for each in strings)


def _calls_in(method: cst.FunctionDef) -> list[cst.Call]:
    """Give the calls that stand as statements of their own at the top of a method."""
    lines = (line for line in method.body.body if isinstance(line, cst.SimpleStatementLine))
    values = (small.value for line in lines for small in line.body if isinstance(small, cst.Expr))
    return [value for value in values if isinstance(value, cst.Call)]
