"""What the tests around a use say of a variable: `isinstance(x, list)`, `x is not None`, an early return.

A test counts where it must have come out one way for the use to be reached, and where the variable cannot have been
bound again since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.values.annotations import classes_tested
from netfix.analysis.values.flow import Way, leaves, runs_later
from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.values.flow import Flow
    from netfix.engine.dialect import Dialect
    from netfix.engine.scopes import Binding, Scope, Scopes
    from netfix.engine.tree import Tree

#: How deep a test may nest before it is given up.
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Fact:
    """What a test says: the value is of one of these types, or, with None, merely that it is not None."""

    alternatives: tuple[str, ...] | None


NOT_NONE = Fact(None)


@dataclass(frozen=True, slots=True)
class _Guard:
    """A test that came out as `outcome`, before what is below `height` (past the statement `after`) is run."""

    test: cst.BaseExpression
    outcome: bool
    height: int
    after: cst.CSTNode | None = None


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    scope: Scope


class Narrowing:
    """Finds what is known of variables from the tests in a program."""

    def __init__(self, tree: Tree, scopes: Scopes, dialect: Dialect, flow: Flow) -> None:
        self._tree = tree
        self._scopes = scopes
        self._dialect = dialect
        self._flow = flow

    def fact(self, use: cst.Name, scope: Scope) -> Fact | None:
        """Give what the tests around a use say of a scope's variable; the nearest that names types comes first."""
        bindings = scope.bindings(use.value)
        way = Way(self._tree, use, scope.node)
        found: Fact | None = None
        for guard in self._guards(way):
            fact = self._said_by(guard.test, _Variable(use.value, scope), outcome=guard.outcome)
            if fact is None or not self._is_current(use, bindings, way, guard):
                continue
            if fact.alternatives is not None:
                return fact
            found = fact
        return found

    def _is_current(self, use: cst.Name, bindings: tuple[Binding, ...], way: Way, guard: _Guard) -> bool:
        """Whether the variable still is what was tested: no statement, and no other function, has bound it since."""
        here = self._scopes.scope_of(use)
        functions = {scope.node for scope in here.outwards() if scope.node in way.nodes}
        return all(
            binding.written_in is binding.scope or binding.written_in.node in functions for binding in bindings
        ) and self._flow.is_undisturbed(way, bindings, guard.height, guard.after)

    def _guards(self, way: Way) -> Iterator[_Guard]:
        """Give the tests that decide whether the use is reached, from the nearest outwards, in its own function."""
        for height in range(1, len(way.nodes)):
            child, node = way.nodes[height - 1], way.nodes[height]
            if runs_later(child):
                return
            if isinstance(node, (cst.IndentedBlock, cst.Module, cst.SimpleStatementSuite, cst.SimpleStatementLine)):
                yield from self._earlier_statements(node, child, height)
            else:
                yield from (_Guard(test, outcome, height - 1) for test, outcome in _conditions(node, child))

    def _earlier_statements(
        self,
        block: cst.IndentedBlock | cst.Module | cst.SimpleStatementSuite | cst.SimpleStatementLine,
        child: cst.CSTNode,
        height: int,
    ) -> Iterator[_Guard]:
        """Give the tests of earlier statements of a block that have either passed or left it."""
        statements: list[cst.CSTNode] = [*block.body]
        for statement in reversed(statements[: statements.index(child)]):
            if isinstance(statement, cst.If) and statement.orelse is None and leaves(statement.body, self._scopes):
                yield _Guard(statement.test, outcome=False, height=height, after=statement)
            for part in statement.body if isinstance(statement, cst.SimpleStatementLine) else (statement,):
                if isinstance(part, cst.Assert):
                    yield _Guard(part.test, outcome=True, height=height, after=statement)

    def _said_by(self, test: cst.BaseExpression, variable: _Variable, *, outcome: bool, depth: int = 0) -> Fact | None:
        """Give what it says of a variable that `test` came out as `outcome`."""
        if depth > _DEEPEST:
            return None
        match test:
            case cst.UnaryOperation(operator=cst.Not()):
                return self._said_by(test.expression, variable, outcome=not outcome, depth=depth + 1)
            case cst.BooleanOperation():
                left = self._said_by(test.left, variable, outcome=outcome, depth=depth + 1)
                right = self._said_by(test.right, variable, outcome=outcome, depth=depth + 1)
                both_hold = isinstance(test.operator, cst.And) is outcome
                return _both(left, right) if both_hold else _either(left, right)
            case cst.NamedExpr():
                return NOT_NONE if outcome and self._is_name_of(variable, test.target) else None
            case cst.Name():
                return NOT_NONE if outcome and self._is_name_of(variable, test) else None
            case cst.Call():
                return self._said_by_call(test, variable) if outcome else None
            case cst.Comparison():
                return self._said_by_comparison(test, variable, outcome=outcome)
            case _:
                return None

    def _said_by_call(self, call: cst.Call, variable: _Variable) -> Fact | None:
        """Read `isinstance(name, classes)`."""
        if not self._scopes.is_surely_builtin(call.func, "isinstance"):
            return None
        match [argument.value for argument in call.args]:
            case [tested, classes] if self._is_name_of(variable, tested):
                return self._is_one_of(classes)
            case _:
                return None

    def _said_by_comparison(self, test: cst.Comparison, variable: _Variable, *, outcome: bool) -> Fact | None:
        """Read `name is not None`, `name != None` and `type(name) is list`."""
        if len(test.comparisons) != 1:
            return None
        operator, left, right = test.comparisons[0].operator, test.left, test.comparisons[0].comparator
        says_same = isinstance(operator, (cst.Is, cst.Equal))
        if not (says_same or isinstance(operator, (cst.IsNot, cst.NotEqual))):
            return None
        is_same = outcome is says_same
        if is_name(right, "None"):
            return NOT_NONE if not is_same and self._is_name_of(variable, left) else None
        if not (is_same and isinstance(left, cst.Call) and self._scopes.is_surely_builtin(left.func, "type")):
            return None
        tests_variable = len(left.args) == 1 and self._is_name_of(variable, left.args[0].value)
        return self._is_one_of(right) if tests_variable else None

    def _is_one_of(self, classes: cst.BaseExpression) -> Fact | None:
        names = classes_tested(classes, self._scopes, self._dialect)
        return Fact(names) if names else None

    def _is_name_of(self, variable: _Variable, node: cst.BaseExpression) -> bool:
        if not isinstance(node, cst.Name) or node.value != variable.name:
            return False
        return self._scopes.lookup(node) is variable.scope


def _conditions(node: cst.CSTNode, part: cst.CSTNode) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """Give the tests, with their outcomes, after which a part of `node` is run."""
    match node:
        case cst.If() | cst.While() | cst.IfExp() if part is not node.test:
            yield node.test, part is node.body
        case cst.BooleanOperation() if part is node.right:
            yield node.left, isinstance(node.operator, cst.And)
        case cst.BaseComp() if part is not node.for_in:
            clause: cst.CompFor | None = node.for_in
            while clause is not None:
                yield from ((condition.test, True) for condition in clause.ifs)
                clause = clause.inner_for_in
        case cst.CompFor() if isinstance(part, cst.CompIf):
            yield from ((earlier.test, True) for earlier in node.ifs[: node.ifs.index(part)])
        case _:
            pass


def _both(left: Fact | None, right: Fact | None) -> Fact | None:
    """Give what two facts say together."""
    return right if left is None or (left is NOT_NONE and right is not None) else left


def _either(left: Fact | None, right: Fact | None) -> Fact | None:
    """Give what holds if one of two facts does."""
    if left is None or right is None:
        return None
    if left.alternatives is None or right.alternatives is None:
        return NOT_NONE
    return Fact(tuple(sorted({*left.alternatives, *right.alternatives})))
