"""Which calls receive, and which pass on what was received."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network import sources
from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.origins import OriginFinder
from netfix.analysis.network.source import Form, Source, read_from
from netfix.analysis.network.variables import assigned_values, identity
from netfix.analysis.values.kinds import Kinds
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.data import NetworkData
    from netfix.engine.document import Document


class CallSources:
    """Looks up the sources of what calls return, for `NetworkData`."""

    def __init__(self, document: Document, data: NetworkData) -> None:
        """Prepare for one program."""
        self._document = document
        self._data = data
        self._tree = document.tree
        self._scopes = document.scopes
        self._packages = document.scopes.imported_packages
        self._outcomes = document.fact(Kinds).outcomes
        self._arguments = document.fact(Arguments)

    def of_variable(self, node: cst.CSTNode, key: cst.BaseExpression | None) -> Source | None:
        """Give the request as a source if a variable of the environment is one that a web server fills from it."""
        name = literal_string(key) if key is not None else None
        if name is not None and sources.CGI_VARIABLES.fullmatch(name):
            return Source(node, "a web request", Form.TEXT)
        return None

    def of(self, call: cst.Call) -> Source | None:
        """Give the source of what a call returns."""
        function = call.func
        qualified = self._scopes.qualified(function)
        if qualified in sources.SOURCE_CALLS:
            return Source(call, sources.SOURCE_CALLS[qualified], Form.OBJECT)
        if qualified in {"os.environ.get", "os.getenv"}:
            return self.of_variable(call, call.args[0].value if call.args else None)
        name = last_name(function)
        if isinstance(function, cst.Attribute) and qualified is None:
            return self._of_method(call, function, name)
        if name in sources.PASSING_CALLS:
            found = self._of_receiver(call, name) or self._data.first(each.value for each in call.args)
            if found is not None and name.endswith("IO"):
                return replace(found, form=Form.OBJECT)
            if found is not None and name == "loads":
                return replace(found, form=Form.OBJECT)  # a dictionary, or a list, of what came
            if name in {"partial", "iter", "TextIOWrapper", "wait_for", "match", "search", "fullmatch"}:
                return found
            return read_from(found, is_text=name in {"str", "unicode", "unquote", "unquote_plus"})
        return self._of_outcome(call)

    def _of_method(self, call: cst.Call, function: cst.Attribute, name: str) -> Source | None:
        if self._receives(call, name):
            is_local = self._is_local(function.value)
            form = Form.OBJECT if name in sources.GIVING_OBJECTS or name == "recv_multipart" else Form.BYTES
            is_binary = any("b" in (literal_string(each.value) or "") for each in call.args)
            gives_text = name == "makefile" and not is_binary
            return None if is_local else Source(call, self._tree.source(function), form, gives_text=gives_text)
        if self._is_made_by(function.value, sources.PROXIES):
            return Source(call, "a remote call", Form.TEXT)
        if name in sources.SESSION_METHODS and self._is_made_by(function.value, sources.SESSIONS):
            return Source(call, self._tree.source(function), Form.OBJECT)
        if name in sources.PASSING_METHODS and not _gives_number(call):
            found = self._data.follow(function.value)
            if found is None and name == "join":
                return read_from(self._data.first(each.value for each in call.args))
            is_text = name in sources.GIVING_TEXT or (name in {"get", "pop", "items"} and found is not None)
            return read_from(found, is_text=is_text)
        if name in sources.PASSING_CALLS and name not in {"match", "search", "findall", "loads"}:
            return self._data.first(each.value for each in call.args)
        return self._of_outcome(call)

    def _of_receiver(self, call: cst.Call, name: str) -> Source | None:
        """Give the source of what `iter(s.recv, …)` and `partial(s.recv, n)` call."""
        receiver = call.args[0].value if call.args and name in {"iter", "partial"} else None
        if isinstance(receiver, cst.Attribute) and receiver.attr.value in sources.RECEIVING:
            return None if self._is_local(receiver.value) else Source(call, self._tree.source(receiver), Form.BYTES)
        return None

    def _receives(self, call: cst.Call, name: str) -> bool:
        if name in sources.RECEIVING and len(call.args) >= sources.RECEIVING[name]:
            return not (name == "getresponse" and call.args)
        return bool(sources.RECEIVING_WITH.get(name, frozenset()) & self._packages)

    def _is_local(self, receiver: cst.BaseExpression) -> bool:
        """Whether a socket connects the program with itself, or with another on the same machine."""
        origins = self._document.fact(OriginFinder).of(receiver).found
        made = [self._tree.source(each.node) for each in origins]
        return any("AF_UNIX" in text or "socketpair" in text for text in made)

    def _is_made_by(self, node: cst.BaseExpression, makers: frozenset[str]) -> bool:
        """Whether a name, or what an attribute is looked up in, is a variable that one of these functions made."""
        while isinstance(node, cst.Attribute) and identity(self._document, node) is None:
            node = node.value
        if isinstance(node, cst.Call):
            return self._scopes.qualified(node.func) in makers
        return any(
            isinstance(each, cst.Call) and self._scopes.qualified(each.func) in makers
            for each in assigned_values(self._document, node)
        )

    def _of_outcome(self, call: cst.Call) -> Source | None:
        """Give the source of what a function or method of the file returns."""
        function = self._arguments.definition(call.func)
        if function is None or not self._data.enters(function):
            return None
        values = [each.value for each in self._outcomes.returns(function) if each.value is not None]
        return self._data.first(values)


def _gives_number(call: cst.Call) -> bool:
    """Whether a call is `data.get(key, 0)`: what has a number as its default is one."""
    return (
        len(call.args) > 1
        and isinstance(call.args[-1].value, (cst.Integer, cst.Float))
        and last_name(call.func) == "get"
    )
