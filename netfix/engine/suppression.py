"""Comments that keep netfix quiet: what they say, what they cover, and which of them cover nothing.

`# netfix: ignore[name, …]` at the end of a line, or on a line of its own above a statement; `# netfix: ignore-file[…]`
anywhere. Without brackets everything is meant. `# noqa` counts where it names a code that a codemod is equivalent to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.logical_lines import Layout, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.findings import Finding
    from netfix.engine.logical_lines import Comment

#: What a text without any of this need not be read for.
_HINT = re.compile(r"#\s*(?:netfix\s*:|noqa\b|(?:flake8|ruff)\s*[:=]\s*noqa\b)", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"""\#[ \t]* netfix [ \t]*:[ \t]*
        (?P<verb>[\w-]*)
        [ \t]*(?P<brackets>\[(?P<names>[^\]\#]*)(?P<closed>\])?)?
        [^\#]*""",
    re.VERBOSE | re.IGNORECASE,
)
_NOQA = re.compile(
    r"\#\s*(?P<file>(?:flake8|ruff)\s*[:=]\s*)?noqa\b(?:\s*:\s*(?P<codes>[a-z]+[0-9]+(?:[\s,]+[a-z]+[0-9]+)*))?",
    re.IGNORECASE,
)


class Extent(Enum):
    """How much of a file a comment is about."""

    STATEMENT = "ignore"
    FILE = "ignore-file"


_VERBS = tuple(extent.value for extent in Extent)
#: What other tools call it.
_OTHER_TOOLS = frozenset({"noqa", "disable", "skip", "off", "nolint", "suppress"})


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that suppresses findings.

    `start` and `end` are the comment's part that says so, in offsets; `names` what stands in its brackets, as written,
    None if it has none and means everything. `covered` is what a finding must start in. `is_noqa`: it was written for
    another tool, and `names` are codes. `flaw` is what is wrong with its form, None if nothing is.
    """

    start: int
    end: int
    extent: Extent
    names: tuple[str, ...] | None
    covered: tuple[int, int]
    alone: bool
    is_noqa: bool = False
    flaw: str | None = None

    def naming(self, codemod: type[Registered]) -> list[int] | None:
        """Give the numbers of the names that mean this codemod; None if none does. Without names the list is empty."""
        if self.is_noqa:
            codes = codemod.noqa
            if not self.names:
                return [] if codes else None
            found = any(code.startswith(name.upper()) for code in codes for name in self.names)
            return [] if found else None
        if self.names is None:
            return []
        meant = {codemod.name, codemod.family, "all"}
        return [at for at, name in enumerate(self.names) if normal(name) in meant] or None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is where this comment counts."""
        return self.covered[0] <= finding.start < max(self.covered[1], self.covered[0] + 1)


def normal(name: str) -> str:
    """Give a codemod's name as it is spelled, for one that a user may have written like a module's."""
    return name.strip().replace("_", "-").lower()


@dataclass(slots=True)
class Ignores:
    """The suppressing comments of a text, and which of them, by their numbers, have suppressed something so far."""

    text: str
    found: Sequence[Ignore]
    used: dict[int, set[int]] = field(default_factory=dict[int, set[int]])

    @classmethod
    def of(cls, text: str) -> Ignores:
        """Read a text's comments."""
        return cls(text, tuple(_read(text)) if _HINT.search(text) else ())

    def __bool__(self) -> bool:
        return bool(self.found)

    def split(
        self, findings: Iterable[Finding], codemods: Mapping[str, type[Registered]], *, named: bool = False
    ) -> tuple[list[Finding], list[Finding]]:
        """Give the findings that nothing suppresses, and the others. With `named` only a codemod's own name does."""
        shown: list[Finding] = []
        suppressed: list[Finding] = []
        for finding in findings:
            (suppressed if self._suppresses(finding, codemods[finding.codemod], named=named) else shown).append(finding)
        return shown, suppressed

    def _suppresses(self, finding: Finding, codemod: type[Registered], *, named: bool) -> bool:
        is_suppressed = False
        for at, ignore in enumerate(self.found):
            if not ignore.flaw and ignore.covers(finding):
                naming = ignore.naming(codemod)
                if named and not any(normal(name) == codemod.name for name in ignore.names or ()):
                    continue
                if naming is not None:
                    self.used.setdefault(at, set()).update(naming)
                    is_suppressed = True
        return is_suppressed


class IgnoreAudit(Codemod, abstract=True):
    """A codemod about the suppressing comments themselves, which is asked once all others have been."""

    audits_comments = True

    def audit(self, ignores: Ignores, had_say: Mapping[str, bool | None], waiting: Sequence[Finding]) -> None:
        """Report comments.

        `had_say` tells of the selected codemods, by name, whether each had its say on this text; None for a name that
        there is, but not among netfix's own nor the selected. `waiting` are findings that are about to be applied: what
        the rewritten statement needs to have suppressed is known only afterwards.
        """
        raise NotImplementedError


def _read(text: str) -> Iterable[Ignore]:
    layout = layout_of(text)
    for comment in layout.comments:
        written = text[comment.start : comment.end]
        if not _HINT.search(written):
            continue
        covered = _covered(layout, comment)
        for found in _DIRECTIVE.finditer(written):
            ignore = _directive(found, comment, covered, len(text))
            if ignore is not None:
                yield ignore
        for found in _NOQA.finditer(written):
            codes = found["codes"]
            names = None if codes is None else tuple(re.split(r"[\s,]+", codes))
            if comment.alone and not found["file"]:
                continue  # those tools do not look at what stands above
            start, end = comment.start + found.start(), comment.start + found.end()
            extent = Extent.FILE if found["file"] else Extent.STATEMENT
            place = (0, len(text)) if found["file"] else covered
            yield Ignore(start, end, extent, names, place, comment.alone, is_noqa=True)


def _directive(found: re.Match[str], comment: Comment, covered: tuple[int, int], length: int) -> Ignore | None:
    verb = found["verb"].lower()
    flaw = None
    if verb not in _VERBS:
        if not (verb in _OTHER_TOOLS or get_close_matches(verb, _VERBS)):
            return None  # prose
        flaw = f"`netfix: {found['verb']}` means nothing; did you mean `netfix: ignore`?"
    elif found["brackets"] and not found["closed"]:
        flaw = "the bracket is not closed"
    extent = Extent.FILE if verb == Extent.FILE.value else Extent.STATEMENT
    names = None
    if found["brackets"]:
        names = tuple(name.strip() for name in found["names"].split(",") if name.strip())
    end = comment.start + found.start() + len(found[0].rstrip())
    place = (0, length) if extent is Extent.FILE else covered
    return Ignore(comment.start + found.start(), end, extent, names, place, comment.alone, flaw=flaw)


def _covered(layout: Layout, comment: Comment) -> tuple[int, int]:
    """Give the span that a comment is about.

    At the end of the first or the last line of a statement: the statement. Of a line in between: that line. On a line
    of its own: the statement that follows, or, in brackets, the line of code that follows. A statement is all of a
    simple one, the header of a compound one, and a decorated header with its decorators.
    """
    line = layout.line(comment.start)
    inside = layout.statement_at(comment.start)
    if comment.alone and (inside is None or layout.statements[inside].start > comment.start):
        inside = layout.statement_after(comment.start)
        return (comment.start, comment.start) if inside is None else _span(layout, inside)
    if inside is None:
        return comment.start, comment.start
    first, last = layout.lines_of(inside)
    if comment.alone:
        line += 1
        while line < last and _is_empty(layout, line):
            line += 1
        return layout.line_span(line)
    return _span(layout, inside) if line in (first, last) else layout.line_span(line)


def _is_empty(layout: Layout, line: int) -> bool:
    """Whether a line has no code."""
    text = layout.text[slice(*layout.line_span(line))].strip()
    return not text or text.startswith("#")


def _span(layout: Layout, statement: int) -> tuple[int, int]:
    """Give all lines of a statement and of the decorators with it."""
    first, last = layout.with_decorators(statement)
    return layout.line_span(layout.lines_of(first)[0])[0], layout.line_span(layout.lines_of(last)[1])[1]
