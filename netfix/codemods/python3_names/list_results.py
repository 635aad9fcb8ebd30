"""Make a list where Python 2 gave one.

`map`, `filter`, `zip`, `range` and the `keys`, `values` and `items` of a dictionary are lists in Python 2. In Python 3
the first three can be gone through once and have no length, and the others change with the dictionary.

    -ports = map(int, fields)
    -print len(ports)
    +ports = list(map(int, fields))
    +print(len(ports))

Part of `--migrate python3`, where it runs once, before `xrange` and its like get the names of these. Left as it is
where the result is gone through at once, and in loops in which nothing can change what is gone through. Safe: what was
a list is a list. Unsafe is `filter` of an unknown sequence, because of a string or tuple it made one of the same type,
and `map` of several sequences, which Python 2 filled with None to the length of the longest; `map(None, …)` is to be
rewritten by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.values.iteration import is_consumed, is_undisturbed_loop
from netfix.analysis.values.truth import only_truth_counts
from netfix.engine.expressions import is_name, positional
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHY = "it is a list in Python 2"
_FUNCTIONS = ("map", "filter", "zip", "range")
_METHODS = frozenset({"keys", "values", "items"})
_ANYTHING_BUT_TEXT = frozenset({"list", "dict", "set", "frozenset", "dict view", "iterator", "range", "file", "deque"})
#: Functions for `map` that do nothing else than give a result, so that it does not matter when they are called.
_PURE = ("int", "str", "float", "ord", "chr", "len", "repr", "bool", "unicode", "abs", "hex", "long")


class ListResults(MigrationCodemod):
    """Wraps what was a list in `list(…)`."""

    needles = (rb"\b(?:map|filter|zip|range|keys|values|items)\b",)
    runs_once: ClassVar[bool] = True

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        arguments = positional(node)
        if isinstance(node.func, cst.Attribute):
            if node.func.attr.value in _METHODS and not node.args and not self._defines(node.func.attr.value):
                self._look_at(node, [node.func.value], safe(_WHY), in_tests=True)
            return
        name = node.func.value if isinstance(node.func, cst.Name) else ""
        if name not in _FUNCTIONS or not self.scopes.is_builtin(node.func, name) or not node.args:
            return
        if name == "range":
            self._look_at(node, [], self.unless_bound(_WHY, node), in_tests=True)
        else:
            self._look_at(
                node, self._gone_through(name, node), self._verdict(node, name, arguments or []), in_tests=False
            )

    def _defines(self, name: str) -> bool:
        return any(function.name.value == name for function in self.tree.of_kind(cst.FunctionDef))

    def _gone_through(self, name: str, node: cst.Call) -> list[cst.BaseExpression] | None:
        """Give the sequences that a function goes through; None if it calls on the way what may do anything."""
        values = [argument.value for argument in node.args]
        if name == "zip":
            return values
        return values[1:] if self._is_pure(values[0]) else None

    def _is_pure(self, function: cst.BaseExpression) -> bool:
        if isinstance(function, cst.Lambda):
            return not _has_call(function.body)
        return is_name(function, "None") or any(self.scopes.is_builtin(function, name) for name in _PURE)

    def _verdict(self, node: cst.Call, name: str, arguments: Sequence[cst.BaseExpression]) -> Verdict:
        """Say how sure it is that the function gave a list, and the same one."""
        if name == "map" and arguments and is_name(arguments[0], "None"):
            return manual("`map(None, …)` is `itertools.zip_longest(…)`, or a list of the one sequence")
        if name == "map" and len(arguments) != 2:  # noqa: PLR2004 - a function and one sequence
            return unsafe("Python 2 fills up the shorter sequences with None")
        if name == "filter":
            from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

            kind = self.document.fact(Kinds).of(arguments[-1]) if arguments else None
            if kind is None or not (kind.certain and kind.is_one_of(_ANYTHING_BUT_TEXT)):
                return unsafe("of a string or tuple it makes one of the same type")
        return self.unless_bound(_WHY, node)

    def _look_at(
        self, node: cst.Call, sources: list[cst.BaseExpression] | None, verdict: Verdict, *, in_tests: bool
    ) -> None:
        """Report a call if somebody might notice that it gives no list."""
        if is_consumed(self.tree, self.scopes, node):
            return
        if sources is not None and is_undisturbed_loop(self.tree, self.scopes, node, sources):
            return
        if in_tests and self._is_only_tested(node):
            return
        self.report(node, cst.Call(cst.Name("list"), [cst.Arg(node)]), verdict, "make a list where Python 2 gave one")

    def _is_only_tested(self, node: cst.Call) -> bool:
        """Whether only the length, the truth or what is in it is asked for, which ranges and views answer."""
        parent = self.tree.parent(node)
        if isinstance(parent, cst.ComparisonTarget):
            return isinstance(parent.operator, (cst.In, cst.NotIn))
        if isinstance(parent, cst.Arg):
            call = self.tree.parent(parent)
            return isinstance(call, cst.Call) and self.scopes.is_surely_builtin(call.func, "len")
        return only_truth_counts(self.tree, self.scopes, node)


def _has_call(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) or any(map(_has_call, node.children))
