"""Where a program listens, and at which of its machine's addresses.

Sources: the library references of Python 2.7 and 3.13, of Twisted 24, Flask 3, Bottle 0.13 and Werkzeug 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name, literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: Addresses that stand for all of a machine's.
EVERYWHERE = frozenset({"", "0.0.0.0", "::", "<any>"})  # noqa: S104 - what is looked for
#: Addresses that only programs on the same machine reach.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "ip6-localhost"})

SERVER_MODULES = frozenset({
    "SocketServer", "socketserver", "BaseHTTPServer", "SimpleHTTPServer", "http.server", "SimpleXMLRPCServer",
    "xmlrpc.server", "DocXMLRPCServer", "six.moves.socketserver",
})  # fmt: skip
#: Functions that take host and port apart: the place of the host, and its value where it is not given.
HOST_ARGUMENTS = {
    "wsgiref.simple_server.make_server": (0, None),
    "asyncio.start_server": (1, ""),
    "werkzeug.serving.run_simple": (0, None),
    "werkzeug.run_simple": (0, None),
    "bottle.run": (3, "127.0.0.1"),
}
#: RPyC's servers: the host goes by the name `hostname`, and is everywhere where it is not given.
RPYC = frozenset({
    f"rpyc.utils.server.{name}" for name in ("ThreadedServer", "ForkingServer", "ThreadPoolServer", "OneShotServer")
})  # fmt: skip
PAIR = 2
INTERFACE = 3


@dataclass(frozen=True, slots=True)
class Listener:
    """A call that binds an address: `host` as it is written, `function` its dotted name or the method's name."""

    call: cst.Call
    host: str
    function: str

    @property
    def is_everywhere(self) -> bool:
        """Whether other machines reach it at every address."""
        return self.host in EVERYWHERE

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK or self.host.startswith("127.")


class Listening:
    """The calls of a program that bind an address which is written out: `listeners`, in source order."""

    def __init__(self, document: Document) -> None:
        self._scopes = document.scopes
        self._listens = {
            call.func.attr.value for call in document.tree.of_kind(cst.Call) if isinstance(call.func, cst.Attribute)
        }
        found = [(call, *self._listener(call)) for call in document.tree.of_kind(cst.Call)]
        self.listeners = tuple(Listener(call, host, name) for call, host, name in found if host is not None)

    def _listener(self, call: cst.Call) -> tuple[str | None, str]:
        """Give the host to which a call binds, None if it does not bind or if it is not known, and what is called."""
        name = self._scopes.qualified(call.func) or ""
        method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        if any(argument.star for argument in call.args):
            return None, name
        if method == "bind" and "listen" in self._listens:
            return self._host_of_pair(call, "address"), method
        if name.rpartition(".")[0] in SERVER_MODULES and name.endswith("Server"):
            return self._host_of_pair(call, "server_address"), name
        if name == "socket.create_server":
            return self._host_of_pair(call, "address"), name
        if name in HOST_ARGUMENTS:
            place, default = HOST_ARGUMENTS[name]
            return self._host(call, "hostname" if "run_simple" in name else "host", place, default), name
        if name in RPYC:
            return self._host(call, "hostname", 1, ""), name
        if method in {"listenTCP", "listenSSL"}:
            return self._host(call, "interface", INTERFACE + (method == "listenSSL"), ""), method
        if method == "create_server":
            return self._host(call, "host", 1, None), method
        if method == "run":
            is_flask = "flask" in self._scopes.imported_packages
            return self._host(call, "host", 0 if is_flask else len(call.args), None), method
        return None, name

    def _host_of_pair(self, call: cst.Call, keyword: str) -> str | None:
        address = self._argument(call, keyword, 0)
        if isinstance(address, cst.Name):
            address = self._value(address)
        is_pair = isinstance(address, cst.Tuple) and len(address.elements) >= PAIR
        return self._text(address.elements[0].value) if is_pair and isinstance(address, cst.Tuple) else None

    def _host(self, call: cst.Call, keyword: str, place: int, default: str | None) -> str | None:
        given = self._argument(call, keyword, place)
        is_default = given is None or (is_name(given, "None") and default == "")
        return default if is_default or given is None else self._text(given)

    def _argument(self, call: cst.Call, keyword: str, place: int) -> cst.BaseExpression | None:
        for at, argument in enumerate(call.args):
            if argument.keyword is None and at == place:
                return argument.value
            if argument.keyword is not None and argument.keyword.value == keyword:
                return argument.value
        return None

    def _value(self, name: cst.Name) -> cst.BaseExpression | None:
        """Give the one value that a variable has."""
        bindings = self._scopes.bindings_of(name)
        return bindings[0].value if len(bindings) == 1 else None

    def _text(self, node: cst.BaseExpression) -> str | None:
        value = self._value(node) if isinstance(node, cst.Name) else node
        if value is None:
            return None
        if self._scopes.qualified(value) == "socket.INADDR_ANY":
            return ""
        if isinstance(value, cst.SimpleString) and "b" in value.prefix:
            return None
        return literal_string(value)
