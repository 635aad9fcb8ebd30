"""Do not offer everybody what asks nobody who they are.

An empty address, or 0.0.0.0, means all addresses of the host: whoever reaches it over any network can connect. That
is right for a server that knows whom it serves, and not for a debugger, an XML-RPC server, or a protocol which
unpickles or evaluates what it is sent.

     from xmlrpc.server import SimpleXMLRPCServer

    !server = SimpleXMLRPCServer(("", 8765))
     server.register_instance(Files())
     server.serve_forever()

Reported for XML-RPC servers in files that nowhere mention authentication, a key or TLS; for web applications that are
run with their debugger; for RPyC's classic servers; and for servers whose file loads pickles of, or evaluates, what it
received. To be mended by hand: bind to 127.0.0.1 or to an address of the inner network, or ask for credentials first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.network.listening import RPYC, SERVER_MODULES
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import is_name
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.listening import Listener
    from netfix.engine.document import Document

_ASKS_WHO = re.compile(
    r"auth|password|credential|hmac|ssl|tls|allowed_(?:hosts|ips|addresses)|verify_request", re.IGNORECASE
)
_XMLRPC = ("SimpleXMLRPCServer", "DocXMLRPCServer")
_CLASSIC = re.compile(r"\b(?:Classic|Slave)Service\b")
_DEBUG = re.compile(r"^[ \t]*\w+\.(?:debug|config\[['\"]DEBUG['\"]\])\s*=\s*True\b", re.MULTILINE)
_DEBUGGERS = frozenset({"debug", "use_debugger", "use_evalex"})
_RUNS = {
    **{f"{module}.{name}": "unpickles" for module in ("pickle", "cPickle") for name in ("load", "loads", "Unpickler")},
    "marshal.loads": "unmarshals",
    "marshal.load": "unmarshals",
}


class BindAll(Codemod):
    """Looks at servers that are bound to all addresses."""

    noqa = ("S104",)
    needles = (
        rb"['\"]0\.0\.0\.0['\"]",
        rb"\(\s*(?:''|\"\")\s*,",
        rb"(?i:host\w*|addr\w*|interface|ip)\s*=\s*(?:''|\"\")",
        rb"['\"]::['\"]",
        rb"\blisten(?:TCP|SSL)\b",
        rb"INADDR_ANY",
        rb"\bstart_server\b|\bcreate_server\b|\brpyc\b",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a server that everybody reaches may do something dangerous."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.candidates import may_receive  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.possible_listeners import may_debug, possible_listeners  # noqa: PLC0415 - as above

        names, listeners = document.fact(possible_names), document.fact(possible_listeners)
        if names is None or listeners is None:
            return True
        is_switched_on = _DEBUG.search(document.text) is not None
        if any(may_debug(call, _DEBUGGERS, is_switched_on=is_switched_on) for call in listeners.everywhere):
            return True
        if not listeners.everywhere or _ASKS_WHO.search(document.text):
            return False
        classes = {f"{module}.{name}" for module in SERVER_MODULES for name in _XMLRPC}
        if any(names.may_be(call.func, classes | RPYC) for call in listeners.everywhere):
            return True
        runs = names.may_call(_RUNS) or names.may_call_builtin("eval", "exec")
        return runs and may_receive(names)

    def finish(self) -> None:
        """Look at all calls that bind an address."""
        from netfix.analysis.network.listening import Listening  # noqa: PLC0415 - imports LibCST

        for listener in self.document.fact(Listening).listeners:
            danger = self._danger(listener) if listener.is_everywhere else None
            if danger is not None:
                message = f"everybody who reaches this host can connect, and {danger}"
                self.report(listener.call, None, manual("bind to 127.0.0.1, or ask who it is first"), message)

    def _danger(self, listener: Listener) -> str | None:
        """Say what a server lets everybody do; None if nothing is known."""
        if any(self._switches_on(argument) for argument in listener.call.args) or self._debugs(listener):
            return "the debugger runs what they type"
        if _ASKS_WHO.search(self.tree.text) or listener.function == "run":
            return None
        if listener.function.rpartition(".")[2] in _XMLRPC:
            return "XML-RPC does not ask who calls"
        if listener.function.startswith("rpyc.") and _CLASSIC.search(self.tree.source(listener.call)):
            return "a classic RPyC service runs what they send"
        return self._runs_what_it_receives()

    def _switches_on(self, argument: cst.Arg) -> bool:
        keyword = argument.keyword
        return keyword is not None and keyword.value in _DEBUGGERS and is_name(argument.value, "True")

    def _debugs(self, listener: Listener) -> bool:
        """Whether a web application that is run has its debugger switched on: by the third argument, or before."""
        if listener.function != "run":
            return False
        third = [each.value for each in listener.call.args[2:3] if each.keyword is None]
        return any(is_name(each, "True") for each in third) or _DEBUG.search(self.tree.text) is not None

    def _runs_what_it_receives(self) -> str | None:
        from netfix.analysis.network.data import NetworkData  # noqa: PLC0415 - imports LibCST

        for call in self.tree.of_kind(cst.Call):
            name = self.scopes.qualified(call.func) or ""
            verb = _RUNS.get(name) or ("evaluates" if self._evaluates(call) else None)
            if verb and call.args and self.document.fact(NetworkData).source(call.args[0].value) is not None:
                return f"the server {verb} what they send"
        return None

    def _evaluates(self, call: cst.Call) -> bool:
        return any(self.scopes.is_builtin(call.func, name) for name in ("eval", "exec"))
