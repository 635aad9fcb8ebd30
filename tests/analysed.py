"""A program as analyses see it, and the expressions in it that a test asks about."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent

import libcst as cst

from netfix.analysis.values.kinds import Kind, Kinds
from netfix.engine.dialect import Dialect
from netfix.engine.scopes import Scope, Scopes
from netfix.engine.tree import Tree


@dataclass
class Analysed:
    """A stand-in for a document: what analyses need of one.

    In `text`, calls of `probe` mark what a test asks about.
    """

    text: str
    dialect: Dialect = Dialect.PYTHON3
    tree: Tree = field(init=False)
    scopes: Scopes = field(init=False)

    def __post_init__(self) -> None:
        self.text = dedent(self.text)
        self.tree = Tree.parse(self.text)
        self.scopes = Scopes(self.tree, self.dialect)

    @property
    def probed(self) -> list[cst.BaseExpression]:
        """The arguments of all calls of `probe`, in source order."""
        calls = self.tree.of_kind(cst.Call)
        return [call.args[0].value for call in calls if isinstance(call.func, cst.Name) and call.func.value == "probe"]

    @property
    def expression(self) -> cst.BaseExpression:
        """What the only call of `probe` is given."""
        (only,) = self.probed
        return only

    @property
    def name(self) -> cst.Name:
        """The name that the only call of `probe` is given."""
        assert isinstance(self.expression, cst.Name)
        return self.expression

    def named(self, name: str) -> list[cst.Name]:
        """Give all places where a name is written."""
        return [node for node in self.tree.of_kind(cst.Name) if node.value == name]


def described(scope: Scope | None) -> str | None:
    """Name a scope by what opens it."""
    if scope is None:
        return None
    name = getattr(scope.node, "name", None)
    return f"{scope.kind.value} {name.value}" if isinstance(name, cst.Name) else scope.kind.value


def kind_of(text: str, dialect: Dialect = Dialect.PYTHON3) -> Kind:
    """Give the kind of the only probed expression of a program."""
    program = Analysed(text, dialect)
    return Kinds(program).of(program.expression)


def said(text: str, dialect: Dialect = Dialect.PYTHON3) -> str:
    """Give the name of a kind, with a question mark where it is not certain."""
    kind = kind_of(text, dialect)
    return kind.name if kind.certain or kind.is_unknown else f"{kind.name}?"
