"""Call methods of Twisted's classes by the names that they have today.

Methods were renamed when their classes settled: `query` of a ConnectionPool is `runQuery`, `changeDirectory` of an FTP
client is `cwd`, Deferreds are always armed, and a delayed call is cancelled by itself.

     from twisted.enterprise import adbapi
     from twisted.internet import reactor

     pool = adbapi.ConnectionPool("sqlite3", "names.db")
    -pool.query("select name from names").addCallback(print)
    +pool.runQuery("select name from names").addCallback(print)
     later = reactor.callLater(60, reactor.stop)
    -reactor.cancelCallLater(later)
    +later.cancel()

Part of `--migrate twisted`. Safe: the method is the same, with the same arguments, under another name. Renamed is only
what is called on an object whose class the file shows. Left alone are classes of the file that define the old name or
the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.expressions import positional
from netfix.engine.findings import safe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.classes import AnyClass, Classes

#: Source: the deprecation messages and release notes of Twisted 1.3, 2.0, 11.1 and 14.0.
METHODS = {
    "armAndCallback": ("twisted.internet.defer.Deferred", "callback"),
    "armAndChain": ("twisted.internet.defer.Deferred", "chainDeferred"),
    "armAndErrback": ("twisted.internet.defer.Deferred", "errback"),
    "changeDirectory": ("twisted.protocols.ftp.FTPClient", "cwd"),
    "interaction": ("twisted.enterprise.adbapi.ConnectionPool", "runInteraction"),
    "me": ("twisted.words.protocols.irc.IRCClient", "describe"),
    "operation": ("twisted.enterprise.adbapi.ConnectionPool", "runOperation"),
    "query": ("twisted.enterprise.adbapi.ConnectionPool", "runQuery"),
}
_WHY = "it is the same method under another name"


class RenamedMethods(Codemod):
    """Renames methods of objects whose class is known."""

    by_default = False
    reads_others = True
    needles = (rf"\.\s*(?:{'|'.join(sorted(METHODS))}|cancelCallLater)\b".encode(),)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at one attribute, which may be a method."""
        old = node.attr.value
        if old not in METHODS:
            return
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST

        classes = self.document.fact(Classes)
        owner = classes.of(node.value)
        base, new = METHODS[old]
        if owner is not None and classes.inherits(owner, base) and not self._is_own(classes, owner, old, new):
            self.report(node, None, safe(_WHY), f"{old} is {new}", edits=[Edit(*self.tree.span(node.attr), new)])

    def _is_own(self, classes: Classes, owner: AnyClass, *names: str) -> bool:
        """Whether a class of the file defines one of the names."""
        return any(classes.defines(owner, name) for name in names)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call, which may cancel a delayed one through the reactor."""
        if self.scopes.qualified(node.func) != "twisted.internet.reactor.cancelCallLater":
            return
        arguments = positional(node)
        if not arguments or len(arguments) != 1:
            return
        later = arguments[0]
        if isinstance(later, (cst.Name, cst.Attribute, cst.Subscript, cst.Call)):
            start, end = self.tree.span(node)
            inner_start, inner_end = self.tree.span(later)
            edits = [Edit(start, inner_start, ""), Edit(inner_end, end, ".cancel()")]
            self.report(node, None, safe("that is what the reactor did"), "cancelCallLater is gone", edits=edits)
