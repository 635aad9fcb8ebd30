"""Take what a program is for out of its protocol, which should serve any program.

A protocol that logs in, fetches, prints and then stops the reactor can serve one program only, and each of its methods
must think of every way in which the program can end. A protocol should speak; the program should say what it wants and
when it is over.

     from twisted.internet import protocol, reactor
    +from twisted.internet import defer
     from twisted.mail import imap4
     from twisted.python import log


     class Greeter(imap4.IMAP4Client):
         def serverGreeting(self, capabilities):
    -        self.noop().addCallback(print).addErrback(log.err).addBoth(lambda _: reactor.stop())
    +        self.noop().addCallback(print).addBoth(self.factory.finish)


     class GreeterFactory(protocol.ClientFactory):
         protocol = Greeter

    +    def __init__(self):
    +        self.deferred = defer.Deferred()
    +
    +    def finish(self, result):
    +        if self.deferred is not None:
    +            deferred, self.deferred = self.deferred, None
    +            deferred.callback(result)
    +
         def clientConnectionFailed(self, connector, reason):
    -        reactor.stop()
    +        self.finish(reason)
    +
    +    def clientConnectionLost(self, connector, reason):
    +        self.finish(reason)


    -reactor.connectTCP("localhost", 143, GreeterFactory())
    +factory = GreeterFactory()
    +factory.deferred.addErrback(log.err, "the connection or a callback failed")
    +factory.deferred.addBoth(lambda _: reactor.stop())
    +reactor.connectTCP("localhost", 143, factory)
     reactor.run()

A chain of the protocol ends in the factory's Deferred, failures and all; `finish` fires that once, since a connection
is lost after each success, too. The main program reports what failed, and has the one `reactor.stop`. Methods of the
factory that told of the reason themselves still do, and only they.

Unsafe: rewritten are programs of one protocol, one factory and one connection, which nothing but these two classes
stop, and a person should see that they still end when they should. Where more is going on, the finding is manual: give
the factory a Deferred (`self.done = defer.Deferred()`), and let the protocol's work end in it. With endpoints,
`connectProtocol(endpoint, Greeter())` gives such a Deferred, and `task.react(main)` stops the reactor when the Deferred
that `main` returns has fired, with an exit status that tells of failures.

Reported once for each protocol that stops the reactor, in programs that run it and connect with that protocol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.edits import Edit

_PROTOCOL = "twisted.internet.protocol.BaseProtocol"
_CONNECTING = frozenset({"connectTCP", "connectSSL", "connectUNIX", "connect", "connectProtocol"})
_TAKING = frozenset({"ClientCreator", "connectProtocol", "forProtocol"})
_ADVICE = (
    "give its factory a Deferred, let the work end in that, and stop the reactor once, in the main program, by "
    "`addBoth` at the end of its chain"
)


_WHY = "a person should see that the program still ends when it should"


class FactoryDeferred(Codemod):
    """Reports protocols that stop the reactor."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\breactor\b[^#]*\bstop\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all protocols of the file."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if program.is_test or not program.runs_reactor or not program.stops_reactor:
            return
        classes = self.document.fact(Classes)
        for each in classes.all:
            if classes.inherits(each, _PROTOCOL) and self._stops(each) and self._connects(each):
                message = f"the protocol {each.name.value} ends the program that uses it"
                edits = self._rewritten(each)
                if edits is None:
                    self.report(each.name, None, manual(_ADVICE), message)
                else:
                    self.report(each.name, None, unsafe(_WHY), message, edits=edits)

    def _rewritten(self, protocol: cst.ClassDef) -> list[Edit] | None:
        """Give the edits that end the program in its factory's Deferred; None where it is not plain enough."""
        from netfix.analysis.twisted.deferred_factories import ClientPrograms  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.factory_rewrites import FactoryRewrite  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(ClientPrograms).of(protocol)
        return FactoryRewrite(self.document, program).edits() if program is not None else None

    def _stops(self, holder: cst.ClassDef) -> bool:
        """Whether a method of a class stops the reactor, or adds a callback that does."""
        from netfix.analysis.twisted.deferred_callbacks import Callbacks  # noqa: PLC0415 - imports LibCST

        callbacks = self.document.fact(Callbacks)
        names = (each for kind in (cst.Attribute, cst.Name) for each in self.tree.of_kind(kind))
        return any(
            callbacks.is_stop_function(each) and any(parent is holder for parent in self.tree.ancestors(each))
            for each in names
        )

    def _connects(self, holder: cst.ClassDef) -> bool:
        """Whether the file connects, and a factory or what serves as one is given the class."""
        if not any(_called(call) in _CONNECTING for call in self.tree.of_kind(cst.Call)):
            return False
        scope = self.scopes.scope_of(holder)
        return any(self._is_given(use) for use in self.scopes.reads(scope, holder.name.value))

    def _is_given(self, use: cst.Name) -> bool:
        """Whether a use of a protocol's name hands it to a factory, or makes the factory's protocol."""
        for parent in self.tree.ancestors(use):
            if isinstance(parent, cst.Call) and _called(parent) in _TAKING:
                return True
            if isinstance(parent, cst.Assign) and any(
                self.tree.source(each.target).rpartition(".")[2] == "protocol" for each in parent.targets
            ):
                return True
            if isinstance(parent, cst.FunctionDef):
                return parent.name.value == "buildProtocol"
        return False


def _called(call: cst.Call) -> str:
    """Give the last name of what is called."""
    function = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
    return function.value if isinstance(function, cst.Name) else ""
