"""What a `where` table asks of metavariables: of which kind they are, or how their text reads.

`"name|string"` allows names and strings; `"!call"` all but calls; `"/^get_/"` what the regular expression finds
something in, `"!/…/"` what it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.expressions import dotted
from netfix.patterns.errors import PatternError

if TYPE_CHECKING:
    from collections.abc import Callable

_STRINGS = (cst.SimpleString, cst.ConcatenatedString, cst.FormattedString)
_NUMBERS = (cst.Integer, cst.Float, cst.Imaginary)


def _is_constant_name(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Name) and node.value in {"None", "True", "False"}


def _is_number(node: cst.CSTNode) -> bool:
    signed = isinstance(node, cst.UnaryOperation) and isinstance(node.operator, (cst.Minus, cst.Plus))
    return isinstance(node.expression if signed and isinstance(node, cst.UnaryOperation) else node, _NUMBERS)


def _is_simple(node: cst.CSTNode) -> bool:
    """Whether evaluating the expression twice, or not at all, makes no difference that anyone expects."""
    if isinstance(node, cst.Attribute):
        return _is_simple(node.value)
    return isinstance(node, (cst.Name, cst.SimpleString)) or _is_number(node)


#: The kinds by their names.
KINDS: dict[str, Callable[[cst.CSTNode], bool]] = {
    "attribute": lambda node: isinstance(node, cst.Attribute),
    "call": lambda node: isinstance(node, cst.Call),
    "comparison": lambda node: isinstance(node, cst.Comparison),
    "constant": lambda node: _is_constant_name(node) or _is_number(node) or isinstance(node, cst.SimpleString),
    "dict": lambda node: isinstance(node, (cst.Dict, cst.DictComp)),
    "dotted": lambda node: isinstance(node, cst.BaseExpression) and dotted(node) is not None,
    "lambda": lambda node: isinstance(node, cst.Lambda),
    "list": lambda node: isinstance(node, (cst.List, cst.ListComp)),
    "name": lambda node: isinstance(node, cst.Name) and not _is_constant_name(node),
    "number": _is_number,
    "set": lambda node: isinstance(node, (cst.Set, cst.SetComp)),
    "simple": _is_simple,
    "string": lambda node: isinstance(node, _STRINGS),
    "tuple": lambda node: isinstance(node, cst.Tuple),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked of one metavariable: `kinds` or an `expression` that must (`wanted`) or must not fit."""

    hole: str
    kinds: tuple[str, ...]
    expression: re.Pattern[str] | None
    wanted: bool

    def holds(self, node: cst.CSTNode, source: str) -> bool:
        """Whether what the metavariable stands for, with its text, is as asked."""
        fits = any(KINDS[kind](node) for kind in self.kinds)
        if self.expression is not None:
            fits = self.expression.search(source) is not None
        return fits is self.wanted


def condition(hole: str, text: str) -> Condition:
    """Read one entry of a `where` table. Raises PatternError."""
    wanted = not text.startswith("!")
    body = text.removeprefix("!").strip()
    if body.startswith("/"):
        if len(body) < len("//") or not body.endswith("/"):
            raise PatternError(f"where {hole}: a regular expression ends with `/`: {text!r}")
        try:
            return Condition(hole, (), re.compile(body[1:-1]), wanted)
        except re.error as error:
            raise PatternError(f"where {hole}: {text!r} is not a regular expression: {error}") from error
    kinds = tuple(kind.strip() for kind in body.split("|"))
    for kind in kinds:
        if kind not in KINDS:
            near = get_close_matches(kind, KINDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(KINDS)}, and /a regex/"
            raise PatternError(f"where {hole}: no kind is called {kind!r}; {hint}")
    return Condition(hole, kinds, None, wanted)
