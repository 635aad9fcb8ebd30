"""Where a program may listen, told by its outline: never less than `Listening` says, and sometimes more."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.analysis.network.candidates import method_of, methods_called
from netfix.analysis.network.listening import (
    EVERYWHERE,
    HOST_ARGUMENTS,
    INTERFACE,
    LOOPBACK,
    PAIR,
    RPYC,
    SERVER_MODULES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

_COMMENTS_AND_TEXTS = re.compile(r"#.*|\"[^\"]*\"|'[^']*'")


class PossibleListeners:
    """The calls of a program that may bind an address which is written out."""

    def __init__(self, names: PossibleNames) -> None:
        self._names = names

    @cached_property
    def everywhere(self) -> list[ast.Call]:
        """Those that may bind all addresses of the machine."""
        return [call for call, hosts in self._hosts if hosts & EVERYWHERE]

    @cached_property
    def loopback(self) -> list[ast.Call]:
        """Those that may bind an address which only the machine itself reaches."""
        return [
            call for call, hosts in self._hosts if any(host in LOOPBACK or host.startswith("127.") for host in hosts)
        ]

    @cached_property
    def _hosts(self) -> list[tuple[ast.Call, frozenset[str]]]:
        listens = "listen" in methods_called(self._names)
        calls = self._names.outline.of_kind(ast.Call)
        return [(call, frozenset(self._bound(call, listens=listens))) for call in calls]

    def _bound(self, call: ast.Call, *, listens: bool) -> Iterator[str]:
        """Give the hosts to which a call may bind."""
        if any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords):
            return
        method = method_of(call)
        if method == "bind" and listens:
            yield from self._of_pair(call, "address")
        elif method in {"listenTCP", "listenSSL"}:
            yield from self._of_argument(call, "interface", INTERFACE + (method == "listenSSL"), "")
        elif method == "create_server":
            yield from self._of_argument(call, "host", 1, None)
        elif method == "run":
            for place in {0, len(call.args)}:
                yield from self._of_argument(call, "host", place, None)
        found = self._names.of(call.func)
        if found is None:
            yield from ("", "localhost")
        for name in found or ():
            yield from self._of_named(call, name)

    def _of_named(self, call: ast.Call, name: str) -> Iterator[str]:
        if name.rpartition(".")[0] in SERVER_MODULES and name.endswith("Server"):
            yield from self._of_pair(call, "server_address")
        elif name == "socket.create_server":
            yield from self._of_pair(call, "address")
        elif name in HOST_ARGUMENTS:
            place, default = HOST_ARGUMENTS[name]
            yield from self._of_argument(call, "hostname" if "run_simple" in name else "host", place, default)
        elif name in RPYC:
            yield from self._of_argument(call, "hostname", 1, "")

    def _of_pair(self, call: ast.Call, keyword: str) -> Iterator[str]:
        for given in _arguments(call, keyword, 0):
            for value in self._values(given):
                if isinstance(value, ast.Tuple) and len(value.elts) >= PAIR:
                    yield from self._texts(value.elts[0])

    def _of_argument(self, call: ast.Call, keyword: str, place: int, default: str | None) -> Iterator[str]:
        given = _arguments(call, keyword, place)
        is_none = any(isinstance(each, ast.Constant) and each.value is None for each in given)
        if default is not None and (not given or is_none):
            yield default
        for each in given:
            yield from self._texts(each)

    def _values(self, node: ast.expr) -> list[ast.expr]:
        """Give what a variable may be assigned; of another expression, itself."""
        return self._names.assigned.get(node.id, []) if isinstance(node, ast.Name) else [node]

    def _texts(self, node: ast.expr) -> Iterator[str]:
        """Give the texts that an expression may stand for."""
        for value in self._values(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
            elif self._names.may_be(value, {"socket.INADDR_ANY"}):
                yield ""


def _arguments(call: ast.Call, keyword: str, place: int) -> list[ast.expr]:
    """Give what may be meant by an argument: at its place, or by its name."""
    return [*call.args[place : place + 1], *(each.value for each in call.keywords if each.arg == keyword)]


def possible_listeners(document: Document) -> PossibleListeners | None:
    """Give the calls that may bind an address; None if there is no outline of the text."""
    names = document.fact(possible_names)
    return None if names is None else PossibleListeners(names)


def may_speak_of_others(document: Document, public: re.Pattern[str]) -> bool:
    """Whether a program that may listen to itself alone says somewhere, in such words, that others can connect."""
    names, listeners = document.fact(possible_names), document.fact(possible_listeners)
    if names is None or listeners is None:
        return True
    if not listeners.loopback:
        return False
    parts = [part for line in document.text.splitlines() for part in _COMMENTS_AND_TEXTS.findall(line)]
    prose = "\n".join(part for part in parts if part.strip("\"'") not in LOOPBACK)
    statements = (each.value for each in names.outline.of_kind(ast.Expr))
    documented = (each.value for each in statements if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return any(public.search(text) for text in (prose.replace("\n#", "\n"), *documented))


def may_debug(call: ast.Call, keywords: frozenset[str], *, is_switched_on: bool) -> bool:
    """Whether a call runs a web application with its debugger: by such a keyword, by its third argument, or before."""
    if any(each.arg in keywords and _is_true(each.value) for each in call.keywords):
        return True
    return method_of(call) == "run" and (is_switched_on or any(map(_is_true, call.args[2:3])))


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
