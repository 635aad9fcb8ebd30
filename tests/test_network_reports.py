"""The codemods of the family `network` that report: which lines of their golden programs they mark.

In these programs a line on which something is to be reported ends in `# reported`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.analyse import analyse
from netfix.testing import Case, cases, settings_for

GOLDEN = Path(__file__).parent.parent / "golden"
REPORTERS = ("half-open", "pickle-from-network", "recv-as-message", "resource-leak")
CASES = [case for case in cases(GOLDEN) if case.codemod in REPORTERS and case.is_same]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.codemod}/{case.name}")
def test_what_is_marked_is_reported_and_nothing_else(case: Case) -> None:
    text = case.before.read_text(encoding="utf-8")
    codemods = [codemod for codemod in CODEMODS if codemod.name == case.codemod]
    found = analyse(text, settings_for(codemods, case.target)).findings
    marked = {number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# reported")}
    assert {text.count("\n", 0, finding.start) + 1 for finding in found} == marked


@pytest.mark.parametrize("name", [codemod.name for codemod in CODEMODS if codemod.name in REPORTERS])
def test_each_reports_something_in_its_programs(name: str) -> None:
    texts = [case.before.read_text(encoding="utf-8") for case in CASES if case.codemod == name]
    assert any("# reported" in text for text in texts)
