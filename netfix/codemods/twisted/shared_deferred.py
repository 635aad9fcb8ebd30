"""Give each caller a Deferred of its own.

Callbacks stand in a row: each gets what the one before it returned. Where two callers get the same Deferred, the second
gets what the first one's callbacks left of the result, None mostly, and after an errback of the first it never hears of
a failure.

     from twisted.names import client


     class Names:
         def look_up(self, name):
             if name not in self.asked:
                 self.asked[name] = client.getHostByName(name)
    !        return self.asked[name]

To be done by hand: make a new `Deferred()` for each caller, keep these in a list, and let callbacks of the first one
fire them all. Found where a function keeps a Deferred under a name or key if there is none yet, and returns it at its
end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document


class SharedDeferred(Codemod):
    """Finds functions that keep a Deferred and return it to one caller after the other."""

    reads_others = True
    needles = (rb"\btwisted\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a function may keep what it returns."""
        from netfix.analysis.twisted.candidates import may_share_deferred  # noqa: PLC0415 - for candidates only

        return may_share_deferred(document)

    def finish(self) -> None:
        """Look at the last statement of each function of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if not self.document.fact(Deferreds).about_twisted or self.document.fact(Program).is_test:
            return
        for function in self.tree.of_kind(cst.FunctionDef):
            line = function.body.body[-1]
            last = line.body[-1] if isinstance(line, cst.SimpleStatementLine) else None
            kept = last.value if isinstance(last, cst.Return) else None
            if last is None or function.decorators or not isinstance(kept, (cst.Attribute, cst.Subscript)):
                continue
            if self._is_kept_once(function, kept):
                advice = "make a Deferred for each caller, which callbacks of this one fire"
                message = f"`{self.tree.source(kept)}` is one Deferred for all callers, who change its result"
                self.report(last, None, manual(advice), message)

    def _is_kept_once(self, function: cst.FunctionDef, kept: cst.Attribute | cst.Subscript) -> bool:
        """Whether an attribute or item gets a Deferred only if there is none, and nothing else in the function."""
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST

        name = self.tree.source(kept)
        assigned = [each for each in self._assigned(function) if self._is_target(each, name)]
        if len(assigned) != 1:
            return False
        source = self.document.fact(Deferreds).source(assigned[0].value)
        is_deferred = source is not None and source.certainty is Certainty.KNOWN and source.fresh
        return is_deferred and self._is_asked_before(assigned[0], function, name, kept)

    def _assigned(self, function: cst.FunctionDef) -> Iterator[cst.Assign]:
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST

        return (each for each in own_nodes(function) if isinstance(each, cst.Assign))

    def _is_target(self, node: cst.Assign, name: str) -> bool:
        return any(self.tree.source(each.target) == name for each in node.targets)

    def _is_asked_before(
        self, node: cst.Assign, function: cst.FunctionDef, name: str, kept: cst.Attribute | cst.Subscript
    ) -> bool:
        """Whether a statement runs only if what it makes is not there: an `if` of the function asks for it."""
        test = next((each.test for each in self.tree.ancestors(node) if isinstance(each, cst.If)), None)
        line = self.tree.statement(node)
        branch = line and self.tree.parent(line)
        statement = branch and self.tree.parent(branch)
        if test is None or not isinstance(statement, cst.If) or self.tree.parent(statement) is not function.body:
            return False
        asked = self.tree.source(test)
        holder = self.tree.source(kept.value) if isinstance(kept, cst.Subscript) else name
        missing = asked in {f"{name} is None", f"not {name}"}
        return missing or (isinstance(kept, cst.Subscript) and f" not in {holder}" in asked)
