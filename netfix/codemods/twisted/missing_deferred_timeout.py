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

Only on request, by name. Unsafe: how long is too long, nobody but you knows, and 30 seconds may be little for a large
message. Asked are programs that run the reactor, for commands of IMAP, FTP, SMTP, the web's `Agent` and remote calls:
connecting, DNS, POP3 and memcache have limits of their own. Left alone are files that limit time by other means: a
TimeoutMixin, a `timeout` of a class, a delayed `reactor.stop`. What waits without a Deferred, as for a greeting that
never comes, is not found: there, by hand, let `reactor.callLater` lose the connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.deferreds import Chain

#: Functions, and classes for all their methods, whose Deferreds wait for a peer without a limit of their own.
_WAITING = (
    "twisted.mail.imap4.IMAP4Client.",
    "twisted.mail.smtp.sendmail",
    "twisted.protocols.ftp.FTPClient.",
    "twisted.spread.pb.PBClientFactory.",
    "twisted.spread.pb.RemoteReference.callRemote",
    "twisted.web.client.Agent.",
    "twisted.web.client.readBody",
    "twisted.web.xmlrpc.Proxy.",
)
_SECONDS = 30


class MissingDeferredTimeout(Codemod):
    """Adds `addTimeout` to network waits of programs."""

    by_default = False
    needles = (rb"\breactor\b",)

    def finish(self) -> None:
        """Look at all Deferreds of the file."""
        from netfix.analysis.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted_programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if program.is_test or not program.runs_reactor or self._limits_time():
            return
        for chain in self.document.fact(Deferreds).chains:
            if not chain.foreign and (chain.links or chain.escapes):
                self._look_at(chain)

    def _look_at(self, chain: Chain) -> None:
        """Report a chain that waits for a peer and has no timeout."""
        from netfix.analysis.deferred_chains import Certainty, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        waits = chain.source.certainty is Certainty.KNOWN and chain.source.name.startswith(_WAITING)
        if not waits or not isinstance(chain.origin, cst.Call) or self._has_timeout(chain.origin):
            return
        if any(link.kind is LinkKind.TIMEOUT for link in chain.links):
            return
        reactor, edits = import_edit(self.document, "twisted.internet", "reactor", chain.origin)
        end = self.tree.span(chain.origin)[1]
        added = Edit(end, end, f".addTimeout({_SECONDS}, {reactor})")
        why = f"nobody but you knows whether {_SECONDS} seconds are enough"
        message = f"`{self.tree.source(chain.origin.func)}` may wait for ever"
        self.report(chain.origin, None, unsafe(why), message, edits=[added, *edits])

    def _has_timeout(self, call: cst.Call) -> bool:
        """Whether `addTimeout` directly follows a call."""
        parent = self.tree.parent(call)
        return isinstance(parent, cst.Attribute) and parent.attr.value in {"addTimeout", "setTimeout"}

    def _limits_time(self) -> bool:
        """Whether the file sees to it by other means that a wait ends."""
        from netfix.analysis.deferred_callbacks import Callbacks  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted_classes import Classes  # noqa: PLC0415 - imports LibCST

        classes, callbacks = self.document.fact(Classes), self.document.fact(Callbacks)
        if any(classes.defines(each, "timeout") for each in classes.all):
            return True
        if any(name.value == "TimeoutMixin" for name in self.tree.of_kind(cst.Name)):
            return True
        later = (call for call in self.tree.of_kind(cst.Call) if _is_later(call))
        return any(callbacks.leads_to_stop(argument.value) for call in later for argument in call.args)


def _is_later(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in {"callLater", "deferLater"}
