"""The codemods themselves, for --list and --explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered


def table() -> str:
    """Give all codemods, one a line: name, family, safety, title."""
    rows = [("NAME", "FAMILY", "SAFETY", "WHAT IT DOES")]
    rows += ((codemod.name, codemod.family, codemod.safeties(), codemod.manual.title) for codemod in CODEMODS)
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) + "\n"
        for row in rows
    )


def page(codemod: type[Registered]) -> str:
    """Give a codemod's whole page."""
    head = f"{codemod.name} ({codemod.family}; {codemod.safeties()})"
    return f"{head}\n{'=' * len(head)}\n\n{codemod.manual.text}\n"
