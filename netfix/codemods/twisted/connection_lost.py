"""End the program when its connection is lost, or was never made.

A client factory hears of a lost connection in `clientConnectionLost`, and of one that could not be made in
`clientConnectionFailed`. A program that stops the reactor elsewhere but not there waits for ever for an answer that
cannot come.

     from twisted.internet import protocol, reactor
    +from twisted.internet import error
    +from twisted.python import log


     class Greeter(protocol.Protocol):
         def dataReceived(self, data):
             print(data)
             reactor.stop()


     class GreeterFactory(protocol.ClientFactory):
    -    protocol = Greeter
    +    protocol = Greeter
    +
    +    def clientConnectionFailed(self, connector, reason):
    +        log.err(reason, "connection failed")
    +        reactor.stop()
    +
    +    def clientConnectionLost(self, connector, reason):
    +        try:
    +            reactor.stop()
    +        except error.ReactorNotRunning:
    +            return
    +        if not reason.check(error.ConnectionDone):
    +            log.err(reason, "connection lost")


     reactor.connectTCP("localhost", 7, GreeterFactory())
     reactor.run()

The connection is lost after a success as well; the reactor was then stopped before, and the second stop is caught.
Where a plain `ClientFactory()` is used, a class of that kind takes its place.

Safe in a program that runs the reactor, stops it, makes one connection and begins nothing that may outlive it, such
as a thread, a process, a delayed call or a query. Else unsafe: losing the connection would cut that off. Left alone:
factories with a `clientConnectionLost`, those of which Twisted or another class takes care (ReconnectingClientFactory
tries again), and protocols that stop the reactor in `connectionLost`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.document import Document

_CLIENT_FACTORY = "twisted.internet.protocol.ClientFactory"

_FAILED = (
    "def clientConnectionFailed(self, connector, reason):",
    "    {report_failed}",
    "    {reactor}.stop()",
)

_LOST = (
    "def clientConnectionLost(self, connector, reason):",
    "    try:",
    "        {reactor}.stop()",
    "    except {error}.ReactorNotRunning:",
    "        return",
    "    if not reason.check({error}.ConnectionDone):",
    "        {report_lost}",
)


class ConnectionLost(Codemod):
    """Adds `clientConnectionLost` and `clientConnectionFailed` to client factories of programs."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\bClientFactory\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all client factories of the file."""
        from netfix.analysis.twisted.client_factories import ClientFactories  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if program.is_test or not program.runs_reactor or not program.stops_reactor:
            return
        factories = self.document.fact(ClientFactories)
        for factory in factories.without_loss:
            self._extend(factory, [] if factories.handles_failure(factory) else [_FAILED])
        for call in factories.plain:
            self._replace(call)

    def _extend(self, factory: cst.ClassDef, more: list[tuple[str, ...]]) -> None:
        """Add the methods at the end of a class."""
        from netfix.engine.statements import insert_after  # noqa: PLC0415 - imports LibCST

        message = f"the program hangs when a connection of {factory.name.value} is lost"
        names = self._names(factory)
        last = factory.body.body[-1]
        if names is None or not isinstance(last, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            self.report(factory.name, None, manual("add a method clientConnectionLost that stops the reactor"), message)
            return
        fields, edits = names
        indent = self.tree.module.default_indent
        lines = [line for method in (*more, _LOST) for line in ("", *_filled(method, fields, indent))]
        edits = [*edits, insert_after(self.tree, last, lines)]
        self.report(factory.name, None, self._verdict(factory), message, edits=edits)

    def _replace(self, call: cst.Call) -> None:
        """Make an object of a class with the methods of what was a plain ClientFactory."""
        from netfix.analysis.twisted.deferred_helpers import definition  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import known_as  # noqa: PLC0415 - imports LibCST

        message = "the program hangs when the connection fails or is lost"
        names = self._names(self.tree.module)
        base = known_as(self.document, _CLIENT_FACTORY, self.tree.module)
        made = None
        if names is not None and base is not None:
            indent = self.tree.module.default_indent
            body = [*_filled(_FAILED, names[0], indent), "", *_filled(_LOST, names[0], indent)]
            lines = [f"class StoppingClientFactory({base}):", *(indent + line if line else "" for line in body)]
            made = definition(self.document, "\n".join(lines) + "\n")
        if made is None or names is None:
            self.report(call, None, manual("use a factory whose clientConnectionLost stops the reactor"), message)
            return
        function = Edit(*self.tree.span(call.func), made[0])
        self.report(call, None, self._verdict(None), message, edits=[*names[1], *made[1], function])

    def _names(self, at: cst.CSTNode) -> tuple[dict[str, str], list[Edit]] | None:
        """Give what the methods call the modules that they need, and the edits that import them."""
        from netfix.analysis.twisted.reporters import reporter  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import import_edit, known_as  # noqa: PLC0415 - imports LibCST

        reactor = known_as(self.document, "twisted.internet.reactor", at)
        if reactor is None:
            return None
        error, edits = import_edit(self.document, "twisted.internet", "error", at)
        report = reporter(self.document, at)
        fields = {
            "reactor": reactor,
            "error": error,
            "report_failed": report.call("reason", "connection failed"),
            "report_lost": report.call("reason", "connection lost"),
        }
        return fields, [*edits, *report.edits]

    def _verdict(self, factory: cst.ClassDef | None) -> Verdict:
        from netfix.analysis.twisted.client_factories import ClientFactories  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).outlives_connection:
            return unsafe("the program may be at work with something else when the connection is lost")
        if factory is not None and not self.document.fact(ClientFactories).has_known_protocol(factory):
            return unsafe("its protocol is not in this file, and may go on without the connection")
        return safe("the program does nothing that could go on without its one connection")


def _filled(lines: Iterable[str], fields: dict[str, str], indent: str) -> list[str]:
    """Give the lines of a method with its names filled in, indented as the file is."""
    filled: list[str] = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 4
        filled.append(indent * depth + line.strip().format(**fields))
    return filled
