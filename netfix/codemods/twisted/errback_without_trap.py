"""Trap the failure that an errback is written for.

An errback sees whatever went wrong before it: the server's refusal, a lost connection, and a misspelt name in the
program itself. One that takes each of these for the failure it expects tells the user a wrong story, and hides the
rest. `failure.trap` lets only the expected ones in; all others go on to the next errback.

     from twisted.internet import reactor
     from twisted.mail import imap4
    +from twisted.python import log


     class Visitor(imap4.IMAP4Client):
         def serverGreeting(self, capabilities):
             d = self.login(b"user", b"secret")
             d.addCallbacks(print, self.turned_away)
    +        d.addErrback(log.err, "login or a callback failed")

         def turned_away(self, failure):
    -        print("wrong password")
    +        failure.trap(imap4.IMAP4Exception)
    +        print("wrong password")

Never applied by itself: unsafe, since which failures an errback means is in its author's head. The exceptions come
from what is known of the Deferred's source. A chain that ends there gets an errback for what is no longer taken. To be
done by hand where the source is unknown and the errback does not even look at the failure before the chain goes on.
Left alone: errbacks that check, trap, raise or return the failure, keep it, pass it to others or show it as a whole;
those that end a chain by reporting; and, where the source is unknown, those that return a value to go on with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document
    from netfix.engine.edits import Edit

#: Ways of an errback to look which failure it has.
_LOOKS = frozenset({"trap", "check", "raiseException", "type", "value"})


class ErrbackWithoutTrap(Codemod):
    """Finds errbacks that take every failure for the one they expect."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\.\s*add(?:Errback|Callbacks)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all errbacks that are functions of the file, each of them once."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        deferreds = self.document.fact(Deferreds)
        for function in self.tree.of_kind(cst.FunctionDef):
            registered = deferreds.registered_in(function)
            if registered and all(self._expects(chain, link, function) for chain, link in registered):
                parameter = deferreds.callbacks.parameter(function)
                if parameter is not None and not self._looks(function, parameter.name.value):
                    self._look_at(function, parameter.name.value, registered)

    def _expects(self, chain: Chain, link: Link, function: cst.FunctionDef) -> bool:
        """Whether a link's errback stands for one kind of failure: beside a callback, or in front of further ones."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Deferreds).callbacks.function(link.errback) is not function:
            return False
        if link.kind is LinkKind.CALLBACKS:
            return True
        behind = chain.links[chain.links.index(link) + 1 :]
        return link.kind is LinkKind.ERRBACK and any(each.kind is LinkKind.CALLBACK for each in behind)

    def _looks(self, function: cst.FunctionDef, name: str) -> bool:
        """Whether a function looks at what failed, or keeps, shows or hands on the failure as a whole."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST

        for node in own_nodes(function):
            if isinstance(node, cst.Raise):
                return True
            if (
                isinstance(node, cst.Attribute)
                and node.attr.value in _LOOKS
                and getattr(node.value, "value", None) == name
            ):
                return True
            is_whole = isinstance(node, cst.Name) and node.value == name
            if is_whole and not isinstance(self.tree.parent(node), (cst.Attribute, cst.Param)):
                return True
        return False

    def _look_at(self, function: cst.FunctionDef, name: str, registered: list[tuple[Chain, Link]]) -> None:
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST

        message = f"`{function.name.value}` takes every failure for the one it expects"
        families = {chain.source.failures for chain, _ in registered}
        expected = next(iter(families)) if len(families) == 1 else ()
        if expected:
            edits = self._trap(function, name, expected, registered)
            if edits is not None:
                self.report(function.name, None, unsafe("others than these may be meant"), message, edits=edits)
            return
        goes_on = all(link.kind is LinkKind.ERRBACK for _, link in registered) and not _gives_a_value(function)
        if goes_on and self.document.fact(Deferreds).callbacks.function_ignores_argument(function):
            self.report(function.name, None, manual(f"begin with `{name}.trap(...)`, so that others go on"), message)

    def _trap(
        self, function: cst.FunctionDef, name: str, expected: tuple[str, ...], registered: list[tuple[Chain, Link]]
    ) -> list[Edit] | None:
        """Give the edits that insert the trap, and an errback where the chain ends with what traps now."""
        from netfix.analysis.twisted.deferred_repairs import append_links, report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.names import name_of  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_before  # noqa: PLC0415 - imports LibCST

        edits: list[Edit] = []
        names: list[str] = []
        for exception in expected:
            local, imports = name_of(self.document, exception, function)
            names.append(local)
            edits += imports
        for chain, link in registered:
            if chain.links[-1] is link and not chain.escapes:
                added, imports = report_link(self.document, chain)
                where = append_links(self.document, chain, [added])
                if where is None:
                    return None
                edits += (*imports, *where)
        first = _first_statement(function)
        return [*edits, insert_before(self.tree, first, [f"{name}.trap({', '.join(names)})"])]


def _gives_a_value(function: cst.FunctionDef) -> bool:
    """Whether an errback returns what its chain is to go on with, and so means any failure."""
    from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST

    returned = [node.value for node in own_nodes(function) if isinstance(node, cst.Return)]
    return any(value is not None and getattr(value, "value", None) != "None" for value in returned)


def _first_statement(
    function: cst.FunctionDef,
) -> cst.BaseStatement | cst.BaseSmallStatement:
    """Give the first statement of a function behind its docstring; the docstring if there is nothing else."""
    statements: list[cst.BaseStatement | cst.BaseSmallStatement] = [*function.body.body]
    first = statements[0]
    small = first.body[0] if isinstance(first, cst.SimpleStatementLine) else first
    is_docstring = isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))
    return statements[1] if is_docstring and len(statements) > 1 else first
