"""What is known of a place at which a socket comes into being."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Scopes


class Transport(Enum):
    """What becomes of the bytes that are given to a socket."""

    STREAM = "stream"
    DATAGRAM = "datagram"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """A place at which a socket comes into being.

    `doubt` says, as a clause, why it might be something else; None if it can't.
    """

    node: cst.CSTNode
    transport: Transport
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """All places a value may come from; `doubt` says why there may be others, None if these are all."""

    found: frozenset[Origin] = frozenset()
    doubt: str | None = None


def joined(parts: list[Origins]) -> Origins:
    """Give all origins of several, with the first doubt."""
    doubts = [part.doubt for part in parts if part.doubt]
    return Origins(frozenset[Origin]().union(*(part.found for part in parts)), doubts[0] if doubts else None)


_STREAM_TYPES = frozenset({"socket.SOCK_STREAM", "socket.SocketKind.SOCK_STREAM"})
_DATAGRAM_TYPES = frozenset({"socket.SOCK_DGRAM", "socket.SOCK_RAW", "socket.SOCK_RDM", "socket.SOCK_SEQPACKET"})


def transport(call: cst.Call, scopes: Scopes) -> Transport:
    """Say which transport `socket.socket(family, type, …)` gives; the type is a stream's if it is not named."""
    if any(argument.star for argument in call.args):
        return Transport.UNKNOWN
    named = {each.keyword.value: each.value for each in call.args if each.keyword is not None}
    places = [each.value for each in call.args if each.keyword is None]
    if "fileno" in named or "_sock" in named or len(places) > 3:  # noqa: PLR2004 - the fourth is a descriptor
        return Transport.UNKNOWN
    protocol = named.get("proto") or (places[2] if len(places) > 2 else None)  # noqa: PLR2004 - the third
    if protocol is not None and scopes.qualified(protocol) == "socket.IPPROTO_SCTP":
        return Transport.DATAGRAM  # it keeps the bounds of messages, whatever its type
    kind = named.get("type") or (places[1] if len(places) > 1 else None)
    if kind is None:
        return Transport.STREAM
    return transport_of(kind, scopes)


def transport_of(kind: cst.BaseExpression, scopes: Scopes) -> Transport:
    """Say which transport a type of sockets stands for; flags may be joined to it: `SOCK_STREAM | SOCK_CLOEXEC`."""
    if isinstance(kind, cst.BinaryOperation) and isinstance(kind.operator, cst.BitOr):
        parts = {transport_of(kind.left, scopes), transport_of(kind.right, scopes)} - {Transport.UNKNOWN}
        return parts.pop() if len(parts) == 1 else Transport.UNKNOWN
    name = scopes.qualified(kind)
    if name in _STREAM_TYPES:
        return Transport.STREAM
    return Transport.DATAGRAM if name in _DATAGRAM_TYPES else Transport.UNKNOWN
