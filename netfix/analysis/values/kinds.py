"""Of which type the value of an expression is: what can be said from one file.

The answer comes with its reason and with whether it is certain; codemods rewrite by default only on certain ones.
Variables are followed to all that is assigned to them, or to the one assignment that a use can see; what cannot be
followed is unknown. Nothing is guessed from names of variables.

A name of a method says what it returns where no library is imported whose objects have a method of that name that
returns something else (see `libraries`), and where the file defines none itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.calls import kind_of_await, kind_of_call
from netfix.analysis.values.classes import Classes
from netfix.analysis.values.flow import Flow
from netfix.analysis.values.functions import Outcomes
from netfix.analysis.values.kind import NOTHING, Kind, joined, unknown
from netfix.analysis.values.known_results import type_names
from netfix.analysis.values.libraries import Libraries
from netfix.analysis.values.narrowing import Narrowing
from netfix.analysis.values.operators import kind_of_choice, kind_of_literal, kind_of_operation
from netfix.analysis.values.subscripts import kind_of_subscript
from netfix.analysis.values.variables import kind_of_attribute, kind_of_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from netfix.analysis.values.program import Program

__all__ = ["Kind", "Kinds"]

#: How often what is assumed of a variable that depends on itself may change.
_ROUNDS = 5
#: How many expressions one question may look at, and how deep they may depend on each other.
_MOST_STEPS = 4_000
_DEEPEST = 40


class _TooMuch(Exception):
    """A question leads too far."""


class Kinds:
    """Infers kinds in one program. `of` is what codemods ask; the rest is for the parts of this analysis."""

    def __init__(self, program: Program) -> None:
        self.tree = program.tree
        self.scopes = program.scopes
        self.dialect = program.dialect
        self.libraries = Libraries(program)
        self.classes = Classes(self.tree, self.scopes)
        self.flow = Flow(self.tree, self.scopes)
        self.outcomes = Outcomes(self.tree, self.scopes)
        self.narrowing = Narrowing(self.tree, self.scopes, self.dialect, self.flow)
        self._settled: dict[Hashable, Kind] = {}
        self._assumed: dict[Hashable, tuple[int, Kind]] = {}
        #: The outermost assumption that the running computation has used.
        self._lowest = _NO_ASSUMPTION
        self._steps = 0
        self._depth = 0

    def of(self, expression: cst.BaseExpression) -> Kind:
        """Say what is known of an expression's value where it stands in the program."""
        self._steps = self._depth = 0
        self._assumed.clear()
        self._lowest = _NO_ASSUMPTION
        try:
            kind = self.infer(expression)
        except _TooMuch:
            return unknown("it depends on too much to be followed")
        if not kind.alternatives:
            return unknown(kind.why)
        if kind.may_be_none and len(kind.alternatives) > 1:
            return unknown(f"{_subject(expression)} may be None")
        return kind

    def truth_is_length(self, kind: Kind) -> bool | None:
        """Whether truth is, by definition, that the length is not zero; None if that is not known."""
        if kind.class_node is not None:
            return self.classes.truth_is_length(kind.class_node)
        if kind.is_unknown:
            return None
        return kind.is_sized_builtin

    def infer(self, expression: cst.BaseExpression) -> Kind:
        """As `of`, within a question: None may be one of several alternatives, and there may be nothing yet."""
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth >= _DEEPEST:
            raise _TooMuch
        self._depth += 1
        try:
            return self._infer(expression)
        finally:
            self._depth -= 1

    def _infer(self, node: cst.BaseExpression) -> Kind:
        match node:
            case cst.Name():
                return kind_of_name(self, node)
            case cst.Attribute():
                return kind_of_attribute(self, node)
            case cst.Call():
                return kind_of_call(self, node)
            case cst.Subscript():
                return kind_of_subscript(self, node)
            case cst.BinaryOperation() | cst.UnaryOperation() | cst.Comparison():
                return kind_of_operation(self, node)
            case cst.BooleanOperation() | cst.IfExp():
                return kind_of_choice(self, node)
            case cst.NamedExpr():
                return self.infer(node.value)
            case cst.Await():
                return kind_of_await(self, node)
            case _:
                return kind_of_literal(self, node)

    def known(self, word: str, why: str) -> Kind:
        """Give the kind that a word of `known_results` stands for in this file's dialect."""
        names = type_names(word, self.dialect)
        return Kind(names, why) if names else unknown(why)

    def settled(self, key: Hashable, compute: Callable[[], Kind]) -> Kind:
        """Give `compute()`, worked out once, where it may depend on itself.

        Then nothing is assumed of it at first, and it is computed again with what came out until that stays the same:
        `buf = ""` and `buf = buf + s.recv(9)` in a loop.
        """
        if key in self._settled:
            return self._settled[key]
        if key in self._assumed:
            level, assumed = self._assumed[key]
            self._lowest = min(self._lowest, level)
            return assumed
        level, outer, self._lowest = len(self._assumed), self._lowest, _NO_ASSUMPTION
        kind = NOTHING
        for _ in range(_ROUNDS):
            self._assumed[key] = level, kind
            before, found = kind, compute()
            kind = found if set(before.alternatives) <= set(found.alternatives) else joined((before, found))
            if self._lowest > level or kind.is_unknown or _same(before, kind):
                break
        else:
            kind = unknown("its type changes too often to be followed")
        del self._assumed[key]
        if self._lowest >= level:
            self._settled[key] = kind
            self._lowest = outer
        else:
            self._lowest = min(outer, self._lowest)
        return kind


_NO_ASSUMPTION = 1_000_000


def _same(one: Kind, other: Kind) -> bool:
    """Whether two kinds are the same but for their reasons."""
    return (one.alternatives, one.certain, one.class_node) == (other.alternatives, other.certain, other.class_node)


def _subject(expression: cst.BaseExpression) -> str:
    return expression.value if isinstance(expression, cst.Name) else "it"
