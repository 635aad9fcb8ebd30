"""A pattern: what a table of the configuration says, checked and made ready to look for.

`Spec` is the table: plain text, which travels to other processes. `Pattern` is made from it once in each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.dialect import Dialect
from netfix.engine.findings import Safety
from netfix.patterns.conditions import Condition, condition
from netfix.patterns.errors import PatternError
from netfix.patterns.holes import ANYTHING, Hole, hole_of, many_of, statement_hole
from netfix.patterns.matching import Matcher
from netfix.patterns.template import Template, block_of, flat, lone_parameter, parse, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.patterns.matching import Bound, Captured


@dataclass(frozen=True, slots=True)
class Spec:
    """A pattern as it is written.

    `rewrite` is None for one that only reports, and empty for one that takes statements out. `where` are pairs of a
    metavariable's name and what is asked of it; `unless` templates that must not fit the same place; `imports` lines
    that the rewrite needs at the top of the file; `dialects` the languages of the files that it looks at.
    """

    name: str
    match: str
    rewrite: str | None = None
    message: str = ""
    safety: Safety = Safety.UNSAFE
    where: tuple[tuple[str, str], ...] = ()
    unless: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    dialects: tuple[Dialect, ...] = (Dialect.PYTHON3, Dialect.PYTHON2)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that is ready: its templates are parsed, and fit each other."""

    spec: Spec
    match: Template
    rewrite: Template | None
    conditions: tuple[Condition, ...]
    unless: tuple[Template, ...]
    #: Whether the rewrite says the same as the match, in Python 3 at least.
    is_identical: bool = False

    @property
    def expression(self) -> cst.BaseExpression | None:
        """The expression to look for; None if statements are looked for."""
        if self.rewrite is not None and self.rewrite.expression is None:
            return None
        return self.match.expression

    def allows(self, bound: Bound, source_of: SourceOf) -> bool:
        """Whether what the metavariables stand for fulfils all conditions."""
        for asked in self.conditions:
            captured = bound.get(asked.hole)
            if isinstance(captured, cst.CSTNode) and not asked.holds(captured, source_of(captured)):
                return False
        return True


class SourceOf:
    """Gives the text of a node."""

    def __call__(self, node: cst.CSTNode) -> str:
        """Give the text of a node that stands in no file."""
        return cst.Module([]).code_for_node(node)


@lru_cache(maxsize=1024)
def pattern_of(spec: Spec) -> Pattern:
    """Make a pattern ready. Raises PatternError, whose reason says which part is wrong."""
    match = _part("match", spec.match, or_python2=True)
    rewrite = None if spec.rewrite is None else _part("rewrite", spec.rewrite)
    unless = tuple(_part("unless", text, or_python2=True) for text in spec.unless)
    pattern = Pattern(spec, match, rewrite, tuple(condition(*pair) for pair in spec.where), unless)
    _check_match(pattern)
    _check_names(pattern)
    if rewrite is None:
        return pattern
    pattern = replace(pattern, is_identical=_is_identical(match, rewrite))
    _check_rewrite(pattern, rewrite)
    return pattern


def _part(key: str, text: str, *, or_python2: bool = False) -> Template:
    try:
        return parse(text, or_python2=or_python2)
    except PatternError as error:
        raise PatternError(f"{key}: {error.reason}") from error


def _check_match(pattern: Pattern) -> None:
    body = pattern.match.body
    if not body:
        raise PatternError("match: there is nothing to look for")
    if len(body) == 1 and (statement_hole(body[0]) or many_of(body[0])):
        raise PatternError("match: a metavariable alone fits everything")
    if many_of(body[0]) or many_of(body[-1]):
        raise PatternError("match: begins or ends with what may be left out; write only what lies between")
    for template in pattern.unless:
        if (template.expression is None) is not (pattern.expression is None):
            raise PatternError("unless: must be an expression where match is one, and statements where it is not")


def _check_names(pattern: Pattern) -> None:
    """Refuse conditions on, and rewrites with, metavariables that nothing is captured by."""
    known = {hole.name: hole for hole in pattern.match.holes}
    for asked in pattern.conditions:
        hole = known.get(asked.hole)
        if hole is None:
            raise PatternError(f"where: match has no ${asked.hole}")
        if hole.many:
            raise PatternError(f"where: {hole} stands for any number of things, of which nothing can be asked")
    for hole in pattern.rewrite.holes if pattern.rewrite else ():
        if hole.name == ANYTHING:
            raise PatternError("rewrite: $_ stands for something else each time; give it a name")
        if hole.name not in known:
            what = "has fewer `...`" if hole.is_gap else f"has no {hole}"
            raise PatternError(f"rewrite: match {what}")
        if known[hole.name].many is not hole.many:
            raise PatternError(f"rewrite: match has {known[hole.name]}, not {hole}")


def _check_rewrite(pattern: Pattern, rewrite: Template) -> None:
    match, spec = pattern.match, pattern.spec
    if not rewrite.body and match.expression is not None and not _could_be_statement(match.expression):
        raise PatternError("rewrite: an expression cannot be taken out, because something must stand in its place")
    mixed = match.statement_holes - rewrite.statement_holes
    for hole in rewrite.holes:
        if hole.name in mixed and pattern.expression is None:
            raise PatternError(f"rewrite: {hole} is a statement in match, and stands for an expression here")
    if spec.safety is not Safety.MANUAL and not pattern.is_identical and _never_ends(pattern, rewrite):
        raise PatternError("rewrite: holds what match looks for, so that it would never end; say `unless` when it ends")


def _could_be_statement(node: cst.BaseExpression) -> bool:
    return isinstance(node, (cst.Call, cst.Await, cst.Yield))


def _is_identical(match: Template, rewrite: Template) -> bool:
    """Whether a rewrite says the same as its match: it changes nothing but, perhaps, syntax of Python 2."""
    return any(
        end == len(rewrite.body) and all(_is_itself(name, found) for name, found in bound.items())
        for bound, end in Matcher(None).run(match.body, rewrite.body, 0)
    )


def _is_itself(name: str, found: Captured) -> bool:
    """Whether a metavariable of the match stands for the same one of the rewrite."""
    if isinstance(found, tuple):
        (item,) = found if len(found) == 1 else (None,)
        return (many_of(item) or lone_parameter(item)) == Hole(name, many=True)
    return (statement_hole(found) or hole_of(found)) == Hole(name, many=False)


def _never_ends(pattern: Pattern, rewrite: Template) -> bool:
    """Whether the pattern fits its own result, whatever the metavariables of that stand for."""
    return any(_may_hold(pattern, bound) for bound in _in_result(pattern, rewrite))


def _may_hold(pattern: Pattern, bound: Bound) -> bool:
    asked = {condition.hole for condition in pattern.conditions}
    known = {name: node for name, node in bound.items() if name not in asked or not hole_of(node)}
    return pattern.allows(known, SourceOf())


def _in_result(pattern: Pattern, rewrite: Template) -> Iterator[Bound]:
    """Give each way in which the pattern fits a part of its rewrite template."""
    matcher = Matcher(None)
    wanted = pattern.expression
    for node in walk(rewrite.module):
        if wanted is not None:
            if isinstance(node, cst.BaseExpression) and not _is_excluded(matcher, pattern, node):
                yield from matcher.expression(wanted, node)
            continue
        block = flat(node.body) if isinstance(node, cst.Module) else []
        if isinstance(node, cst.BaseSuite):
            block = block_of(node)
        for start in range(len(block)):
            for bound, _ in matcher.run(pattern.match.body, block, start):
                yield bound


def _is_excluded(matcher: Matcher, pattern: Pattern, node: cst.BaseExpression) -> bool:
    return any(
        next(matcher.expression(template.expression, node), None) is not None
        for template in pattern.unless
        if template.expression is not None
    )


__all__ = ["Pattern", "SourceOf", "Spec", "pattern_of"]
