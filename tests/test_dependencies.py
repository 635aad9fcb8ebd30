"""The page on dependencies names what pyproject.toml asks for, and nothing else."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_TOML: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
_PROJECT: dict[str, Any] = _TOML.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED: list[str] = _PROJECT["dependencies"]
#: Of the extras those which a user may want; the others are for those who work on netfix.
EXTRAS: dict[str, list[str]] = {
    name: packages
    for name, packages in _PROJECT["optional-dependencies"].items()
    if name not in {"test", "docs", "dev"}
}
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in requirements}


def _rows(header: str) -> list[list[str]]:
    """Give the cells of the table whose first column has this header."""
    table = PAGE.partition(f"| {header} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_each_dependency_has_a_line_with_its_reason() -> None:
    rows = _rows("package")
    assert {row[0] for row in rows} == _names(NEEDED)
    assert all(len(row) == 4 and all(row) for row in rows)


def test_each_extra_for_users_has_a_line_with_its_packages() -> None:
    rows = {row[0].strip("`"): set(row[1].split(", ")) for row in _rows("extra")}
    assert rows == {f"netfix[{extra}]": _names(packages) for extra, packages in EXTRAS.items()}
