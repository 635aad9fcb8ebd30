"""Write coroutines instead of generators for inlineCallbacks.

`async def` says at the first word what the decorator says above, `await` refuses what cannot be waited for, and type
checkers know what comes back. Where a Deferred is wanted, at the edge, `ensureDeferred` makes one.

    -from twisted.internet.defer import inlineCallbacks
    +from twisted.internet.defer import ensureDeferred
     from twisted.internet import reactor, task


    -@inlineCallbacks
    -def _pause(seconds):
    -    yield task.deferLater(reactor, seconds, print, "go on")
    +async def _pause(seconds):
    +    await task.deferLater(reactor, seconds, print, "go on")


     def start():
    -    return _pause(1)
    +    return ensureDeferred(_pause(1))

Part of `--migrate twisted`, in Python 3 programs only. Functions that wait for each other change together, and with
them every place where one is called, added to a Deferred or given to the reactor. Safe where all of that is seen (the
function is nested, private by its name, or in a program) and all that is yielded is known to be a Deferred: Twisted
runs a coroutine by the code that runs the generator; `task.react` and trial's tests take one in Twisted of today.
Unsafe where a public function may have callers elsewhere, and where `await` may meet what is no Deferred. By hand: what
yields plain values, methods that a base class calls, functions with other decorators, functions that are handed on, and
those that other files of the run name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.coroutines import Candidate, Coroutines, Use
    from netfix.engine.document import Document

_DEFER = "twisted.internet.defer"
_WHY = "Twisted runs the coroutine by the code that ran the generator, and all its callers are here"


class AsyncFunctions(Codemod):
    """Makes generators of inlineCallbacks coroutines."""

    by_default = False
    reads_others = True
    needles = (rb"\binlineCallbacks\b",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program is for Python 3 only."""
        return document.dialect is Dialect.PYTHON3 and document.target is Target.PY3

    @property
    def _coroutines(self) -> Coroutines:
        from netfix.analysis.twisted.coroutines import Coroutines  # noqa: PLC0415 - imports LibCST

        return self.document.fact(Coroutines)

    def finish(self) -> None:
        """Look at all generators of the file."""
        for found in self._coroutines.candidates.values():
            if found.obstacle is not None:
                advice = f"make it `async def` by hand, with all who use it; {found.obstacle}"
                self.report(found.function.name, None, manual(advice), self._message([found]))
        for group in self._coroutines.groups:
            self._change(group)

    def _message(self, group: list[Candidate]) -> str:
        names = ", ".join(f"`{each.function.name.value}`" for each in group)
        return f"{names} can wait by `await`"

    def _change(self, group: list[Candidate]) -> None:
        """Report functions that change together."""
        from netfix.analysis.twisted.coroutines import first_doubt  # noqa: PLC0415 - imports LibCST

        edits = [edit for each in group for edit in self._function_edits(each)]
        wrapped = [use for each in group for use in each.uses if not self._is_awaited(use, group)]
        edits += self._imports(group, wrapped)
        doubt = first_doubt(group)
        verdict = safe(_WHY) if doubt is None else unsafe(doubt)
        self.report(group[0].function.name, None, verdict, self._message(group), edits=_together(edits))

    def _function_edits(self, found: Candidate) -> list[Edit]:
        """Give the edits of a function: its first line, and what it waits for."""
        from netfix.analysis.twisted.coroutines import generated, needs_parentheses  # noqa: PLC0415 - imports LibCST

        start = self.tree.span(found.decorator)[0]
        at = self.tree.text.rindex("def", start, self.tree.span(found.function.name)[0])
        edits = [Edit(start, at, "async ")]
        returns = found.function.returns
        result = generated(returns.annotation) if returns is not None else None
        if returns is not None and result is not None:
            edits.append(Edit(*self.tree.span(returns.annotation), self.tree.source(result)))
        for each in self._coroutines.yields(found.function):
            place = self.tree.text.index("yield", self.tree.span(each)[0])
            edits.append(Edit(place, place + len("yield"), "await"))
            value = each.value
            if isinstance(value, cst.BaseExpression) and needs_parentheses(value):
                first, last = self.tree.span(value)
                edits += [Edit(first, first, "("), Edit(last, last, ")")]
        return edits

    def _is_awaited(self, use: Use, group: list[Candidate]) -> bool:
        """Whether a coroutine is waited for where it is made: by `await`, or by a `yield` that becomes one."""
        if use.at is not None:
            return self._coroutines.is_reacting(use)
        parent = self.tree.parent(use.call)
        if isinstance(parent, cst.Await):
            return True
        around = self._coroutines.function_of(use.call)
        return isinstance(parent, cst.Yield) and any(each.function is around for each in group)

    def _imports(self, group: list[Candidate], wrapped: list[Use]) -> list[Edit]:
        """Give the edits that make Deferreds of coroutines, and see to the imports."""
        from netfix.engine.statements import import_edit, known_as  # noqa: PLC0415 - imports LibCST

        alias = self._alias_left(group)
        if not wrapped:
            return self._without(alias) if alias is not None else []
        at = group[0].function
        known = known_as(self.document, f"{_DEFER}.ensureDeferred", at)
        edits: list[Edit] = []
        if known is not None:
            ensure = known
            edits = self._without(alias) if alias is not None else []
        elif alias is not None and alias.asname is None and self._is_free("ensureDeferred"):
            ensure, edits = "ensureDeferred", [Edit(*self.tree.span(alias.name), "ensureDeferred")]
        else:
            ensure, edits = import_edit(self.document, _DEFER, "ensureDeferred", at)
        return [*edits, *(edit for use in wrapped for edit in self._wrapped(use, ensure))]

    def _is_free(self, name: str) -> bool:
        return all(each.value != name for each in self.tree.of_kind(cst.Name))

    def _wrapped(self, use: Use, ensure: str) -> list[Edit]:
        """Give the edits that make a Deferred where a coroutine is made, or will be."""
        if use.at is None:
            start, end = self.tree.span(use.call)
            return [Edit(start, start, f"{ensure}("), Edit(end, end, ")")]
        start, end = self.tree.span(use.node)
        is_link = isinstance(use.call.func, cst.Attribute) and use.call.func.attr.value.startswith("add")
        if len(use.call.args) > use.at + 1:
            before, given = "lambda *args: ", "*args"
        else:
            before, given = ("lambda result: ", "result") if is_link else ("lambda: ", "")
        return [Edit(start, start, f"{before}{ensure}("), Edit(end, end, f"({given}))")]

    def _alias_left(self, group: list[Candidate]) -> cst.ImportAlias | None:
        """Give the import of inlineCallbacks if nothing else uses it."""
        decorators = {each.decorator.decorator for each in group}
        for decorator in decorators:
            if not isinstance(decorator, cst.Name):
                return None
            scope = self.scopes.lookup(decorator)
            bindings = self.scopes.bindings_of(decorator)
            if scope is None or len(bindings) != 1 or not isinstance(bindings[0].node, cst.ImportAlias):
                return None
            if any(read not in decorators for read in self.scopes.reads(scope, decorator.value)):
                return None
            return bindings[0].node
        return None

    def _without(self, alias: cst.ImportAlias) -> list[Edit]:
        from netfix.analysis.names.import_edits import without_alias  # noqa: PLC0415 - imports LibCST

        statement = self.tree.parent(alias)
        return [without_alias(self.tree, statement, alias)] if isinstance(statement, cst.ImportFrom) else []


def _together(edits: list[Edit]) -> list[Edit]:
    """Make one insertion of those at one place: parentheses of expressions that begin, or end, together."""
    found: dict[tuple[int, int], Edit] = {}
    for edit in edits:
        other = found.get((edit.start, edit.end)) if edit.is_insertion else None
        text = edit.replacement if other is None else other.replacement + edit.replacement
        found[edit.start, edit.end] = Edit(edit.start, edit.end, text)
    return list(found.values())
