"""How a server behaves, put between any well-behaved server and the network.

A connection is always closed in an orderly way (FIN, no RST), so that what a client sees doesn't depend on timing.
"""

# Twisted's protocols have no annotations, so every call into them is an untyped one; zope.interface has no stubs.
# mypy: disallow-untyped-calls=False, disable-error-code="import-untyped"
# pyright: reportUnknownMemberType=false, reportUntypedClassDecorator=false

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twisted.cred.checkers import ICredentialsChecker
from twisted.cred.credentials import IAnonymous, IUsernamePassword
from twisted.cred.error import UnauthorizedLogin
from twisted.cred.portal import IRealm, Portal
from twisted.internet import defer, interfaces, protocol
from twisted.protocols import policies
from zope.interface import implementer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twisted.python.failure import Failure

MISBEHAVIOURS = (
    "works",
    "refuse",
    "silent",
    "drop_after_greeting",
    "drop_in_middle",
    "refuse_login",
    "fail_item",
)


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a server behaves.

    Attributes:
        name: one of `MISBEHAVIOURS`.
        marker: the words of an answer in the middle of which the server stops, if it is to.
        record: takes one line of text for each thing that reached the server.
        connections: the open ones, those for data as well.
    """

    name: str
    marker: bytes
    record: Callable[[str], None]
    connections: set[Connection] = field(default_factory=set["Connection"])

    @property
    def refuses_login(self) -> bool:
        return self.name == "refuse_login"

    def breaks(self, item: str) -> bool:
        """Whether this item can't be had."""
        return self.name == "fail_item" and "broken" in item


@implementer(interfaces.IHalfCloseableProtocol)
class Connection(policies.ProtocolWrapper):
    """One connection, and the transport of the protocol behind it.

    Once it is mute, the two no longer hear of each other.
    """

    factory: ConductFactory
    transport: Any
    mute = False

    def makeConnection(self, transport: interfaces.ITransport) -> None:
        conduct = self.factory.conduct
        conduct.connections.add(self)
        self.mute = conduct.name == "silent"
        super().makeConnection(transport)
        if conduct.name == "drop_after_greeting":
            self.hang_up()

    def write(self, data: bytes) -> None:
        conduct = self.factory.conduct
        if self.mute:
            return
        start = data.find(conduct.marker) if conduct.name == "drop_in_middle" else -1
        if start < 0:
            super().write(data)
            return
        super().write(data[: start + len(conduct.marker) // 2])
        for connection in list(conduct.connections):
            connection.hang_up()

    def writeSequence(self, data: Sequence[bytes]) -> None:
        self.write(b"".join(data))

    def registerProducer(self, producer: object, streaming: bool) -> None:
        if not self.mute:
            super().registerProducer(producer, streaming)

    def hang_up(self) -> None:
        """Close our side only: closing both at once could reset the connection under what is still on its way."""
        self.mute = True
        # A producer would keep the connection open until all was produced.
        self.transport.unregisterProducer()
        self.transport.loseWriteConnection()

    def loseConnection(self) -> None:
        if not self.mute:
            super().loseConnection()

    def dataReceived(self, data: bytes) -> None:
        if not self.mute:
            super().dataReceived(data)

    def readConnectionLost(self) -> None:
        # Sends what is still to be sent; Twisted's default would throw it away.
        super().loseConnection()

    def writeConnectionLost(self) -> None:
        """The client closes next."""

    def connectionLost(self, reason: Failure = protocol.connectionDone) -> None:
        self.factory.conduct.connections.discard(self)
        super().connectionLost(reason)


class ConductFactory(policies.WrappingFactory[Connection]):
    """Makes the servers of another factory behave as told."""

    protocol = Connection

    def __init__(self, wrapped: object, conduct: Conduct) -> None:
        super().__init__(wrapped)
        self.conduct = conduct


@implementer(IRealm, ICredentialsChecker)
class Gate:
    """Lets in everybody or, if the conduct is so, nobody."""

    credentialInterfaces = (IUsernamePassword, IAnonymous)

    def __init__(self, conduct: Conduct, avatar: object) -> None:
        self.conduct = conduct
        self.avatar = avatar

    def requestAvatarId(self, credentials: object) -> defer.Deferred[bytes]:
        return defer.fail(UnauthorizedLogin()) if self.conduct.refuses_login else defer.succeed(b"guest")

    def requestAvatar(self, avatarId: bytes, mind: object, *wanted: Any) -> tuple[Any, object, Callable[[], None]]:
        return wanted[0], self.avatar, lambda: None


def portal(conduct: Conduct, avatar: object) -> Portal:
    """The way to `avatar`, an account or a shell."""
    # Interfaces of zope.interface are no types.
    gate: Any = Gate(conduct, avatar)
    return Portal(gate, [gate])
