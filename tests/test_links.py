"""Links of README, CONTRIBUTING and the documentation lead somewhere: to a file, and to a heading in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)\s*$|^ {4}.*$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Give the anchors that GitHub and myst-parser make of a page's headings."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    made: set[str] = set()
    for heading in _HEADING.finditer(text):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading["text"]).lower()
        made.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return made


def links(page: Path) -> list[str]:
    """Give the targets of a page's links, those in code left out."""
    return [found["target"] for found in _LINK.finditer(_CODE.sub("", page.read_text("utf-8")))]


def test_there_are_links_to_check() -> None:
    assert sum(len(links(page)) for page in PAGES) > 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    dead: list[str] = []
    for target in links(page):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        # The site has what is in docs/, and nothing else of the repository.
        off_site = page.is_relative_to(ROOT / "docs") and not file.is_relative_to(ROOT / "docs")
        if off_site or not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_every_page_of_the_documentation_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    listed = {
        line.strip()
        for block in re.findall(r"^```\{toctree\}\n(.*?)^```", index, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    }
    pages = {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"}
    assert pages <= listed
