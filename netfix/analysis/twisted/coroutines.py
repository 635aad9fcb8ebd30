"""Generators of inlineCallbacks that may become coroutines: what they yield, who uses them, and who cannot be seen.

A coroutine does nothing until somebody awaits it, so every use of such a function must change with it. Functions that
wait for each other change together.
"""

# ruff: noqa: PTH100, PTH119 - paths are compared as the run shows them, which Path would tidy up

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import own_nodes
from netfix.analysis.twisted.deferred_chains import Certainty
from netfix.analysis.twisted.deferred_sources import Sources
from netfix.analysis.twisted.programs import Program
from netfix.analysis.twisted.reactor_functions import EVENTS
from netfix.engine.expressions import dotted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document

INLINE_CALLBACKS = "twisted.internet.defer.inlineCallbacks"
_RETURN_VALUE = "twisted.internet.defer.returnValue"
_TEST_CASE = "twisted.trial._asynctest.TestCase"
_KNOWN_PACKAGES = frozenset({"twisted", "unittest", "zope", "typing", "collections"})
_OF_TESTS = frozenset({"setUp", "tearDown"})

#: Where a function is given to be called later, and the position of it: the result of the first is used, of others not.
_TAKING_RESULT = {"addCallback": 0, "addErrback": 0, "addBoth": 0}
_CALLING = {"callLater": 1, "callWhenRunning": 0, "callFromThread": 0, "deferLater": 2, "maybeDeferred": 0}
_REACT = "twisted.internet.task.react"

#: What is surely no Deferred.
_OTHER_VALUES = (
    cst.BaseNumber, cst.BaseString, cst.Tuple, cst.List, cst.Dict, cst.Set, cst.BaseComp, cst.Comparison,
    cst.FormattedString,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a function: `call` if it is called there, else the call that it is given to, as its argument `at`."""

    node: cst.BaseExpression
    call: cst.Call
    at: int | None = None


@dataclass(slots=True)
class Candidate:
    """A generator, and what stands against making it a coroutine.

    `obstacle` says why it cannot be done, `doubts` why a person should look. Both are clauses.
    """

    function: cst.FunctionDef
    decorator: cst.Decorator
    uses: list[Use] = field(default_factory=list[Use])
    obstacle: str | None = None
    doubts: list[str] = field(default_factory=list[str])


class Coroutines:
    """The generators of a file that may become coroutines."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._classes = document.fact(Classes)
        self._sources = document.fact(Sources)

    @cached_property
    def candidates(self) -> dict[cst.CSTNode, Candidate]:
        """All functions that are decorated with inlineCallbacks and nothing else."""
        found: dict[cst.CSTNode, Candidate] = {}
        for function in self._tree.of_kind(cst.FunctionDef):
            for decorator in function.decorators:
                if self._classes.qualified(decorator.decorator) == INLINE_CALLBACKS:
                    found[function] = self._judged(Candidate(function, decorator))
        return found

    @cached_property
    def groups(self) -> list[list[Candidate]]:
        """Candidates without an obstacle, together with those that they wait for."""
        free = {node: each for node, each in self.candidates.items() if each.obstacle is None}
        group_of = {node: [each] for node, each in free.items()}
        for node, each in free.items():
            for use in each.uses:
                other = self.function_of(use.node)
                if other is not None and other in group_of and group_of[other] is not group_of[node]:
                    joined = group_of[other] + group_of[node]
                    for member in joined:
                        group_of[member.function] = joined
        groups = {id(group): group for group in group_of.values()}.values()
        return [sorted(group, key=lambda each: self._tree.position(each.function)) for group in groups]

    def function_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Give the function in which code runs."""
        around = (each for each in self._tree.ancestors(node) if isinstance(each, (cst.FunctionDef, cst.Lambda)))
        return next(around, None)

    def yields(self, function: cst.FunctionDef) -> list[cst.Yield]:
        """Give what a generator yields."""
        return [each for each in own_nodes(function) if isinstance(each, cst.Yield)]

    def _judged(self, found: Candidate) -> Candidate:
        found.obstacle = self._obstacle_inside(found) or self._look_at_uses(found)
        if found.obstacle is None:
            found.obstacle = self._obstacle_outside(found)
        if found.obstacle is None:
            found.obstacle = self._look_at_others(found)
        return found

    def _obstacle_inside(self, found: Candidate) -> str | None:
        """Say what in a function has no equal in a coroutine."""
        function = found.function
        yields = self.yields(function)
        if len(function.decorators) != 1:
            return "its other decorators see a function that returns a Deferred"
        if function.asynchronous is not None or not yields:
            return "it is no generator"
        if function.returns is not None and generated(function.returns.annotation) is None:
            return "its annotation says what else it returns"
        for each in own_nodes(function):
            if isinstance(each, cst.Call) and self._classes.qualified(each.func) == _RETURN_VALUE:
                return "its result must be returned by `return` first"
        for each in yields:
            value = each.value
            if value is None or isinstance(value, (cst.From, *_OTHER_VALUES)) or self._is_constant(value):
                return f"`{self._tree.source(each)}` hands over what is no Deferred, which `await` refuses"
            source = self._sources.of(value)
            if source is None or source.certainty is not Certainty.KNOWN:
                found.doubts.append(f"`await` fails where `{self._tree.source(value)}` gives something else")
        return None

    @staticmethod
    def _is_constant(value: cst.BaseExpression) -> bool:
        return isinstance(value, cst.Name) and value.value in {"None", "True", "False"}

    def _obstacle_outside(self, found: Candidate) -> str | None:
        """Say who may call a function and expect a Deferred, besides those who are seen."""
        name = found.function.name.value
        owner = self._classes.method_of_self(found.function)
        if owner is not None:
            return self._obstacle_of_method(found, owner)
        scope = self._scopes.scope_of(found.function)
        if scope.reads_unseen or scope.binds_unseen:
            found.doubts.append(f"code that is not written out may use `{name}`")
        return None if len(scope.bindings(name)) == 1 else "its name is bound in several places"

    def _obstacle_of_method(self, found: Candidate, owner: cst.ClassDef) -> str | None:
        name = found.function.name.value
        if name.startswith("__") and name.endswith("__"):
            return "Python calls it by itself"
        if owner.decorators:
            return "the class's decorators may have others call it"
        if self._is_run_by_trial(found.function):
            return None
        above = [each for each in self._classes.ancestors(owner) if each is not owner]
        if not all(self._is_seen(each) for each in (owner, *above)):
            return "a base class that is not seen may call it"
        if name in EVENTS or any(self._is_method_above(each, name) for each in above):
            return "a base class calls it, and expects a Deferred or nothing"
        if any(isinstance(each, str) for each in above) and not name.startswith("_"):
            if not found.uses:
                return "a base class of Twisted may call it"
            found.doubts.append(f"a base class of Twisted may call `{name}`, too")
        if any(self._scopes.is_builtin(call.func, "getattr") for call in self._tree.of_kind(cst.Call)):
            found.doubts.append(f"`getattr` may find `{name}`")
        return None

    def _is_seen(self, owner: cst.ClassDef | str) -> bool:
        """Whether a class is in the run's files with bases that are clear, or Twisted's or the standard library's."""
        if isinstance(owner, str) and owner.partition(".")[0] in _KNOWN_PACKAGES:
            return True
        return self._classes.knows_bases(owner)

    def _is_method_above(self, owner: cst.ClassDef | str, name: str) -> bool:
        return self._classes.method(owner, name) is not None or self._classes.defines(owner, name)

    def _look_at_uses(self, found: Candidate) -> str | None:
        """Note the uses of a function; say which cannot be changed."""
        function = found.function
        name = function.name.value
        owner = self._classes.method_of_self(function)
        nodes: list[cst.BaseExpression]
        if owner is None:
            nodes = [*self._scopes.reads(self._scopes.scope_of(function), name)]
        else:
            body = self._scopes.opened_by(owner)
            nodes = [each for each in self._tree.of_kind(cst.Attribute) if each.attr.value == name]
            nodes += self._scopes.reads(body, name) if body is not None else ()
            same = [each for each in self._tree.of_kind(cst.FunctionDef) if each.name.value == name]
            if len(same) != 1 and (nodes or not self._is_run_by_trial(function)):
                return "another class has a method of that name"
        for node in nodes:
            use = self._use(node)
            if use is None:
                return f"`{self._tree.source(self._tree.parent(node) or node)}` hands it on"
            found.uses.append(use)
        return None

    def _use(self, node: cst.BaseExpression) -> Use | None:
        """Say how a function is used at a place; None if that is not clear."""
        parent = self._tree.parent(node)
        if isinstance(parent, cst.Call) and parent.func is node:
            return Use(node, parent)
        call = self._tree.parent(parent) if isinstance(parent, cst.Arg) else None
        if not isinstance(parent, cst.Arg) or not isinstance(call, cst.Call) or parent.keyword or parent.star:
            return None
        at = next(index for index, each in enumerate(call.args) if each is parent)
        if self._classes.qualified(call.func) == _REACT:
            return Use(node, call, at) if at == 0 else None
        called = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
        places = {**_TAKING_RESULT, **_CALLING}
        is_taken = isinstance(called, cst.Name) and places.get(called.value) == at
        plain = all(each.keyword is None and not each.star for each in call.args)
        return Use(node, call, at) if is_taken and plain else None

    def is_reacting(self, use: Use) -> bool:
        """Whether a function is given to `task.react`, which takes coroutines as well."""
        return self._classes.qualified(use.call.func) == _REACT

    def _look_at_others(self, found: Candidate) -> str | None:
        """Note who else may use a function; say if another file of the run does."""
        function = found.function
        name = function.name.value
        is_nested = any(isinstance(each, cst.FunctionDef) for each in self._tree.ancestors(function))
        if is_nested or self._is_test(function):
            return None
        other = self._other_file(function)
        if other is not None:
            return f"{other} names it, too"
        if not name.startswith("_") and not self._document.fact(Program).runs_reactor:
            found.doubts.append(f"others may call `{name}` and want a Deferred")
        return None

    def _is_run_by_trial(self, function: cst.FunctionDef) -> bool:
        """Whether a function is a test of trial, or what stands before and after one."""
        name = function.name.value
        return self._is_test(function) and (name in _OF_TESTS or name.startswith("test"))

    def _is_test(self, function: cst.FunctionDef) -> bool:
        owner = self._classes.method_of_self(function)
        return owner is not None and self._classes.inherits(owner, _TEST_CASE)

    def _other_file(self, function: cst.FunctionDef) -> str | None:
        """Give another file of the run that may use a function: it names its module too, or calls such a method."""
        project, own = self._document.project, self._document.path
        is_method = self._classes.method_of_self(function) is not None
        before = r"""[.'"]""" if is_method else ""
        name = re.compile(rf"{before}\b{re.escape(function.name.value)}\b")
        folder, file = os.path.split(os.path.abspath(own))
        module = os.path.basename(folder) if file == "__init__.py" else file.partition(".")[0]
        for path in project.files if project is not None else ():
            source = project.source(path) if project is not None and path != own else None
            if source is not None and (is_method or module in source.text) and name.search(source.text):
                return path
        return None


def generated(annotation: cst.BaseExpression) -> cst.BaseExpression | None:
    """Give the third of `Generator[Deferred, object, str]`: what such a generator returns; None for all else."""
    name = dotted(annotation.value) if isinstance(annotation, cst.Subscript) else None
    if not isinstance(annotation, cst.Subscript) or name is None or name.rpartition(".")[2] != "Generator":
        return None
    last = annotation.slice[-1].slice
    is_whole = len(annotation.slice) == len(("yielded", "sent", "returned"))
    return last.value if is_whole and isinstance(last, cst.Index) else None


def needs_parentheses(value: cst.BaseExpression) -> bool:
    """Whether an expression behind `await` must stand in parentheses."""
    return not value.lpar and not isinstance(
        value, (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.List, cst.Dict, cst.Set)
    )


def first_doubt(group: Sequence[Candidate]) -> str | None:
    """Give the first reason why a person should look at a group."""
    return next((doubt for each in group for doubt in each.doubts), None)
