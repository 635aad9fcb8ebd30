"""Which expressions of a program are sockets, of which transport, and whether they block.

A socket is known by where it comes from (see `network_origins`). Where that cannot be seen, because it is a parameter
or is kept in a container, it can be known by its use: only sockets are given `setsockopt`, `getpeername` and the like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.candidates import (
    DATAGRAM_METHODS,
    EVENT_LOOPS,
    LIKE_SOCKETS,
    OF_SOCKETS,
    ONLY_OF_SOCKETS,
    ONLY_OF_STREAMS,
)
from netfix.analysis.network.modes import Blocking, Modes
from netfix.analysis.network.origin import Transport
from netfix.analysis.network.origins import OriginFinder
from netfix.analysis.network.variables import assigned_values, identity
from netfix.analysis.values.kinds import Kinds
from netfix.analysis.values.libraries import Library
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

__all__ = ["Blocking", "Socket", "Sockets", "Transport"]


@dataclass(frozen=True, slots=True)
class Socket:
    """What is known of a socket.

    `origins` are the calls that make it, empty if only its use shows that it is one; `doubt` says why it might be
    another, or another thing, None if it can't.
    """

    transport: Transport
    origins: frozenset[cst.CSTNode]
    doubt: str | None


class Sockets:
    """Looks up sockets. `of` and `blocking` are what codemods ask."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._kinds = document.fact(Kinds)
        self._origins = document.fact(OriginFinder)
        self._arguments = document.fact(Arguments)
        self._used: dict[object, set[str]] | None = None
        packages = document.scopes.imported_packages
        #: Whether the program uses sockets itself, and none of the libraries whose objects look like them.
        self._has_sockets = bool(packages & OF_SOCKETS)
        self._has_others = self._kinds.libraries.has(Library.MESSAGE, Library.PACKET, Library.MOCK) or bool(
            packages & (LIKE_SOCKETS | EVENT_LOOPS)
        )

    @property
    def makes_datagrams(self) -> bool:
        """Whether the program speaks of datagram sockets at all."""
        return "SOCK_DGRAM" in self._tree.text or "SOCK_RAW" in self._tree.text or "UDPServer" in self._tree.text

    def of(self, node: cst.BaseExpression) -> Socket | None:
        """Say what is known of a socket; None if nothing tells that the expression is one."""
        origins = self._origins.of(node)
        if not origins.found:
            return self._by_use(node)
        transports = {each.transport for each in origins.found}
        doubts = [each.doubt for each in origins.found if each.doubt]
        doubt = origins.doubt or (min(doubts) if doubts else None)
        transport = transports.pop() if len(transports) == 1 else Transport.UNKNOWN
        if transport is Transport.UNKNOWN and Transport.DATAGRAM not in transports:
            transport = Transport.STREAM if self.methods(node) & ONLY_OF_STREAMS else transport
        return Socket(transport, frozenset(each.node for each in origins.found), doubt)

    def gives_chunks(self, node: cst.BaseExpression) -> bool:
        """Whether `node` is, as far as can be told, the socket of a stream, of which `recv` gives what has arrived."""
        socket = self.of(node)
        if socket is not None and socket.transport is not Transport.UNKNOWN:
            return socket.transport is Transport.STREAM
        is_likely = socket is not None or (self._has_sockets and not self._has_others)
        return is_likely and not self.makes_datagrams

    def blocking(self, node: cst.BaseExpression) -> tuple[Blocking, str]:
        """Say whether operations of the socket `node` wait until they are done; if not, why."""
        return self._document.fact(Modes).of(node)

    def _by_use(self, node: cst.BaseExpression) -> Socket | None:
        if not self._has_sockets or self._has_others or self._is_own_object(node):
            return None
        methods = self.methods(node)
        if methods & DATAGRAM_METHODS:
            return Socket(Transport.DATAGRAM, frozenset(), "only its use shows that it is a socket")
        if not methods & (ONLY_OF_SOCKETS | ONLY_OF_STREAMS):
            return None
        transport = Transport.STREAM if methods & ONLY_OF_STREAMS else Transport.UNKNOWN
        return Socket(transport, frozenset(), "only its use shows that it is a socket")

    def _is_own_object(self, node: cst.BaseExpression) -> bool:
        """Whether a variable may hold an object of one of the program's own classes."""
        values = assigned_values(self._document, node)
        for binding in self._scopes.bindings_of(node) if isinstance(node, cst.Name) else ():
            if isinstance(binding.node, cst.Param):
                values += self._arguments.given_to(binding.node)
        return any(
            isinstance(value, cst.Call) and self._kinds.classes.named(value.func) is not None for value in values
        )

    def methods(self, node: cst.BaseExpression) -> set[str]:
        """Name the methods that the program calls on the variable or attribute that `node` is."""
        if self._used is None:
            self._used = {}
            for call in self._tree.of_kind(cst.Call):
                if isinstance(call.func, cst.Attribute) and not self._scopes.qualified_all(call.func):
                    self._used.setdefault(identity(self._document, call.func.value), set()).add(call.func.attr.value)
        owner = identity(self._document, node)
        return self._used.get(owner, set()) if owner is not None else set()
