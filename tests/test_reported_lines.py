"""Golden programs of codemods that report: `<property>.reported.py` marks the reported lines with `# reported`."""

from __future__ import annotations

from pathlib import Path

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.analyse import analyse
from netfix.testing import Case, cases, settings_for

GOLDEN = Path(__file__).parent.parent / "golden"
REPORTED = [case for case in cases(GOLDEN) if "reported" in case.name.split(".")]
SILENT = [
    case
    for case in cases(GOLDEN)
    if "same" in case.name.split(".") and case.codemod in {reported.codemod for reported in REPORTED}
]


def case_id(case: Case) -> str:
    return f"{case.codemod}/{case.name}"


def lines_reported(case: Case) -> list[int]:
    text = case.before.read_text(encoding="utf-8")
    path = case.before.with_name(case.before.name.split(".", 1)[0] + ".py")
    chosen = [codemod for codemod in CODEMODS if codemod.name == case.codemod]
    findings = analyse(text, settings_for(chosen, case.target), path=str(path)).findings
    return sorted({text.count("\n", 0, finding.start) + 1 for finding in findings if finding.codemod == case.codemod})


@pytest.mark.parametrize("case", REPORTED, ids=case_id)
def test_exactly_the_marked_lines_are_reported(case: Case) -> None:
    lines = case.before.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.endswith("# reported")]
    assert marked
    assert lines_reported(case) == marked


@pytest.mark.parametrize("case", SILENT, ids=case_id)
def test_nothing_is_reported_of_what_must_be_left_alone(case: Case) -> None:
    assert lines_reported(case) == []
