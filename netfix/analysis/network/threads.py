"""Sockets on which one thread waits: which variables and attributes a thread's function receives from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.variables import identity
from netfix.analysis.values.kinds import Kinds
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_WAITING = frozenset({"recv", "recv_into", "recvfrom", "accept"})
_THREADS = frozenset({"threading.Thread", "Thread"})


class Threads:
    """Finds the functions that run as threads. `waits_on` is what codemods ask."""

    def __init__(self, document: Document) -> None:
        """Look at one program."""
        self._tree = document.tree
        self._scopes = document.scopes
        self._kinds = document.fact(Kinds)
        self._arguments = document.fact(Arguments)
        self._document = document
        self.functions = frozenset(self._targets()) | frozenset(self._runs())
        #: What stands for a socket -> the thread functions that wait for something to come from it.
        self._waiting: dict[object, frozenset[cst.FunctionDef]] = {}
        for call in document.tree.of_kind(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value in _WAITING:
                self._note(call.func.value)

    def function_around(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """Give the innermost function in which a node stands."""
        return next((each for each in self._tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)

    def waits_on(self, node: cst.BaseExpression) -> cst.FunctionDef | None:
        """Give a thread's function that waits on the socket `node` stands for, if `node` is not part of it itself."""
        owner = identity(self._document, node)
        here = self.function_around(node)
        found = self._waiting.get(owner, frozenset[cst.FunctionDef]())
        return next((function for function in found if function is not here and here not in found), None)

    def _note(self, receiver: cst.BaseExpression) -> None:
        function = self.function_around(receiver)
        if function not in self.functions or not self._repeats(receiver, function):
            return
        owner = identity(self._document, receiver)
        if owner is not None:
            self._add(owner, function)
        if isinstance(receiver, cst.Name):
            for binding in self._scopes.bindings_of(receiver):
                given = self._arguments.given_to(binding.node) if isinstance(binding.node, cst.Param) else []
                for value in given:
                    passed = identity(self._document, value)
                    if passed is not None:
                        self._add(passed, function)

    def _add(self, owner: object, function: cst.FunctionDef) -> None:
        self._waiting[owner] = self._waiting.get(owner, frozenset()) | {function}

    def _repeats(self, receiver: cst.BaseExpression, function: cst.FunctionDef) -> bool:
        """Whether a function waits again and again; one that waits once is mostly done when its socket is closed."""
        around = list(self._tree.ancestors(receiver))
        inside = around[: around.index(function)]
        return any(isinstance(each, (cst.While, cst.For)) for each in inside)

    def has_joined(self, node: cst.CSTNode) -> bool:
        """Whether the function around `node` waits for a thread to end before."""
        function = self.function_around(node)
        place = self._tree.span(node)[0]
        joins = (call for call in self._tree.of_kind(cst.Call) if last_name(call.func) == "join")
        return any(self.function_around(call) is function and self._tree.span(call)[0] < place for call in joins)

    def _targets(self) -> list[cst.FunctionDef]:
        """Give the functions that are handed to `Thread(target=…)` and `start_new_thread(…)`."""
        found: list[cst.FunctionDef] = []
        for call in self._tree.of_kind(cst.Call):
            name = (self._scopes.qualified(call.func) or "").rpartition(".")[2]
            if name == "Thread":
                values = [
                    each.value for each in call.args if each.keyword is not None and each.keyword.value == "target"
                ]
            elif name == "start_new_thread":
                values = [each.value for each in call.args[:1]]
            else:
                continue
            found += (function for value in values if (function := self._arguments.definition(value)) is not None)
        return found

    def _runs(self) -> list[cst.FunctionDef]:
        """Give the `run` methods of classes of threads."""
        found: list[cst.FunctionDef] = []
        for definition in self._tree.of_kind(cst.ClassDef):
            bases = [self._scopes.qualified(base.value) for base in definition.bases]
            if any(base in _THREADS for base in bases):
                found += (
                    each
                    for each in definition.body.body
                    if isinstance(each, cst.FunctionDef) and each.name.value == "run"
                )
        return found
