"""Say how long to wait for a peer that does not answer.

Without a timeout a call waits for as long as the connection stands, and a peer whose machine was switched off, or
whose packets a firewall drops, never ends it: the program hangs, for days, in a place where nobody thought it could.

     from urllib.request import urlopen

    -page = urlopen("http://localhost:8000/").read()
    +NETWORK_TIMEOUT = 60
    +
    +page = urlopen("http://localhost:8000/", timeout=NETWORK_TIMEOUT).read()

The value is a constant of the module, in seconds, so that there is one place to set it. Where the module already has a
number called `TIMEOUT`, or so (`DEFAULT_TIMEOUT`, `SOCKET_TIMEOUT`, …), that one is taken.

Looked at are `socket.create_connection`, `urlopen`, `requests`, and the clients of the standard library: ftplib,
http.client, imaplib, nntplib, poplib, smtplib, telnetlib (by their old names, too). Unsafe, because a minute may be too
short for this peer, and the program must be ready for the exception. To be done by hand where the client knows no
timeout in this version of Python (`imaplib` before 3.9, …): `socket.setdefaulttimeout`, or `settimeout` on its socket.
Left alone: calls with a timeout, `None` included, calls with arguments that are not written out, and programs that call
`socket.setdefaulttimeout` or set an alarm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Scope

_NAME = "NETWORK_TIMEOUT"
_SECONDS = 60
_TIMEOUT_NAME = re.compile(r"(?:[A-Z]+_)*TIMEOUT(?:_SECONDS|_SECS?)?")


@dataclass(frozen=True, slots=True)
class _Client:
    """A call that waits: at which place it takes a timeout, and since which version of Python (2, 3 or neither).

    `least` is how many arguments it has when it connects: with fewer, it connects later.
    """

    place: int
    least: int = 1
    in_python2: bool = True
    in_python3: bool = True


_REQUESTS = "get options head post put patch delete request"
#: Sources: the library references of Python 2.7 and 3.13, of requests 2.32. A place of 99: by keyword only.
_CLIENTS = {
    "socket.create_connection": _Client(1),
    "urllib.request.urlopen": _Client(2),
    "urllib2.urlopen": _Client(2),
    "six.moves.urllib.request.urlopen": _Client(2),
    "ftplib.FTP": _Client(4),
    "ftplib.FTP_TLS": _Client(6),
    "http.client.HTTPConnection": _Client(2),
    "http.client.HTTPSConnection": _Client(4),
    "httplib.HTTPConnection": _Client(3),
    "httplib.HTTPSConnection": _Client(5),
    "smtplib.SMTP": _Client(3),
    "smtplib.SMTP_SSL": _Client(5),
    "smtplib.LMTP": _Client(99, in_python2=False),
    "poplib.POP3": _Client(2),
    "poplib.POP3_SSL": _Client(4, in_python2=False),
    "imaplib.IMAP4": _Client(2, in_python2=False),
    "imaplib.IMAP4_SSL": _Client(99, in_python2=False),
    "telnetlib.Telnet": _Client(2),
    "nntplib.NNTP": _Client(99, in_python2=False),
    "nntplib.NNTP_SSL": _Client(99, in_python2=False),
    **{f"requests.{name}": _Client(99) for name in _REQUESTS.split()},
}
_GUARDS = frozenset(
    {"socket.setdefaulttimeout", "signal.alarm", "signal.setitimer", "gevent.Timeout", "eventlet.Timeout"}
)
_BY_HAND = "it takes none here: call socket.setdefaulttimeout, or settimeout on its socket"


class MissingTimeout(Codemod):
    """Adds `timeout=` to calls that wait for a peer."""

    needles = (
        rb"\b(?:urlopen|create_connection|requests|ftplib|httplib|http\.client|imaplib|poplib|nntplib|smtplib|telnetlib)\b",
        rb"\bfrom\s+http\s+import\b",
    )

    def finish(self) -> None:
        """Look at all calls, unless the program guards itself in another way."""
        calls = self.tree.of_kind(cst.Call)
        names = {call: self.scopes.qualified(call.func) for call in calls}
        if not _GUARDS.isdisjoint(name for name in names.values() if name):
            return
        for call, name in names.items():
            client = _CLIENTS.get(name or "")
            if name is not None and client is not None and self._waits(call, client):
                self._report(call, name, client)

    def _waits(self, call: cst.Call, client: _Client) -> bool:
        """Whether a call connects, and no timeout is among its arguments."""
        if any(each.star for each in call.args) or len(call.args) < client.least:
            return False
        keywords = {each.keyword.value for each in call.args if each.keyword is not None}
        return "timeout" not in keywords and sum(each.keyword is None for each in call.args) <= client.place

    def _report(self, call: cst.Call, name: str, client: _Client) -> None:
        message = f"`{name}` waits for ever if the peer does not answer"
        takes = client.in_python2 if self.document.dialect is Dialect.PYTHON2 else client.in_python3
        constant = self._constant(call) if takes else None
        if constant is None:
            self.report(call, None, manual("give it a timeout" if takes else _BY_HAND), message)
            return
        value, edits = constant
        verdict = unsafe("only a person knows how long this peer may take")
        self.report(call, None, verdict, message, edits=[*edits, self._argument(call, value)])

    def _argument(self, call: cst.Call, value: str) -> Edit:
        """Give the edit that adds the argument behind the last one."""
        end = self.tree.span(call.args[-1].value)[1]
        return Edit(end, end, f", timeout={value}")

    def _constant(self, call: cst.Call) -> tuple[str, list[Edit]] | None:
        """Give the constant that says how long to wait, and the edit that adds it; None if there is no place for it."""
        known = sorted(name for name in self.scopes.module.names if self._is_timeout(self.scopes.module, name))
        here = self.scopes.scope_of(call)
        for name in known:
            if self.scopes.owner(name, here) is self.scopes.module and self._is_before(name, call):
                return name, []
        taken = any(node.value == _NAME for node in self.tree.of_kind(cst.Name))
        return None if taken else self._added(call)

    def _is_timeout(self, module: Scope, name: str) -> bool:
        """Whether a variable of the module is a timeout: called so, and a number that is assigned once."""
        bindings = module.bindings(name)
        value = bindings[0].value if len(bindings) == 1 else None
        return _TIMEOUT_NAME.fullmatch(name) is not None and isinstance(value, (cst.Integer, cst.Float))

    def _is_before(self, name: str, call: cst.Call) -> bool:
        binding = self.scopes.module.bindings(name)[0].target
        in_function = self.scopes.scope_of(call) is not self.scopes.module
        return in_function or self.tree.span(binding)[0] < self.tree.span(call)[0]

    def _added(self, call: cst.Call) -> tuple[str, list[Edit]] | None:
        """Give the edit that puts the constant in front of the first statement that is no import."""
        from netfix.analysis.network_records import first_behind_imports, spaced, start_of  # noqa: PLC0415 - imports LibCST

        statement = first_behind_imports(self.tree.module)
        if statement is None or self.tree.span(call)[0] < self.tree.position(statement)[0]:
            return None
        start = start_of(self.tree, statement)
        is_definition = isinstance(statement, (cst.FunctionDef, cst.ClassDef))
        after = "\n\n\n" if is_definition else "\n\n"
        return _NAME, [Edit(start, start, spaced(self.document, start, f"{_NAME} = {_SECONDS}{after}", blank=1))]
