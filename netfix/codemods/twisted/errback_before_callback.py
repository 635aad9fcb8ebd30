"""Add an errback behind the callback that it should cover.

An errback that returns nothing has handled the failure: its Deferred goes on as after a success, with None. A callback
behind it runs then too, with None instead of the result that it needs, dies of that, and nobody sees its own failure.

     from twisted.internet.threads import deferToThread
     from twisted.python import log


     def show(page):
         print(page.title)


     def fetch(page):
         d = deferToThread(page.load)
    -    d.addErrback(log.err)
         d.addCallback(show)
    +    d.addErrback(log.err)

Never applied by itself: unsafe, since an errback may be meant to stand for something and the chain to go on; and who
waits for the Deferred gets its result later. Found only where the errback surely returns nothing, while the next
callback surely cannot do without a value. To be done by hand where the errback stands in a branch, or where the chain
has another behind its callbacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document


class ErrbackBeforeCallback(Codemod):
    """Finds errbacks that send None to a callback which needs a result."""

    reads_others = True
    needles = (rb"\.\s*addErrback\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether errbacks and callbacks may be added to Deferreds."""
        from netfix.analysis.twisted.candidates import may_fall_through_errback  # noqa: PLC0415 - for candidates only

        return may_fall_through_errback(document)

    def finish(self) -> None:
        """Look at all errbacks of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import ArgumentUse, next_callback  # noqa: PLC0415 - imports LibCST

        uses = self.document.fact(ArgumentUse)
        for chain in self.document.fact(Deferreds).chains:
            for link in chain.links:
                if link.kind is not LinkKind.ERRBACK or not uses.gives_nothing(link.errback):
                    continue
                if link is chain.links[0] and chain.source.name == "twisted.internet.defer.succeed":
                    continue
                behind = next_callback(self.document, chain, link)
                needed = uses.needs_value(behind.callback) if behind is not None else None
                if needed is not None:
                    self._report(chain, link, needed.value)

    def _report(self, chain: Chain, link: Link, name: str) -> None:
        message = f"after this errback the next callback runs with None as its `{name}`"
        edits = self._moved(chain, link)
        if edits is None:
            self.report(link.call, None, manual("put it behind the callbacks, or have it return the failure"), message)
        else:
            self.report(link.call, None, unsafe("going on may be meant"), message, edits=edits)

    def _moved(self, chain: Chain, link: Link) -> list[Edit] | None:
        """Give the edits that put an errback behind the callbacks which end its chain; None if it is not plain."""
        from netfix.analysis.twisted.deferreds import LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import followers  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_after, remove  # noqa: PLC0415 - imports LibCST

        behind = list(followers(self.document, chain, link))
        function = link.call.func
        if any(each.kind is not LinkKind.CALLBACK for each in behind) or not isinstance(function, cst.Attribute):
            return None
        last = behind[-1].call
        start, end = self.tree.span(function.value)[1], self.tree.span(link.call)[1]
        added = self.tree.text[start:end]
        alone, after = self.tree.parent(link.call), self.tree.parent(last)
        if not self._in_one_block(link.call, last):
            return None
        if isinstance(alone, cst.Expr) and isinstance(function.value, cst.Name):
            receiver = last.func.value if isinstance(last.func, cst.Attribute) else None
            if (
                isinstance(after, cst.Expr)
                and isinstance(receiver, cst.Name)
                and receiver.value == function.value.value
            ):
                return [
                    remove(self.tree, alone),
                    insert_after(self.tree, after, [function.value.value + added.strip()]),
                ]
            return [remove(self.tree, alone), self._insertion(last, added.strip())]
        is_inside = self.tree.statement(last) is self.tree.statement(link.call) and not last.lpar
        kept = added if is_inside else added.strip(" \t\\\n")
        return [Edit(start, end, ""), self._insertion(last, kept)]

    def _insertion(self, call: cst.Call, text: str) -> Edit:
        end = self.tree.span(call)[1]
        return Edit(end, end, text)

    def _in_one_block(self, one: cst.Call, other: cst.Call) -> bool:
        """Whether two calls stand in statements of the same block."""
        first, second = self.tree.statement(one), self.tree.statement(other)
        return first is not None and second is not None and self.tree.parent(first) is self.tree.parent(second)
