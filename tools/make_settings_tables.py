"""Writes the tables of keys and of equivalent codes into `docs/configuration.md` and `docs/suppression.md`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from netfix.codemods import CODEMODS
from netfix.config.keys import KEYS, Key, Kind

_VALUES = {
    Kind.NAMES: "list of names",
    Kind.PATTERNS: "list of patterns",
    Kind.PATHS: "list of paths",
    Kind.PATH: "path",
    Kind.FLAG: "`true` or `false`",
    Kind.COUNT: "whole number",
    Kind.SECONDS: "seconds",
    Kind.MIGRATION: "name of a migration",
    Kind.NAMES_BY_PATTERN: "table: pattern = list of names",
    Kind.NAMES_BY_NAME: "table: name = list of steps",
    Kind.OPTIONS: "table of tables",
    Kind.TABLES: "list of tables",
}


def keys_table() -> str:
    """Give the rows of the table of keys."""
    return "".join(f"| `{key.name}` | {_value(key)} | {key.help} |\n" for key in KEYS)


def codes_table() -> str:
    """Give the rows of the table of codes."""
    return "".join(
        f"| [{codemod.name}](codemods/{codemod.name}.md) | {', '.join(f'`{code}`' for code in codemod.noqa)} |\n"
        for codemod in CODEMODS
        if codemod.noqa
    )


def _value(key: Key) -> str:
    return ", ".join(f"`{choice}`" for choice in key.choices) or _VALUES[key.kind]


def with_table(text: str, header: str, rows: str) -> str:
    """Give a page with these rows below the table's header."""
    return re.sub(rf"({re.escape(header)}\n\|[-|]+\|\n)(?:\|.*\n)*", lambda found: found[1] + rows, text)


def main(docs: Path) -> None:
    """Write both tables."""
    for name, header, rows in (
        ("configuration.md", "| key | value | what it does |", keys_table()),
        ("suppression.md", "| codemod | codes |", codes_table()),
    ):
        page = docs / name
        page.write_text(with_table(page.read_text(encoding="utf-8"), header, rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
