"""The pages in docs/ are those that the codemods make."""

from __future__ import annotations

from pathlib import Path

from netfix.reports.pages import pages, write

DOCS = Path(__file__).parent.parent / "docs"


def test_pages_are_current() -> None:
    there = {f"codemods/{path.name}": path.read_text(encoding="utf-8") for path in (DOCS / "codemods").glob("*.md")}
    assert there == pages(), "run: python -m netfix.reports.pages docs"


def test_writing_removes_the_page_of_a_codemod_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "codemods").mkdir()
    (tmp_path / "codemods" / "gone.md").write_text("old")
    write(tmp_path)
    assert not (tmp_path / "codemods" / "gone.md").exists()
