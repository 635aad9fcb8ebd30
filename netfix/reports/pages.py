"""The documentation pages that are made from the codemods, so that nothing is written twice.

`python -m netfix.reports.pages docs` writes them; a test compares them with what is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from netfix.codemods import CODEMODS
from netfix.reports.catalogue import page

_NOTE = "<!-- made from the codemods by `python -m netfix.reports.pages docs`; not to be edited -->\n"


def pages() -> dict[str, str]:
    """Give the text of every page by its path below docs/."""
    made = {f"codemods/{codemod.name}.md": _NOTE + "\n" + page(codemod) for codemod in CODEMODS}
    made["codemods/index.md"] = _NOTE + "\n" + _index()
    return made


def _index() -> str:
    lines = ["# Codemods", "", "| codemod | family | safety | what it does |", "|---|---|---|---|"]
    lines += (
        f"| [{codemod.name}]({codemod.name}.md) | {codemod.family} | {codemod.safeties()} | {codemod.manual.title} |"
        for codemod in CODEMODS
    )
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """Write all pages below `folder`, and take away pages of codemods that no longer exist."""
    made = pages()
    (folder / "codemods").mkdir(parents=True, exist_ok=True)
    for old in (folder / "codemods").glob("*.md"):
        if f"codemods/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
