"""Writing `# netfix: ignore[…]` for what is found: how a program says that it stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.analyse import Known, analyse
from netfix.engine.dialect import detect
from netfix.engine.edits import Edit, Rewritten
from netfix.engine.findings import RewriteFailed
from netfix.engine.logical_lines import Layout, layout_of
from netfix.engine.normalise import newline_at
from netfix.engine.passes import at_origin
from netfix.engine.suppression import Extent, Ignores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings
    from netfix.engine.suppression import Ignore

#: A comment at the end of a line, one above the statement, one for the file: what is tried in turn.
_ATTEMPTS = 4
_COOKIE = re.compile(r"[ \t\f]*#.*?coding[:=]")


def with_ignores(
    text: str,
    settings: Settings,
    *,
    path: str = "<string>",
    wanted: Callable[[Finding], bool] = lambda _: True,
) -> tuple[str, tuple[Finding, ...]]:
    """Give `text` with comments that suppress what is found in it and `wanted`, and those findings at their places.

    A comment stands at the end of the line on which its finding begins; where none can stand there, in a string or
    before a backslash, on a line above the statement; for what is in no statement, it is for the file. Names go into a
    comment that stands there already. Comments that suppress nothing stay, and what is said of them.

    Raises ParseFailed if the text cannot be read, RewriteFailed if the result does not suppress the findings.
    """
    known = Known.of(detect(text, settings.target))
    settings = settings._replace(codemods=tuple(each for each in settings.codemods if not each.audits_comments))
    history: list[Rewritten] = []
    suppressed: tuple[Finding, ...] = ()
    current = text
    for attempt in range(_ATTEMPTS):
        found = analyse(current, settings, path=path, known=known).findings
        places = [at_origin(finding, history) for finding in found]
        left = [finding for finding, place in zip(found, places, strict=True) if wanted(place)]
        if not left:
            return current, suppressed
        suppressed = suppressed or tuple(filter(wanted, places))
        history.append(Rewritten(current, _edits(current, left, above=attempt > 0)))
        current = history[-1].new
        if detect(current, settings.target) is not known.dialect:
            raise RewriteFailed("the comments change how the file is read")
    raise RewriteFailed(f"comments do not suppress all findings, after {_ATTEMPTS} attempts")


def _edits(text: str, findings: Sequence[Finding], *, above: bool) -> list[Edit]:
    """Give the edits that write comments for findings; `above` for those that comments on their lines did not reach."""
    layout = layout_of(text)
    ignores = [ignore for ignore in Ignores.of(text).found if not ignore.is_noqa and not ignore.flaw]
    #: Where a comment is to stand → the names to put into it. A line's own comment; one above a line; the file's.
    places: dict[tuple[str, int], set[str]] = {}
    for finding in findings:
        places.setdefault(_place(layout, finding, above=above), set()).add(finding.codemod)
    return [_edit(layout, kind, line, names, ignores) for (kind, line), names in sorted(places.items())]


def _place(layout: Layout, finding: Finding, *, above: bool) -> tuple[str, int]:
    statement = layout.statement_at(finding.start)
    if statement is None:
        return "file", 0
    line = layout.line(finding.start)
    if not above and _takes_comment(layout, line, statement):
        return "end", line
    first, _ = layout.with_decorators(statement)
    return "above", layout.lines_of(first)[0]


def _takes_comment(layout: Layout, line: int, statement: int) -> bool:
    """Whether a comment can stand at the end of a statement's line: not in a string, and not after a backslash."""
    start, end = layout.line_span(line)
    code = layout.text[start:end].rstrip("\r\n")
    if any(start <= comment.start < end for comment in layout.comments):
        return True
    if code.endswith("\\"):
        return False
    if line == layout.lines_of(statement)[1]:
        return True
    # The line ends in a string if what follows the end is other code with the comment than without.
    with_comment = layout.text[: start + len(code)] + "  #" + layout.text[start + len(code) :]
    return any(comment.start == start + len(code) + 2 for comment in Layout(with_comment).comments)


def _edit(layout: Layout, kind: str, line: int, names: set[str], ignores: Iterable[Ignore]) -> Edit:
    text = layout.text
    start, end = layout.line_span(line)
    there = _there(layout, kind, line, ignores)
    if there is not None:
        merged = sorted({*(there.names or ()), *names})
        brackets = re.compile(r"\[[^\]]*\]").search(text, there.start, there.end)
        if brackets:
            return Edit(brackets.start() + 1, brackets.end() - 1, ", ".join(merged))
    listed = ", ".join(sorted(names))
    if kind == "end":
        at = start + len(text[start:end].rstrip())
        return Edit(at, at, f"  # netfix: ignore[{listed}]")
    newline = newline_at(text, start)
    if kind == "above":
        code = text[start:end]
        indentation = code[: len(code) - len(code.lstrip(" \t\f"))]
        return Edit(start, start, f"{indentation}# netfix: ignore[{listed}]{newline}")
    at = _after_head(layout)
    before = newline if at and text[at - 1] not in "\r\n" else ""
    return Edit(at, at, f"{before}# netfix: ignore-file[{listed}]{newline}")


def _there(layout: Layout, kind: str, line: int, ignores: Iterable[Ignore]) -> Ignore | None:
    """Give the comment with names that stands where a new one would go, None if there is none."""
    for ignore in ignores:
        if ignore.names is None or (ignore.extent is Extent.FILE) != (kind == "file"):
            continue
        own = layout.line(ignore.start)
        is_above = kind == "above" and ignore.alone and own == line - 1
        if kind == "file" or (kind == "end" and own == line) or is_above:
            return ignore
    return None


def _after_head(layout: Layout) -> int:
    """Give where a comment for the file can stand: after a first line for the shell, and an encoding declaration."""
    at = 0
    lines = 1 + layout.line(len(layout.text))
    for line in range(min(2, lines)):
        start, end = layout.line_span(line)
        written = layout.text[start:end]
        if (line == 0 and written.startswith("#!")) or _COOKIE.match(written):
            at = end
    return at
