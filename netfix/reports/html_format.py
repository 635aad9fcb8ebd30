"""The run as one page for people who would rather look than read.

The page is self-contained and asks the network for nothing, which its content security policy makes sure of. It is a
frame (web/) and data: each file is a JSON object in a script element of its own, written as soon as the file is done
and drawn by the page when it is looked at. Nothing of a user's program becomes markup: the data cannot end its element,
and the page makes text of it, never HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from netfix import __version__
from netfix.engine.edits import Rewritten
from netfix.engine.lines import Lines
from netfix.engine.notebook import Notebook
from netfix.engine.reading import source_of
from netfix.engine.results import Failed
from netfix.reports.html_rows import highlighted, hunks, lines_of, marked, rows
from netfix.reports.report import without_surrogates
from netfix.reports.rules import rule
from netfix.reports.word_changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netfix.engine.results import Located, Processed, Result
    from netfix.reports.html_rows import Row
    from netfix.reports.report import Run

_LONGEST_PROPOSAL = 12
#: Something of the page's data.
Node = dict[str, object]


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give the page, the data of each file as soon as that is done."""
    style, script = _asset("page.css"), _asset("page.js")
    top, bottom = _asset("page.html").split("<!-- data -->\n")
    yield (
        top.replace("STYLE-HASH", _hash(style))
        .replace("SCRIPT-HASH", _hash(script))
        .replace("/* style */", style)
    )  # fmt: skip
    names: dict[str, None] = {}
    read = 0
    for result in results:
        read += 1
        if isinstance(result, Failed):
            place = run.path(result.path) + result.place.removeprefix(result.path)
            yield _data("failure", {"place": without_surrogates(place), "reason": without_surrogates(result.reason)})
        elif result.findings or result.applied or result.after is not None:
            names |= dict.fromkeys(finding.codemod for finding in (*result.findings, *result.applied))
            yield _data("file", _file(result, run))
    about = {"version": __version__, "written": run.written, "unsafe": run.unsafe, "read": read}
    yield _data("run", about | {"rules": {name: _rule(name) for name in sorted(names)}})
    yield bottom.replace("/* script */", script)


def _file(result: Processed, run: Run) -> Node:
    """Give all that the page shows of a file."""
    before, cells = _program(result.path, result.before)
    after = before if result.after is None else _program(result.path, result.after)[0]
    old = lines_of(before)
    new = old if result.after is None else lines_of(after)
    findings = sorted(
        [(_below(finding, cells), True) for finding in result.applied]
        + [(_below(finding, cells), False) for finding in result.findings],
        key=lambda item: (item[0].line, item[0].column, item[0].codemod),
    )
    shown = hunks(rows(old, new), {min(finding.line, len(old)) for finding, _ in findings})
    return {
        "path": without_surrogates(run.path(result.path)),
        "changed": result.after is not None,
        "findings": [_finding(finding, after, applied=applied) for finding, applied in findings],
        "hunks": _hunks(shown, old, new),
    }


def _program(path: str, data: bytes | None) -> tuple[str, dict[int, int]]:
    """Give the program to show, and of a notebook the lines after which its cells begin."""
    if data is None:
        return "", {}
    source = source_of(path, data)
    return source.shown() if isinstance(source, Notebook) else (source.text, {})


def _below(finding: Located, cells: Mapping[int, int]) -> Located:
    """Give a finding its line in the program that is shown; in a notebook it counts in the cell."""
    return finding if finding.cell is None else finding._replace(line=finding.line + cells[finding.cell])


def _finding(finding: Located, text: str, *, applied: bool) -> list[object]:
    """Give a finding: codemod, safety, line, column, whether its rewrite is in the new text, message, proposal.

    `text` is what becomes of the program, in which the edits of a finding that remains have their places.
    """
    proposal = None if applied or not finding.edits else _proposal(finding, text)
    title = f"{rule(finding.codemod).title}: "
    # The page shows the title once; beside the code stands what is said of this place.
    message = finding.message.removeprefix(title)
    return [finding.codemod, finding.safety.value, finding.line, finding.column, int(applied), message, proposal]


def _proposal(finding: Located, text: str) -> str | None:
    """Give the lines that a finding's rewrite touches as they would be, None where they are too many to look at."""
    lines = Lines(text)
    first = lines.place(min(edit.start for edit in finding.edits))[0]
    last = lines.place(max(edit.end for edit in finding.edits))[0]
    if last - first >= _LONGEST_PROPOSAL:
        return None
    start = lines.offset(first, 1)
    end = lines.offset(last, 1) + len(lines.line(last))
    moved = [type(edit)(edit.start - start, edit.end - start, edit.replacement) for edit in finding.edits]
    return Rewritten(text[start:end], moved).new if all(edit.end <= end - start for edit in moved) else None


def _hunks(parts: Sequence[Sequence[Row]], old: Sequence[str], new: Sequence[str]) -> list[list[list[object]]]:
    """Give rows as lists: both line numbers (0: none), the pieces of the old line, and of the new one if it differs."""
    left = highlighted(old)
    right = left if old is new else highlighted(new)
    made: list[list[list[object]]] = []
    for part in parts:
        made.append([])
        for row in part:
            before = left[row.old - 1] if row.old else []
            after = right[row.new - 1] if row.new else []
            if not row.changed:
                made[-1].append([row.old or 0, row.new or 0, before])
                continue
            if row.old and row.new:
                spans = changes(old[row.old - 1], new[row.new - 1])
                before, after = marked(before, spans[0]), marked(after, spans[1])
            made[-1].append([row.old or 0, row.new or 0, before, after])
    return made


def _rule(name: str) -> Node:
    described = rule(name)
    return {"family": described.family, "title": described.title, "page": described.page, "url": described.url}


def _data(kind: str, value: Mapping[str, object]) -> str:
    """Give data as a script element that nothing in it can end, and in ASCII, whatever encoding it goes through."""
    written = json.dumps(value, separators=(",", ":"))
    for character in "<>&":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/json" data-kind="{kind}">{written}</script>\n'


def _asset(name: str) -> str:
    return (files("netfix.reports") / "web" / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Give what a content security policy knows an element's text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
