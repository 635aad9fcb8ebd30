"""Functions that repairs put into a program, one of a kind a file, and the edits that put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.reporters import reporter
from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: Between functions of a module.
_BLANK_LINES = 2

_WORDS = "one of several operations failed"

#: Reports every failure, and hands the results on as they are.
LOG_FAILURES = """\
def log_failures(results):
    for success, value in results:
        if not success:
            {report_value}
    return results
"""

#: Goes on with a failure, if there is one, instead of values that are none.
CHECK_RESULTS = """\
def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        {report_failure}
    return failures[0] if failures else results
"""


def helper(document: Document, text: str) -> tuple[str, list[Edit]] | None:
    """Give the name of a helper function and the edits that define it where the file does not have it yet.

    None if the file uses the name for something else.
    """
    report = reporter(document, document.tree.module)
    made = definition(
        document,
        text.format(report_value=report.call("value", _WORDS), report_failure=report.call("failure", _WORDS)),
    )
    if made is None or not made[1]:
        return made
    return made[0], [*report.edits, *made[1]]


def definition(document: Document, text: str) -> tuple[str, list[Edit]] | None:
    """Give the name of a function or class, and the edit that defines it behind the imports, unless it is there."""
    name = text[text.index(" ") + 1 : text.index("(")]
    bindings = document.scopes.module.bindings(name)
    if bindings:
        return (
            (name, []) if len(bindings) == 1 and isinstance(bindings[0].node, (cst.FunctionDef, cst.ClassDef)) else None
        )
    if any(node.value == name for node in document.tree.of_kind(cst.Name)):
        return None
    anchor = _first_behind_imports(document)
    if anchor is None:
        return None
    start = document.tree.full_span(anchor)[0]
    start += _blank_lines(document.text[start:])
    before = document.text[:start]
    blank = "\n" * (_BLANK_LINES + 1 - (len(before) - len(before.rstrip("\n")))) if before else ""
    return name, [Edit(start, start, blank + text + "\n" * _BLANK_LINES)]


def _first_behind_imports(document: Document) -> cst.CSTNode | None:
    """Give the first statement that is neither an import nor a docstring, nor in front of an import."""
    behind: cst.CSTNode | None = None
    for statement in document.tree.module.body:
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            return behind or statement
        is_import = isinstance(small, (cst.Import, cst.ImportFrom))
        is_text = isinstance(small, cst.Expr) and isinstance(small.value, cst.BaseString)
        if is_import or is_text:
            behind = None
        elif behind is None and not _makes_logger(small):
            behind = statement
    return behind


def _makes_logger(statement: cst.CSTNode | None) -> bool:
    """Whether a statement is `log = Logger()`, which stands with the imports."""
    value = statement.value if isinstance(statement, cst.Assign) else None
    name = dotted(value.func) if isinstance(value, cst.Call) else None
    return name is not None and name.rpartition(".")[2] == "Logger"


def _blank_lines(text: str) -> int:
    """Count the characters of the blank lines at the start of a text."""
    length = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            break
        length += len(line)
    return length
