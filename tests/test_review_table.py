"""The table of the review's remarks is made from what there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from netfix.codemods import CODEMODS

ROOT = Path(__file__).parent.parent
#: What the review does not speak of: migrations, and misuse of Deferreds beyond its examples.
BESIDE = {"python3", "python3-names", "twisted", "twisted-names"}

#: Codemods of the families that answer the review which go beyond it.
BEYOND = {"ignored-send", "missing-timeout", "old-style-class", "resource-leak", "unused-ignore"}


def test_the_page_is_current(tmp_path: Path) -> None:
    made = tmp_path / "review.md"
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_review_table.py"), str(made)], check=True, cwd=ROOT)
    assert (ROOT / "docs" / "review.md").read_text(encoding="utf-8") == made.read_text(encoding="utf-8")


def test_every_codemod_that_answers_the_review_has_a_row() -> None:
    page = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    answering = {codemod.name for codemod in CODEMODS if codemod.family not in BESIDE}
    missing = {name for name in answering if f"[{name}]" not in page}
    assert missing <= BEYOND
