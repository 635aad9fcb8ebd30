"""Limit how long a program waits for a server.

A server that accepts a connection and then says nothing, and a network that swallows what it is given, fire no Deferred
and lose no connection: the program waits for ever, errbacks or not.

     from twisted.internet import reactor
     from twisted.mail import smtp
     from twisted.python import log

    -d = smtp.sendmail("localhost", SENDER, RECIPIENTS, MESSAGE)
    +d = smtp.sendmail("localhost", SENDER, RECIPIENTS, MESSAGE).addTimeout(30, reactor)
     d.addErrback(log.err)
     d.addBoth(lambda _: reactor.stop())
     reactor.run()

`addTimeout` (Twisted 16.5) gives up after so many seconds: the Deferred is cancelled and fails with `TimeoutError`,
which the errbacks behind it see. It stands directly behind the call, so that each wait has its own time.

Only on request, with `--unsafe` or by name. Unsafe: how long is too long, nobody but you knows, and 30 seconds (the
option `seconds` has others) may be little for a large message. Asked are programs that run the reactor, for commands of
IMAP, FTP, SMTP, the web's `Agent`, `getPage` and remote calls: connecting, DNS, POP3 and memcache have limits of their
own. Left alone are files that limit time by other means: a TimeoutMixin, a `timeout` of a class, a delayed
`reactor.stop`.

`getPage` and `downloadPage` have their own argument, `timeout=30`: their Deferreds, cancelled, wait for the connection
to end all the same. An IMAP client that begins in `serverGreeting` waits for that without a Deferred: it gets
`timeout = 30`, after which silence ends its connection. Other waits without a Deferred are not found: there, by hand,
let `reactor.callLater` lose the connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import unsafe
from netfix.engine.lazy import cst
from netfix.engine.options import Option

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

#: Functions, and classes for all their methods, whose Deferreds wait for a peer without a limit of their own.
_WAITING = (
    "twisted.mail.imap4.IMAP4Client.",
    "twisted.mail.smtp.sendmail",
    "twisted.protocols.ftp.FTPClient.",
    "twisted.spread.pb.PBClientFactory.",
    "twisted.spread.pb.RemoteReference.callRemote",
    "twisted.web.client.Agent.",
    "twisted.web.client.downloadPage",
    "twisted.web.client.getPage",
    "twisted.web.client.readBody",
    "twisted.web.xmlrpc.Proxy.",
)
#: Of these, functions whose Deferreds wait for the connection to end, cancelled or not; they take a limit themselves.
_WITH_ARGUMENT = frozenset({"twisted.web.client.getPage", "twisted.web.client.downloadPage"})
#: Clients that have a limit of their own for silence, if it is given.
_GREETED = "twisted.mail.imap4.IMAP4Client"


class MissingDeferredTimeout(Codemod):
    """Adds `addTimeout` to network waits of programs."""

    options = (Option("seconds", 30, "How many seconds a program waits for a server."),)
    by_default = False
    with_unsafe = True
    reads_others = True
    needles = (rb"\breactor\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all Deferreds of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if program.is_test or not program.runs_reactor or self._limits_time():
            return
        self._look_at_greetings()
        for chain in self.document.fact(Deferreds).chains:
            if not chain.foreign and (chain.links or chain.escapes):
                self._look_at(chain)

    @property
    def _why(self) -> str:
        return f"nobody but you knows whether {self.option('seconds')} seconds are enough"

    def _look_at(self, chain: Chain) -> None:
        """Report a chain that waits for a peer and has no timeout."""
        from netfix.analysis.twisted.deferred_chains import Certainty, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        waits = chain.source.certainty is Certainty.KNOWN and chain.source.name.startswith(_WAITING)
        if not waits or not isinstance(chain.origin, cst.Call) or self._has_timeout(chain.origin):
            return
        if any(link.kind is LinkKind.TIMEOUT for link in chain.links) or _gives_timeout(chain.origin):
            return
        message = f"`{self.tree.source(chain.origin.func)}` may wait for ever"
        added: Edit | None
        edits: list[Edit] = []
        if chain.source.name in _WITH_ARGUMENT:
            added = self._argument(chain.origin)
        else:
            reactor, edits = import_edit(self.document, "twisted.internet", "reactor", chain.origin)
            end = self.tree.span(chain.origin)[1]
            added = Edit(end, end, f".addTimeout({self.option('seconds')}, {reactor})")
        if added is not None:
            self.report(chain.origin, None, unsafe(self._why), message, edits=[added, *edits])

    def _argument(self, call: cst.Call) -> Edit | None:
        """Add `timeout=30` to a call; None if it may be among the arguments that are not seen."""
        if not call.args or any(argument.star for argument in call.args):
            return None
        end = self.tree.span(call.args[-1].value)[1]
        return Edit(end, end, f", timeout={self.option('seconds')}")

    def _look_at_greetings(self) -> None:
        """Report IMAP clients that begin their work when the server greets, which it may never do."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST

        classes = self.document.fact(Classes)
        for each in classes.all:
            if classes.inherits(each, _GREETED) and classes.own_method(each, "serverGreeting") is not None:
                method = next(line for line in each.body.body if isinstance(line, cst.FunctionDef))
                start = self.tree.position(method.decorators[0] if method.decorators else method)[0]
                edits = [Edit(start, start, f"timeout = {self.option('seconds')}\n\n{self.tree.indentation(method)}")]
                message = f"{each.name.value} may wait for ever for the server's greeting"
                self.report(each.name, None, unsafe(self._why), message, edits=edits)

    def _has_timeout(self, call: cst.Call) -> bool:
        """Whether `addTimeout` directly follows a call."""
        parent = self.tree.parent(call)
        return isinstance(parent, cst.Attribute) and parent.attr.value in {"addTimeout", "setTimeout"}

    def _limits_time(self) -> bool:
        """Whether the file sees to it by other means that a wait ends."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferred_callbacks import Callbacks  # noqa: PLC0415 - imports LibCST

        classes, callbacks = self.document.fact(Classes), self.document.fact(Callbacks)
        if any(classes.defines(each, "timeout") for each in classes.all):
            return True
        if any(name.value == "TimeoutMixin" for name in self.tree.of_kind(cst.Name)):
            return True
        later = (call for call in self.tree.of_kind(cst.Call) if _is_later(call))
        return any(callbacks.leads_to_stop(argument.value) for call in later for argument in call.args)


def _gives_timeout(call: cst.Call) -> bool:
    """Whether a call says how long to wait, as `getPage(url, timeout=30)` does."""
    return any(each.keyword is not None and each.keyword.value == "timeout" for each in call.args)


def _is_later(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in {"callLater", "deferLater"}
