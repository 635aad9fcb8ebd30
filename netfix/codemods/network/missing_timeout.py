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

Looked at are `socket.create_connection`, sockets of the program's own (`settimeout` goes in front of `connect`, or of
a `sendto` whose answer may be lost), `urlopen` and openers, requests and its sessions, urllib3, httplib2, and the
clients of the standard library: ftplib, http.client, imaplib, nntplib, poplib, smtplib, telnetlib, xmlrpc.client (by
their old names, too). Unsafe, because a minute may be too short for this peer, and the program must be ready for the
exception; a socket's timeout also holds for all that it receives later. To be done by hand where the client knows no
timeout in this version of Python (`imaplib` before 3.9, `ServerProxy`, …): `socket.setdefaulttimeout`, or `settimeout`
on its socket. Left alone: calls with a timeout, `None` included, calls with arguments that are not written out,
programs that call `socket.setdefaulttimeout`, set an alarm or wait with `select`, local sockets (`AF_UNIX`), and
programs that connect to themselves.

How long is up to you: `seconds` in `[tool.netfix.codemods.missing-timeout]` of pyproject.toml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.expressions import is_name
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst
from netfix.engine.options import Option

if TYPE_CHECKING:
    from netfix.analysis.network.clients import Client
    from netfix.analysis.network.connects import Wait
    from netfix.engine.document import Document
    from netfix.engine.scopes import Scope

_NAME = "NETWORK_TIMEOUT"
_TIMEOUT_NAME = re.compile(r"(?:[A-Z]+_)*TIMEOUT(?:_SECONDS|_SECS?)?")


_DOUBT = "only a person knows how long this peer may take"
_BY_HAND = "it takes none here: call socket.setdefaulttimeout, or settimeout on its socket"


class MissingTimeout(Codemod):
    """Adds `timeout=`, or a `settimeout`, where a program waits for a peer."""

    options = (Option("seconds", 60, "How many seconds to wait for a peer, in the constant that is added."),)

    noqa = ("S113",)
    needles = (
        rb"\b(?:urlopen|create_connection|requests|ftplib|httplib|http\.client|imaplib|poplib|nntplib|smtplib|telnetlib)\b",
        rb"\bfrom\s+http\s+import\b|\bsocket\b|\bServerProxy\b|\burlretrieve\b|\bbuild_opener\b",
        rb"\b(?:PoolManager|Http)\b",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether anything may wait for a peer."""
        from netfix.analysis.network.candidates import may_wait_for_ever  # noqa: PLC0415 - for candidates only

        return may_wait_for_ever(document)

    def finish(self) -> None:
        """Look at all calls, unless the program guards itself in another way."""
        from netfix.analysis.network.clients import CLIENTS, GUARDS  # noqa: PLC0415 - with the codemod's work only
        from netfix.analysis.network.connects import unlimited_waits  # noqa: PLC0415 - imports LibCST

        calls = self.tree.of_kind(cst.Call)
        names = {call: self.scopes.qualified(call.func) for call in calls}
        if not GUARDS.isdisjoint(name for name in names.values() if name):
            return
        for call, name in names.items():
            if self._is_given_socket(call):
                continue
            client = CLIENTS.get(name) if name is not None else None
            if name is not None and client is not None and self._waits(call, name, client):
                self._report(call, name, client)
            elif name is None and (found := self._of_method(call)) is not None and self._waits(call, *found):
                self._report(call, *found)
        for wait in unlimited_waits(self.document):
            self._report_socket(wait)

    def _is_given_socket(self, call: cst.Call) -> bool:
        """Whether a connection is given a socket that is connected already: `connection.sock = …`."""
        statement = self.tree.parent(call)
        variable = statement.targets[0].target if isinstance(statement, cst.Assign) else None
        if not isinstance(variable, cst.Name):
            return False
        given = (node for node in self.tree.of_kind(cst.AssignTarget) if isinstance(node.target, cst.Attribute))
        scope = self.scopes.lookup(variable)
        return any(
            isinstance(node.target, cst.Attribute)
            and node.target.attr.value == "sock"
            and is_name(node.target.value, variable.value)
            and self.scopes.scope_of(node) is scope
            for node in given
        )

    def _of_method(self, call: cst.Call) -> tuple[str, Client] | None:
        """Give the method of a client that a call calls, and how it is told."""
        from netfix.analysis.network.clients import METHODS  # noqa: PLC0415 - with the codemod's work only
        from netfix.analysis.network.variables import assigned_values  # noqa: PLC0415 - imports LibCST

        if not isinstance(call.func, cst.Attribute):
            return None
        receiver, method = call.func.value, call.func.attr.value
        if f"{self.tree.source(receiver)}.mount(" in self.tree.text:
            return None  # by an adapter that may set one
        values = [receiver] if isinstance(receiver, cst.Call) else assigned_values(self.document, receiver)
        for made in values:
            known = METHODS.get(self.scopes.qualified(made.func) or "", {}) if isinstance(made, cst.Call) else {}
            if method in known:
                return self.tree.source(call.func), known[method]
        return None

    def _waits(self, call: cst.Call, name: str, client: Client) -> bool:
        """Whether a call connects, and no timeout is among its arguments."""
        from netfix.analysis.network.clients import MAY_BE_BARE  # noqa: PLC0415 - with the codemod's work only

        is_bare = not call.args and name not in MAY_BE_BARE
        if any(each.star for each in call.args) or (is_bare and not (client.connects_later and self._connects(call))):
            return False
        keywords = {each.keyword.value for each in call.args if each.keyword is not None}
        return "timeout" not in keywords and sum(each.keyword is None for each in call.args) <= client.place

    def _connects(self, call: cst.Call) -> bool:
        """Whether the variable to which a client goes is then connected, without a timeout of its own."""
        target = self.tree.parent(call)
        name = target.targets[0].target if isinstance(target, cst.Assign) else None
        if not isinstance(name, cst.Name) or f"{name.value}.timeout" in self.tree.text:
            return False
        connects = (
            each for each in self.tree.of_kind(cst.Call) if self.tree.source(each.func) == f"{name.value}.connect"
        )
        return all("timeout" not in self.tree.source(each) for each in connects)

    def _report(self, call: cst.Call, name: str, client: Client) -> None:
        message = f"`{name}` waits for ever if the peer does not answer"
        takes = client.in_python2 if self.document.dialect is Dialect.PYTHON2 else client.in_python3
        constant = self._constant(call) if takes else None
        if constant is None:
            self.report(call, None, manual("give it a timeout" if takes else _BY_HAND), message)
            return
        value, edits = constant
        self.report(call, None, unsafe(_DOUBT), message, edits=[*edits, self._argument(call, value)])

    def _report_socket(self, wait: Wait) -> None:
        """Report a socket that waits, and have it told in front of the call, if that is a statement of its own."""
        from netfix.analysis.network.blocks import line_before  # noqa: PLC0415 - imports LibCST

        statement = self.tree.statement(wait.call)
        constant = self._constant(wait.call) if isinstance(statement, cst.SimpleStatementLine) else None
        if statement is not None and constant is not None and not self._is_repeated(wait):
            value, edits = constant
            line = line_before(self.document, statement, f"{self.tree.source(wait.receiver)}.settimeout({value})")
            if line is not None:
                self.report(wait.call, None, unsafe(_DOUBT), wait.message, edits=[*edits, line])
                return
        self.report(wait.call, None, manual("call its settimeout before"), wait.message)

    def _is_repeated(self, wait: Wait) -> bool:
        """Whether the call stands in a loop in which the socket is not made: the timeout belongs in front of that."""
        statement = self.tree.statement(wait.call)
        loops = [each for each in self.tree.ancestors(wait.call) if isinstance(each, (cst.For, cst.While))]
        bindings = self.scopes.bindings_of(wait.receiver) if isinstance(wait.receiver, cst.Name) else ()
        made = [binding.node for binding in bindings]
        return statement is None or any(
            not any(loop in self.tree.ancestors(node) for node in made) for loop in loops if made
        )

    def _argument(self, call: cst.Call, value: str) -> Edit:
        """Give the edit that adds the argument behind the last one."""
        if not call.args:
            end = self.tree.span(call)[1] - 1
            return Edit(end, end, f"timeout={value}")
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
        from netfix.analysis.network.records import first_behind_imports, spaced, start_of  # noqa: PLC0415 - imports LibCST

        statement = first_behind_imports(self.tree.module)
        if statement is None or self.tree.span(call)[0] < self.tree.position(statement)[0]:
            return None
        start = start_of(self.tree, statement)
        is_definition = isinstance(statement, (cst.FunctionDef, cst.ClassDef))
        after = "\n\n\n" if is_definition else "\n\n"
        return _NAME, [
            Edit(start, start, spaced(self.document, start, f"{_NAME} = {self.option('seconds')}{after}", blank=1))
        ]
