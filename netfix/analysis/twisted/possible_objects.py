"""Which expressions may be objects of classes that stand in other files of the run, told by a text's outline.

It says yes wherever `Classes.of` may give such a class, and sometimes where it does not.
"""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.builtin_names import is_standard
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from netfix.analysis.names.possible_names import PossibleNames

_CONNECTING = frozenset({"connectTCP", "connectSSL", "connectUNIX"})


class PossibleObjects:
    """The objects of one file; `methods` are the ids of the functions that stand in the body of a class."""

    def __init__(self, names: PossibleNames, methods: frozenset[int]) -> None:
        self._names = names
        self._methods = methods
        self._functions = names.functions
        #: What may be `self`.
        self._selves = {each.arg for one in self._functions if id(one) in methods for each in _parameters(one)[:1]}

    def may_be_from_elsewhere(self, node: ast.expr) -> bool:
        """Whether an expression may be an object of a class in another file, or of one that is derived from such."""
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if isinstance(current, (ast.Yield, ast.Await)):
                if isinstance(current.value, ast.Call) and self._may_connect(current.value):
                    return True
            elif isinstance(current, ast.Call):
                if last_name(current.func) in self._classes or self._is_strange(current.func):
                    return True
            elif isinstance(current, (ast.Name, ast.Attribute)):
                name = last_name(current)
                if self._is_strange(current) or (isinstance(current, ast.Name) and self._may_be_given(name)):
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting += self._names.assigned.get(name, ()) if isinstance(current, ast.Name) else ()
                    waiting += self.attributes.get(name, ()) if isinstance(current, ast.Attribute) else ()
        return False

    def _may_connect(self, call: ast.Call) -> bool:
        """Whether a call may give a connected protocol to whom waits for it."""
        found = self._names.of(call.func)
        return found is None or bool(found) or last_name(call.func) in _CONNECTING

    def _may_be_given(self, name: str) -> bool:
        return (name in self._selves and bool(self._classes)) or name in self._passed

    def _is_strange(self, node: ast.expr) -> bool:
        """Whether a name may stand for something of another file."""
        found = self._names.of(node)
        return found is None or any(
            name.startswith(".") or not (name.startswith("twisted.") or is_standard(name)) for name in found
        )

    @cached_property
    def _classes(self) -> set[str]:
        """The classes of the file that may be derived from one in another file."""
        found: set[str] = set()
        size = -1
        while size != len(found):
            size = len(found)
            for each in self._names.outline.of_kind(ast.ClassDef):
                if any(last_name(base) in found or self._is_strange(base) for base in each.bases):
                    found.add(each.name)
        return found

    @cached_property
    def _passed(self) -> set[str]:
        """The parameters of functions that the file calls, or hands over with arguments, or to whom a protocol goes."""
        calls = self._names.outline.of_kind(ast.Call)
        used = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        used.update(last_name(call.args[0]) for call in calls if len(call.args) + len(call.keywords) > 1 and call.args)
        if any(last_name(call.func) in _CONNECTING for call in calls):
            used.update(last_name(call.args[0]) for call in calls if call.args)
        plain = (one for one in self._functions if id(one) not in self._methods and one.name in used)
        return {each.arg for one in plain for each in _parameters(one)}

    @cached_property
    def attributes(self) -> dict[str, list[ast.expr]]:
        """What is assigned to attributes of each name."""
        found: dict[str, list[ast.expr]] = {}
        for one in self._names.outline.of_kind(ast.Assign):
            for target in one.targets:
                _note(target, one.value, found)
        for annotated in self._names.outline.of_kind(ast.AnnAssign):
            if annotated.value is not None:
                _note(annotated.target, annotated.value, found)
        # Those in the bodies of classes.
        for name, values in self._names.assigned.items():
            found.setdefault(name, []).extend(values)
        return found


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args]


def _note(target: ast.expr, value: ast.expr, found: dict[str, list[ast.expr]]) -> None:
    """Note what an attribute is assigned, alone or in a tuple."""
    if isinstance(target, ast.Attribute):
        found.setdefault(target.attr, []).append(value)
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        for one, other in zip(target.elts, value.elts, strict=False):
            _note(one, other.value if isinstance(other, ast.Starred) else other, found)
