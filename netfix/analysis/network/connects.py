"""Sockets of a program's own that wait for a peer without limit: those it connects, and those it asks by datagrams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network.candidates import EVENT_LOOPS
from netfix.analysis.network.listening import LOOPBACK
from netfix.analysis.network.modes import Blocking
from netfix.analysis.network.sockets import Sockets, Transport
from netfix.analysis.network.variables import identity
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_RECEIVING = frozenset({"recv", "recvfrom", "recv_into", "recvfrom_into"})
_SETTING = frozenset({"settimeout", "setblocking"})
_LOCAL = ("AF_UNIX", "AF_BLUETOOTH", "AF_NETLINK", "AF_PACKET", "SOCK_RAW", "AF_CAN")


@dataclass(frozen=True, slots=True)
class Wait:
    """A call that may wait for ever: on what, and what people say of it."""

    call: cst.Call
    receiver: cst.BaseExpression
    message: str


def unlimited_waits(document: Document) -> Iterator[Wait]:
    """Give the first place at which each socket may wait for ever, in source order."""
    if document.scopes.imported_packages & EVENT_LOOPS or "SO_RCVTIMEO" in document.tree.text:
        return
    sockets = document.fact(Sockets)
    seen: set[object] = set()
    for call in document.tree.of_kind(cst.Call):
        method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        if method not in {"connect", "sendto"} or not isinstance(call.func, cst.Attribute):
            continue
        receiver = call.func.value
        key = identity(document, receiver)
        if key is None or key in seen or not _is_open_ended(document, receiver, method) or _is_own(document, call):
            continue
        seen.add(key)
        text = document.tree.source(receiver)
        transport = getattr(sockets.of(receiver), "transport", Transport.UNKNOWN)
        if method == "connect" and transport is Transport.STREAM:
            yield Wait(call, receiver, f"`{text}` waits for ever if the peer does not answer")
        elif transport is Transport.DATAGRAM and sockets.methods(receiver) & _RECEIVING:
            yield Wait(call, receiver, f"`{text}` waits for ever if the question or the answer is lost")


def _is_open_ended(document: Document, receiver: cst.BaseExpression, method: str) -> bool:
    """Whether a socket is made here, connects as a client, and nothing limits how long it waits."""
    sockets = document.fact(Sockets)
    socket = sockets.of(receiver)
    if socket is None or not socket.origins:
        return False
    made = [each for each in socket.origins if isinstance(each, cst.Call)]
    is_own = all(
        document.scopes.qualified(each.func) == "socket.socket" or last_name(each.func) == "wrap_socket"
        for each in made
    )
    is_local = any(word in document.tree.source(each) for word in _LOCAL for each in made)
    used = sockets.methods(receiver) | {method for method, origins in _settings(document) if origins & socket.origins}
    serves = "listen" in used or (method == "sendto" and "bind" in used)
    limited = bool(used & _SETTING) or sockets.blocking(receiver)[0] is Blocking.NO
    waits_elsewhere = any(
        (document.scopes.qualified(call.func) or "").startswith(("select.", "selectors."))
        for call in document.tree.of_kind(cst.Call)
    )
    return bool(made) and is_own and not (is_local or serves or limited or waits_elsewhere)


def _is_own(document: Document, call: cst.Call) -> bool:
    """Whether a program that listens connects to itself: to the loopback address."""
    address = call.args[0].value if call.args else None
    host = literal_string(address.elements[0].value) if isinstance(address, cst.Tuple) and address.elements else None
    return host in LOOPBACK and ".listen(" in document.tree.text


def _settings(document: Document) -> list[tuple[str, frozenset[cst.CSTNode]]]:
    """Give the calls that set or bind sockets: the method, and where the socket comes from."""
    sockets = document.fact(Sockets)
    found: list[tuple[str, frozenset[cst.CSTNode]]] = []
    for call in document.tree.of_kind(cst.Call):
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in _SETTING | {"bind", "listen"}:
            socket = sockets.of(call.func.value)
            found.append((call.func.attr.value, socket.origins if socket is not None else frozenset()))
    return found
