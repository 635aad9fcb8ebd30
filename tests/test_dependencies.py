"""The page on dependencies names what pyproject.toml asks for, and nothing else."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
#: What who uses netfix may ask for; the others are for those who work on it.
EXTRAS = set(PROJECT["optional-dependencies"]) - {"test", "docs", "dev"}


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in requirements}


def _rows(header: str) -> list[list[str]]:
    """Give the cells of the table whose first column has this header."""
    table = PAGE.partition(f"| {header} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_each_dependency_has_a_line_with_its_reason() -> None:
    rows = _rows("package")
    assert {row[0] for row in rows} == _names(PROJECT["dependencies"])
    assert all(len(row) == 4 and all(row) for row in rows)


def test_each_extra_for_users_has_a_line_with_its_packages() -> None:
    rows = {row[0].strip("`"): set(row[1].split(", ")) for row in _rows("extra")}
    assert rows == {f"netfix[{extra}]": _names(PROJECT["optional-dependencies"][extra]) for extra in EXTRAS}
