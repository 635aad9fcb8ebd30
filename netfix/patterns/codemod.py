"""Patterns as codemods: a class for each, made from its `Spec`, which any process can make again."""

from __future__ import annotations

import copyreg
import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, cast

import libcst as cst

from netfix.analysis.values.truth import shows_its_text
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import dotted
from netfix.engine.findings import Safety, Verdict, manual
from netfix.engine.statements import add_import, remove
from netfix.patterns import building
from netfix.patterns.manual import manual_of
from netfix.patterns.matching import Matcher
from netfix.patterns.needles import needles_of
from netfix.patterns.pattern import Pattern, SourceOf, Spec, pattern_of
from netfix.patterns.python2 import as_one_edit, is_written_as_seen
from netfix.patterns.template import block_of, flat, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netfix.engine.document import Document
    from netfix.engine.edits import Edit
    from netfix.patterns.building import Line
    from netfix.patterns.matching import Bound

#: What may be written into an f-string without asking which quotes that has.
_PLAIN = re.compile(r"[\w\s.()\[\],+*/-]*")
_NOT_HERE = "what it would become is not Python here; rewrite by hand"
_REASONS = {
    Safety.SAFE: "its author says that it is always right",
    Safety.UNSAFE: "a pattern knows how code is spelled, not what it means",
    Safety.MANUAL: "look at it",
}


class _PatternKind(type):
    """The class of pattern codemods, by which pickle recognises them."""


class PatternCodemod(Codemod, abstract=True, metaclass=_PatternKind):
    """Looks for one pattern. Use `codemod_of` to get a class with a pattern."""

    pattern: ClassVar[Pattern]
    #: The node classes that can be the pattern's outermost node.
    kinds: ClassVar[frozenset[str]]

    @classmethod
    def safeties(cls) -> str:
        """Name the safety that its findings have."""
        spec = cls.pattern.spec
        return Safety.MANUAL.value if spec.rewrite is None else spec.safety.value

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the pattern is for files of this language."""
        return document.dialect in cls.pattern.spec.dialects

    def __init__(self, document: Document) -> None:
        """Look at one document."""
        super().__init__(document)
        self._matcher = Matcher(document)

    def __getattr__(self, name: str) -> Callable[[cst.CSTNode], None]:
        """Give the method that visits nodes of a class which the pattern can be about."""
        if name.startswith("visit_") and name.removeprefix("visit_") in type(self).kinds:
            return self._look_at
        raise AttributeError(name)

    def _look_at(self, node: cst.CSTNode) -> None:
        """Look at an expression, or at a block of statements."""
        wanted = self.pattern.expression
        if wanted is None:
            self._look_through(node)
        elif isinstance(node, cst.BaseExpression) and not shows_its_text(self.tree, node):
            bound = next(filter(self._allows, self._matcher.expression(wanted, node)), None)
            if bound is not None and not self._is_excluded(node):
                self._rewrite_expression(node, bound)

    def _allows(self, bound: Bound) -> bool:
        return self.pattern.allows(bound, _Source(self))

    def _is_excluded(self, node: cst.BaseExpression) -> bool:
        templates = (template.expression for template in self.pattern.unless)
        return any(
            template and next(self._matcher.expression(template, node), None) is not None for template in templates
        )

    def _rewrite_expression(self, node: cst.BaseExpression, bound: Bound) -> None:
        template = self.pattern.rewrite
        if template is None or self._safety is Safety.MANUAL:
            self._tell(node, None, self._verdict())
            return
        if self._has_no_name(bound):
            self._tell(node, None, manual("a name is needed where an expression stands; rewrite by hand"))
            return
        built = building.expression(template, self.tree, bound, node)
        if built is None or not self._fits(node, built):
            self._tell(node, None, manual(_NOT_HERE))
        elif not is_written_as_seen(self.document, node, bound):
            self._rewrite_unseen(node, built, bound)
        elif not self.pattern.is_identical and self._code(built) != self.tree.source(node):
            self._tell(node, built, self._verdict(), self._imports())

    def _rewrite_unseen(self, node: cst.CSTNode, built: cst.CSTNode, bound: Bound) -> None:
        """Report what a Python 2 file writes otherwise than it is seen.

        If the file becomes Python 3 the finding waits, without edits, for the pass in which it is that.
        """
        if self.document.becomes_python3:
            self._tell_edits(node, (), self._verdict())
            return
        edit = as_one_edit(self.document, node, built, bound)
        self._tell_edits(node, () if edit is None else (edit,), manual(_NOT_HERE) if edit is None else self._verdict())

    def _has_no_name(self, bound: Bound) -> bool:
        """Whether an expression was captured that the rewrite writes where only a name may stand."""
        slots = self.pattern.rewrite.name_slots if self.pattern.rewrite else frozenset[str]()
        return any(not isinstance(bound[name], cst.Name) for name in slots)

    def _fits(self, node: cst.BaseExpression, built: cst.BaseExpression) -> bool:
        """Whether the place takes such an expression: not every one can be assigned to, or stand in an f-string."""
        child: cst.CSTNode = node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, cst.FormattedStringExpression):
                return _PLAIN.fullmatch(self._code(built)) is not None
            if isinstance(parent, (cst.AssignTarget, cst.Del, cst.AsName)):
                return isinstance(built, (cst.Name, cst.Attribute, cst.Subscript))
            if getattr(parent, "target", None) is child:
                return isinstance(built, (cst.Name, cst.Attribute, cst.Subscript))
            if not isinstance(parent, (cst.Tuple, cst.List, cst.BaseElement)):
                return not isinstance(parent, cst.Decorator) or isinstance(built, (cst.Name, cst.Attribute, cst.Call))
            child = parent
        return True

    @property
    def _safety(self) -> Safety:
        return self.pattern.spec.safety

    def _verdict(self) -> Verdict:
        if self.pattern.rewrite is None or self._safety is Safety.MANUAL:
            return manual(_REASONS[Safety.MANUAL])
        return Verdict(self._safety, _REASONS[self._safety])

    def _code(self, node: cst.CSTNode) -> str:
        return self.tree.module.code_for_node(node)

    def _imports(self) -> list[Edit]:
        """Give the edits that add the imports which are not there yet."""
        there = {self.tree.source(small) for small in flat(self.tree.module.body) if _is_import(small)}
        return [add_import(self.tree, line) for line in self.pattern.spec.imports if line not in there]

    def _tell(self, node: cst.CSTNode, built: cst.CSTNode | None, verdict: Verdict, edits: Sequence[Edit] = ()) -> None:
        self.report(node, built, verdict, type(self).manual.title, edits=edits)

    def _tell_edits(self, node: cst.CSTNode, edits: Sequence[Edit], verdict: Verdict) -> None:
        """Report edits that need not be verbatim."""
        if any(self.tree.loses_comment(edit) for edit in edits):
            verdict = manual("a comment stands inside; rewrite by hand, so that it finds its place")
        self.add(self.tree.position(node), verdict, edits, type(self).manual.title)

    def _look_through(self, block: cst.CSTNode) -> None:
        """Look for the pattern's run of statements in a block, from each statement on; runs do not overlap."""
        body = flat(block.body) if isinstance(block, cst.Module) else []
        if isinstance(block, cst.BaseSuite):
            body = block_of(block)
        start = 0
        while start < len(body):
            found = next(
                (way for way in self._matcher.run(self.pattern.match.body, body, start) if self._allows(way[0])), None
            )
            if found is None or any(self._runs(template.body, body, start) for template in self.pattern.unless):
                start += 1
                continue
            bound, end = found
            self._rewrite_run(block, body[start:end], bound)
            start = max(end, start + 1)

    def _runs(self, templates: Sequence[cst.CSTNode], body: Sequence[cst.CSTNode], start: int) -> bool:
        return any(True for _ in self._matcher.run(templates, body, start))

    def _rewrite_run(self, block: cst.CSTNode, run: Sequence[cst.CSTNode], bound: Bound) -> None:
        template = self.pattern.rewrite
        if template is None or self._safety is Safety.MANUAL:
            self._mark(run, None, None, self._verdict())
            return
        made = None if self._has_no_name(bound) else building.statements(template, self.tree, bound)
        if made is None:
            self._mark(run, None, None, manual(_NOT_HERE))
        elif len(run) == 1 and isinstance(run[0], cst.BaseSmallStatement) and (not made or _only_small(made)):
            self._rewrite_small(run[0], _only_small(made), bound)
        elif all(is_written_as_seen(self.document, statement, bound) for statement in run):
            self._rewrite_lines(block, run, made)
        else:
            verdict = self._verdict() if self.document.becomes_python3 else manual(_NOT_HERE)
            self._mark(run, None, None, verdict)

    def _rewrite_small(self, old: cst.BaseSmallStatement, new: cst.BaseSmallStatement | None, bound: Bound) -> None:
        """Report a statement that another takes the place of on its line, or none."""
        if new is None:
            self._tell(old, None, self._verdict(), [remove(self.tree, old)])
        elif not is_written_as_seen(self.document, old, bound):
            self._rewrite_unseen(old, new, bound)
        elif not self.pattern.is_identical and self._code(new) != self._code(old):
            self._tell(old, new.with_changes(semicolon=old.semicolon), self._verdict(), self._imports())

    def _rewrite_lines(self, block: cst.CSTNode, run: Sequence[cst.CSTNode], made: list[Line]) -> None:
        """Report lines of a block that others are to take the place of."""
        lines = building.lines_of(self.tree, run)
        if not isinstance(block, (cst.Module, cst.IndentedBlock)) or any(line not in block.body for line in lines):
            self._mark(run, None, None, manual("other statements share its line; rewrite by hand"))
            return
        at = next(index for index, line in enumerate(block.body) if line is lines[0])
        around = [*block.body[:at], *block.body[at + len(lines) :]]
        if not around and not made:
            made = [cst.SimpleStatementLine([cst.Pass()])]
        made = with_comments_of(lines, made)
        if self.pattern.is_identical or [*map(self._code, made)] == [*map(self._code, lines)]:
            return
        body = [*block.body[:at], *made, *block.body[at + len(lines) :]]
        self._mark(run, block, block.with_changes(body=body), self._verdict())

    def _mark(
        self, run: Sequence[cst.CSTNode], node: cst.CSTNode | None, replacement: cst.CSTNode | None, verdict: Verdict
    ) -> None:
        """Report a run of statements: `node`, in which it stands, is to be `replacement`."""
        self._tell(node or run[0], replacement, verdict, self._imports() if replacement else ())
        start, end = self.tree.position(run[0])[0], self.tree.position(run[-1])[1]
        self.findings[-1] = self.findings[-1]._replace(start=start, end=end)


class _Source(SourceOf):
    """Gives the text of a node of a program."""

    def __init__(self, codemod: PatternCodemod) -> None:
        self._tree = codemod.tree

    def __call__(self, node: cst.CSTNode) -> str:
        """Give the text as it stands in the file."""
        return self._tree.source(node)


def with_comments_of(old: Sequence[Line], new: Sequence[Line]) -> list[Line]:
    """Give new lines with the comments around the old ones: above the first, and behind those that match in number.

    A comment that finds no place is missing then, by which the report sees that it would be lost.
    """
    made = list(new)
    if not made or not old:
        return made
    if made[0] is not old[0]:
        made[0] = made[0].with_changes(leading_lines=[*old[0].leading_lines, *made[0].leading_lines])
    if len(old) == len(made):
        for at, (one, other) in enumerate(zip(old, made, strict=True)):
            if isinstance(one, cst.SimpleStatementLine) and isinstance(other, cst.SimpleStatementLine):
                leading = one.leading_lines if at else other.leading_lines
                made[at] = other.with_changes(trailing_whitespace=one.trailing_whitespace, leading_lines=leading)
    return made


def _only_small(lines: Sequence[Line]) -> cst.BaseSmallStatement | None:
    line = lines[0] if len(lines) == 1 else None
    return line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None


def _is_import(node: cst.CSTNode) -> bool:
    return isinstance(node, (cst.Import, cst.ImportFrom))


def _kinds(pattern: Pattern) -> frozenset[str]:
    expression = pattern.expression
    if expression is None:
        return frozenset({"Module", "IndentedBlock", "SimpleStatementSuite"})
    if isinstance(expression, (cst.SimpleString, cst.ConcatenatedString)):
        return frozenset({"SimpleString", "ConcatenatedString"})
    kinds = {type(expression).__name__}
    if isinstance(expression, cst.Attribute) and dotted(expression):
        kinds.add("Name")
    return frozenset(kinds)


@lru_cache(maxsize=1024)
def codemod_of(spec: Spec) -> type[PatternCodemod]:
    """Give the codemod for a pattern; the same class for the same pattern. Raises PatternError."""
    pattern = pattern_of(spec)
    name = "".join(part.capitalize() for part in spec.name.split("-"))
    namespace = {"__module__": __name__, "__doc__": one_line(spec.match)}
    made = cast("type[PatternCodemod]", _PatternKind(name, (PatternCodemod,), namespace, abstract=True))
    made.pattern = pattern
    made.kinds = _kinds(pattern)
    made.name, made.family = spec.name, "patterns"
    made.needles = needles_of(pattern.match.text)
    made.manual = manual_of(pattern)
    return made


def _reduced(codemod: type[PatternCodemod]) -> tuple[Callable[[Spec], type[PatternCodemod]], tuple[Spec]]:
    return codemod_of, (codemod.pattern.spec,)


# Pickle would look a class up in its module by its name. The class of these classes is what copyreg goes by.
copyreg.pickle(_PatternKind, _reduced)  # type: ignore[arg-type]

__all__ = ["PatternCodemod", "codemod_of"]
