"""Wait for a Deferred before using its result.

In a function with `@inlineCallbacks`, `yield` waits for a Deferred and gives its result; in an `async def` function
`await` does. Without it the program goes on with the Deferred itself, which has none of the result's attributes or
items.

     from twisted.internet import defer, utils


     @defer.inlineCallbacks
     def today(names):
    -    date = utils.getProcessOutput("date")
    +    date = yield utils.getProcessOutput("date")
         print(date.decode("ascii"))
    -    print(utils.getProcessOutput("cal").decode("ascii"))
    +    print((yield utils.getProcessOutput("cal")).decode("ascii"))

Safe where Twisted documents that the call returns a Deferred, or a function of this file always returns one, and all
that is done with it fails for a Deferred: an attribute that a Deferred lacks, an item, arithmetic, a loop. Unsafe where
some uses would not fail: printed, or part of a text. Left alone: Deferreds that are waited for later, handed on, or
that get callbacks, and calls that are statements, for which see dropped-deferred: not to wait may be meant there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

#: What a Deferred has: these are used of the Deferred itself.
_OF_DEFERREDS = frozenset({
    "addCallback", "addErrback", "addBoth", "addCallbacks", "addTimeout", "chainDeferred", "callback", "errback",
    "called", "paused", "pause", "unpause", "result", "cancel", "callbacks", "debug", "setTimeout", "asFuture", "send",
})  # fmt: skip

#: Builtins that fail for a Deferred.
_NEEDING = frozenset({"len", "int", "float", "sum", "max", "min", "sorted", "list", "tuple", "set", "dict", "iter"})


class MissingYield(Codemod):
    """Finds Deferreds that are used as their results in functions that could wait for them."""

    reads_others = True
    needles = (rb"\binlineCallbacks\b", rb"\basync\s+def\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a function that can wait may use what it does not wait for."""
        from netfix.analysis.twisted.candidates import may_use_unwaited  # noqa: PLC0415 - for candidates only

        return may_use_unwaited(document)

    def finish(self) -> None:
        """Look at the Deferreds of all functions that can wait."""
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST

        for chain in self.document.fact(Deferreds).chains:
            if chain.foreign or chain.links or not isinstance(chain.origin, cst.Call):
                continue
            word = self._word(chain.function)
            if word is not None and chain.source.certainty is Certainty.KNOWN and self._can_wait(chain):
                self._look_at(chain, chain.origin, word)

    def _word(self, function: cst.CSTNode) -> str | None:
        """Give the keyword with which a function waits; None if it cannot."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        if not isinstance(function, cst.FunctionDef):
            return None
        if function.asynchronous is not None:
            return "await"
        classes = self.document.fact(Deferreds).classes
        names = {classes.qualified(decorator.decorator) for decorator in function.decorators}
        return "yield" if "twisted.internet.defer.inlineCallbacks" in names else None

    def _can_wait(self, chain: Chain) -> bool:
        """Whether `yield` may stand at the call: in no comprehension."""
        for ancestor in self.tree.ancestors(chain.origin):
            if ancestor is chain.function:
                return True
            if isinstance(ancestor, (cst.BaseComp, cst.Lambda)):
                return False
        return False

    def _look_at(self, chain: Chain, call: cst.Call, word: str) -> None:
        """Report a call if nothing waits for its Deferred, and something takes it for its result."""
        parent = self.tree.parent(call)
        is_assigned = isinstance(parent, cst.Assign) and len(parent.targets) == 1
        uses = self._uses_of_variable(chain) if is_assigned else [call]
        if not uses or (not is_assigned and isinstance(parent, cst.Expr)):
            return
        judged = [self._fails(use) for use in uses]
        if None in judged or True not in judged:
            return
        start, end = self.tree.span(call)
        edits = [Edit(start, start, f"{word} ")]
        if not is_assigned:
            edits = [Edit(start, start, f"({word} "), Edit(end, end, ")")]
        verdict = (
            safe("all that is done with the Deferred fails for it")
            if all(judged)
            else unsafe("not all that is done with the Deferred fails for it")
        )
        message = f"the Deferred of `{self.tree.source(call.func)}` is taken for its result"
        self.report(call, None, verdict, message, edits=edits)

    def _uses_of_variable(self, chain: Chain) -> list[cst.BaseExpression]:
        """Give all uses of the variable that holds a Deferred; none if it may hold something else as well."""
        scope = self.scopes.opened_by(chain.function)
        if scope is None or len(chain.names) != 1 or "." in chain.names[0]:
            return []
        name = chain.names[0]
        if len(scope.bindings(name)) != 1 or self.scopes.owner(name, scope) is not scope:
            return []
        reads = self.scopes.reads(scope, name)
        if any(self.scopes.scope_of(read) is not scope for read in reads):
            return []
        return [*reads]

    def _fails(self, use: cst.BaseExpression) -> bool | None:
        """Whether a use fails for a Deferred; None if it may be a use of the Deferred as such."""
        parent = self.tree.parent(use)
        match parent:
            case cst.Attribute():
                return None if parent.attr.value in _OF_DEFERREDS or parent.attr.value.startswith("_") else True
            case cst.Subscript():
                return True if parent.value is use else None
            case cst.For() | cst.CompFor():
                return True if parent.iter is use and getattr(parent, "asynchronous", None) is None else None
            case cst.BinaryOperation():
                return not isinstance(parent.operator, cst.Modulo) or parent.left is use
            case cst.Assign():
                return True if any(isinstance(each.target, (cst.Tuple, cst.List)) for each in parent.targets) else None
            case cst.ComparisonTarget():
                return True if isinstance(parent.operator, (cst.In, cst.NotIn)) else None
            case cst.FormattedStringExpression():
                return False
            case cst.Arg():
                return self._fails_as_argument(parent)
            case _:
                return None

    def _fails_as_argument(self, argument: cst.Arg) -> bool | None:
        call = self.tree.parent(argument)
        function = call.func if isinstance(call, cst.Call) else None
        if not isinstance(function, cst.Name) or not self.scopes.is_builtin(function, function.value):
            return None
        if function.value in _NEEDING:
            return True
        return False if function.value in {"print", "str"} else None
