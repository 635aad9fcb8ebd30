"""Indent by blanks where tabs and blanks are mixed.

Python 2 reads a tab as up to the next multiple of eight columns. Python 3 refuses a file in which the depth of a line
depends on that. (`␉` stands for a tab.)

     for port in (25, 110):
             if port > 100:
    -␉    print(port)
    +            print(port)

Exact: every line keeps the depth that Python 2 gives it. The whole top-level statement is indented by blanks, with
the comments in it, so that it looks as it is read; lines which continue a statement are left alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe


class MixedTabs(SyntaxCodemod):
    """Re-indents statements whose depth Python 3 could not tell."""

    noqa: ClassVar[tuple[str, ...]] = ("E101",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"^ *\t",)

    def finish(self) -> None:
        """Rewrite the indentations, a finding for each run of lines."""
        lines = sorted(self.tree.reindented.values(), key=lambda line: line.start)
        numbered = [(self.tree.line(line.start) - at, line) for at, line in enumerate(lines)]
        for _, group in groupby(numbered, key=lambda entry: entry[0]):
            run = [line for _, line in group]
            edits = [Edit(line.start, line.end, " " * line.column) for line in run]
            self.report(
                (run[0].start, run[-1].end), edits, safe("the lines stand in the columns in which Python 2 reads them")
            )
