"""Clean up whether or not it worked.

What is added with `addCallback` runs after a success only. A file that is closed there stays open after a failure, and
what was written to it may not be on the disk.

     from twisted.protocols import ftp


     class Getter(ftp.FTPClient):
         def get(self, path):
             target = open("copy", "wb")
             d = self.retrieveFile(path, ftp.FTPFileListProtocol())
    !        d.addCallback(lambda _: target.close())
             return d

To be done by hand: a function that closes the file and returns what it got, added with `addBoth`, is the `finally` of
Deferreds. (A lambda would make None of the result, and so a success of every failure.) Found where the function has
opened the file itself, by `open`, and the callback does nothing but close it. Left alone where a failure cannot get
there, and where the file is closed on the way of the failure as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document


class CleanUpOnSuccessOnly(Codemod):
    """Finds callbacks that only close a file."""

    reads_others = True
    needles = (rb"\bclose\b",)
    #: What is looked for is a lambda that is given to `addCallback` and closes what `open` gave.
    requires = (rb"\baddCallback\b", rb"\blambda\b", rb"\bopen\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all callbacks of the file's Deferreds."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        for chain in self.document.fact(Deferreds).chains:
            for link in chain.links:
                if link.kind is LinkKind.CALLBACK and not self._never_fails(chain, link):
                    self._look_at(link)

    def _never_fails(self, chain: Chain, link: Link) -> bool:
        """Whether no failure gets to a link: it is the first of a DeferredList, or an errback is right before it."""
        from netfix.analysis.twisted.deferreds import LinkKind  # noqa: PLC0415 - imports LibCST

        at = chain.links.index(link)
        if at == 0:
            return chain.source.name == "twisted.internet.defer.DeferredList"
        return chain.links[at - 1].kind in {LinkKind.ERRBACK, LinkKind.BOTH}

    def _look_at(self, link: Link) -> None:
        name = self._closed(link)
        if name is None or not self._is_opened_here(name) or self._is_closed_elsewhere(link):
            return
        advice = f"add with `addBoth` a function that closes `{name.value}` and returns what it got"
        self.report(link.call, None, manual(advice), f"`{name.value}` is closed after a success only")

    def _closed(self, link: Link) -> cst.Name | None:
        """Give the variable of this function that a lambda closes, itself or as its second parameter."""
        made = link.callback
        call = made.body if isinstance(made, cst.Lambda) else None
        function = call.func if isinstance(call, cst.Call) and not call.args else None
        if not isinstance(made, cst.Lambda) or not isinstance(function, cst.Attribute):
            return None
        closed = function.value
        if function.attr.value != "close" or not isinstance(closed, cst.Name):
            return None
        names = [each.name.value for each in made.params.params]
        if closed.value not in names:
            return closed
        at = names.index(closed.value)
        given = link.call.args[at].value if 0 < at < len(link.call.args) else None
        return given if isinstance(given, cst.Name) else None

    def _is_opened_here(self, name: cst.Name) -> bool:
        bindings = self.scopes.bindings_of(name)
        value = bindings[0].value if len(bindings) == 1 else None
        return isinstance(value, cst.Call) and self.scopes.is_surely_builtin(value.func, "open")

    def _is_closed_elsewhere(self, link: Link) -> bool:
        """Whether the file has another `close`, which may be for the way of the failure."""
        closing = [each for each in self.tree.of_kind(cst.Attribute) if each.attr.value == "close"]
        return any(link.call not in self.tree.ancestors(each) for each in closing)
