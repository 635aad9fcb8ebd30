"""One server of each kind, well-behaved but for a refused login and a broken item; `conduct` sees to the rest.

A kind is a function from a `Conduct` to a Twisted server factory. The items that can break, and the words at which an
answer can be cut, are told in `servers.py`.
"""

# Twisted's protocols have no annotations, so every call into them is an untyped one; zope.interface has no stubs.
# mypy: disallow-untyped-calls=False, disable-error-code="import-untyped"
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUntypedClassDecorator=false

from __future__ import annotations

import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twisted.internet import defer, protocol
from twisted.mail import imap4, smtp
from twisted.protocols import basic, ftp
from twisted.python.filepath import FilePath
from twisted.web import resource, server
from zope.interface import implementer

from .conduct import Conduct, ConductFactory, portal
from .mailbox import account

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# 2004-09-01 12:00 UTC, in seconds since 1900.
NOON = 3303028800


def imap(conduct: Conduct) -> protocol.Factory[Any]:
    class Server(imap4.IMAP4Server):
        portal: Any

        def __init__(self) -> None:
            # Never used; but a capability with a parameter is one that clients have to show.
            super().__init__(chal={b"LOGIN": imap4.LOGINCredentials})

    Server.portal = portal(conduct, account(conduct.record, broken=conduct.breaks("broken")))
    return protocol.Factory.forProtocol(Server)


@implementer(smtp.IMessage)
class Letter:
    """A message on its way in."""

    def __init__(self, conduct: Conduct, recipient: str) -> None:
        self.conduct = conduct
        self.recipient = recipient
        self.lines = 0

    def lineReceived(self, line: bytes) -> None:
        self.lines += 1

    def eomReceived(self) -> defer.Deferred[None]:
        self.conduct.record(f"message for {self.recipient}, {self.lines} lines")
        return defer.succeed(None)

    def connectionLost(self) -> None:
        self.conduct.record(f"message for {self.recipient} broke off")


def mail(conduct: Conduct) -> protocol.Factory[Any]:
    class Server(smtp.SMTP):
        def __init__(self) -> None:
            super().__init__()
            # Not the name of whatever machine this runs on.
            self.host = b"mail.example.org"

        def validateFrom(self, helo: object, origin: smtp.Address) -> defer.Deferred[smtp.Address]:
            if conduct.refuses_login:
                raise smtp.SMTPBadSender(str(origin), 550, "not from you")
            return defer.succeed(origin)

        def validateTo(self, user: smtp.User) -> Callable[[], Letter]:
            recipient = str(user.dest)
            if conduct.breaks(recipient):
                raise smtp.SMTPBadRcpt(recipient, 550, "no such user")
            return lambda: Letter(conduct, recipient)

        def receivedHeader(self, helo: object, origin: object, recipients: object) -> None:
            """None: it would hold the time of day."""

    return protocol.Factory.forProtocol(Server)


def files(conduct: Conduct) -> protocol.Factory[Any]:
    folder = tempfile.TemporaryDirectory()
    for name in ("inner/letter.txt", "broken/lost.txt", "readme.txt", "half-way.txt"):
        path = Path(folder.name, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("a small file\n")

    class Shell(ftp.FTPAnonymousShell):
        # The folder is removed with the last reference to it.
        lifetime = folder

        def _path(self, path: list[str]) -> Any:
            if conduct.breaks("/".join(path)):
                raise ftp.FileNotFoundError("/".join(path))
            return super()._path(path)

        def list(self, path: list[str], keys: Sequence[str] = ()) -> Any:
            # The order of a file system differs from one to the next.
            return super().list(path, keys).addCallback(sorted)

    class Server(ftp.FTP):
        def getDTPPort(self, factory: ftp.DTPFactory, interface: str = "") -> Any:
            # The connection for data is to behave like the one for commands.
            return super().getDTPPort(ConductFactory(factory, conduct), interface)

    factory = ftp.FTPFactory(portal(conduct, Shell(FilePath(folder.name))))
    factory.protocol = Server
    return factory


def web(conduct: Conduct) -> protocol.Factory[Any]:
    class Page(resource.Resource):
        isLeaf = True

        def render_GET(self, request: server.Request) -> bytes:
            path = request.path.decode("ascii")
            request.setHeader(b"content-type", b"text/html")
            request.setResponseCode(401 if conduct.refuses_login else 500 if conduct.breaks(path) else 200)
            title = f"<title>Caf&eacute; {path} &#169; 2004</title>"
            return f"<html><head>{title}</head><body>You are half-way down {path}.</body></html>\n".encode("ascii")

    return server.Site(Page())


def gopher(conduct: Conduct) -> protocol.Factory[Any]:
    class Server(basic.LineOnlyReceiver):
        transport: Any

        def lineReceived(self, line: bytes) -> None:
            if conduct.refuses_login or conduct.breaks(line.decode("latin-1")):
                self.sendLine(b"3Not for you\terror.host\t1")
            else:
                self.sendLine(b"The document '%b'," % line)
                self.sendLine(b"half-way down which there is a second line.")
            self.transport.loseConnection()

    return protocol.Factory.forProtocol(Server)


def chat(conduct: Conduct) -> protocol.Factory[Any]:
    class Server(basic.LineOnlyReceiver):
        transport: Any
        delimiter = b"\n"

        def connectionMade(self) -> None:
            if conduct.refuses_login:
                self.sendLine(b"go away")
                self.transport.loseConnection()
            else:
                self.sendLine(b"welcome")

        def lineReceived(self, line: bytes) -> None:
            self.sendLine(b"can't repeat that" if conduct.breaks(line.decode("latin-1")) else line)

    return protocol.Factory.forProtocol(Server)


class Clock(protocol.DatagramProtocol):
    """Answers any datagram with the four bytes of RFC 868, or with half of them."""

    transport: Any

    def __init__(self, conduct: Conduct) -> None:
        self.conduct = conduct

    def datagramReceived(self, datagram: bytes, addr: tuple[str, int]) -> None:
        length = {"works": 4, "drop_in_middle": 2, "silent": None}[self.conduct.name]
        if length is not None:
            self.transport.write(struct.pack("!L", NOON)[:length], addr)


STREAMS = {"imap": imap, "smtp": mail, "ftp": files, "web": web, "gopher": gopher, "chat": chat}
