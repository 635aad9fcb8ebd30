"""Metavariables: how `$x`, `$...rest` and `...` are made names that Python's parsers read, and found again.

A metavariable stands for one expression, name or statement; one with dots, or the dots alone, for any number of
arguments, elements, parameters, decorators, names or statements, none included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import singledispatch

import libcst as cst

from netfix.patterns.errors import PatternError

_ONE = "netfix_one_"
_MANY = "netfix_many_"
_GAP = "netfix_gap_"
#: What a template's text is made of, as far as metavariables go: strings and comments hold none.
_PIECES = re.compile(
    r"""(?P<skip>\#[^\n]*|[a-zA-Z]{0,2}(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|\'\'\'(?:\\.|[^\\])*?\'\'\'
    |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
    |(?P<many>\$\.\.\.(?P<rest>[A-Za-z_]\w*)?)|(?P<gap>\.\.\.)|\$(?P<one>[A-Za-z_]\w*)|(?P<bad>\$)""",
    re.VERBOSE | re.DOTALL,
)
_ENCODED = re.compile(rf"{_GAP}\d+|{_MANY}(\w+)|{_ONE}(\w+)")
#: A name that matches anything each time, and is not remembered.
ANYTHING = "_"


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a template: its name, and whether it stands for any number of things.

    Dots without a name are called `...0`, `...1`, … in their order.
    """

    name: str
    many: bool

    @property
    def is_gap(self) -> bool:
        """Whether it is dots without a name."""
        return self.name.startswith("...")

    def __str__(self) -> str:
        """Give it as it is written in a template."""
        if self.is_gap:
            return "..."
        return f"$...{self.name}" if self.many else f"${self.name}"


def encode(template: str) -> str:
    """Give a template with names in the place of metavariables. Raises PatternError for a `$` without a name."""
    gaps = 0

    def named(found: re.Match[str]) -> str:
        nonlocal gaps
        if found["skip"]:
            return found[0]
        if found["bad"]:
            raise PatternError("a `$` begins a metavariable and needs a name: `$x`, `$...rest`")
        if found["one"]:
            return _ONE + found["one"]
        if found["rest"]:
            return _MANY + found["rest"]
        gaps += 1
        return f"{_GAP}{gaps - 1}"

    return _PIECES.sub(named, template)


def decode(text: str) -> str:
    """Give a text in which `encode` made names of metavariables as a person wrote it."""
    return _ENCODED.sub(lambda found: f"$...{found[1]}" if found[1] else f"${found[2]}" if found[2] else "...", text)


def hole_of(node: object) -> Hole | None:
    """Give the hole that a name stands for, None for all else."""
    return hole_of_name(node.value) if isinstance(node, cst.Name) else None


def hole_of_name(name: str) -> Hole | None:
    """Give the hole that a name made by `encode` stands for, None for all else."""
    for prefix, many in ((_ONE, False), (_MANY, True)):
        if name.startswith(prefix):
            return Hole(name.removeprefix(prefix), many)
    return Hole("..." + name.removeprefix(_GAP), many=True) if name.startswith(_GAP) else None


@singledispatch
def _held(_item: object) -> cst.CSTNode | None:
    """Give the lone name that an item of a sequence is made of, None if it has more to it or is no item."""
    return None


@_held.register
def _(item: cst.Arg) -> cst.CSTNode | None:
    return None if item.keyword or item.star else item.value


@_held.register
def _(item: cst.Element) -> cst.CSTNode | None:
    return item.value


@_held.register
def _(item: cst.Expr) -> cst.CSTNode | None:
    return item.value


@_held.register
def _(item: cst.Decorator) -> cst.CSTNode | None:
    return item.decorator


@_held.register
def _(item: cst.NameItem) -> cst.CSTNode | None:
    return item.name


@_held.register
def _(item: cst.Param) -> cst.CSTNode | None:
    has_more = item.default or item.annotation or item.star not in {"", cst.MaybeSentinel.DEFAULT}
    return None if has_more else item.name


@_held.register
def _(item: cst.ImportAlias) -> cst.CSTNode | None:
    return None if item.asname else item.name


def held(item: object) -> cst.CSTNode | None:
    """Give what an item of a sequence holds and nothing else beside: the `x` of an argument `x`, not of `k=x`."""
    return _held(item)


def many_of(item: object) -> Hole | None:
    """Give the hole for any number of things that an item of a sequence is, None for all else."""
    hole = hole_of(held(item))
    return hole if hole and hole.many else None


def statement_hole(item: object) -> Hole | None:
    """Give the hole that stands for one whole statement, None for all else."""
    hole = hole_of(item.value) if isinstance(item, cst.Expr) else None
    return hole if hole and not hole.many else None
