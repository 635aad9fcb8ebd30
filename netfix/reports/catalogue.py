"""The codemods themselves, for --list and --explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.registry import everything

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered
    from netfix.engine.options import Value


def table() -> str:
    """Give all codemods, one a line: name, family, safety, title."""
    rows = [("NAME", "FAMILY", "SAFETY", "WHAT IT DOES")]
    rows += ((codemod.name, codemod.family, codemod.safeties(), codemod.manual.title) for codemod in everything())
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) + "\n"
        for row in rows
    )


def page(codemod: type[Registered]) -> str:
    """Give a codemod's whole page."""
    head = f"{codemod.name} ({codemod.family}; {codemod.safeties()})"
    return f"{head}\n{'=' * len(head)}\n\n{codemod.manual.text}\n{_settings(codemod)}"


def _settings(codemod: type[Registered]) -> str:
    """Say what a user may set for a codemod, and which comments for other linters suppress it."""
    parts: list[str] = []
    if codemod.options:
        lines = [f"Options, in `[tool.netfix.codemods.{codemod.name}]`:", ""]
        for option in codemod.options:
            choices = f", one of {', '.join(map(_toml, option.choices))}" if option.choices else ""
            lines.append(f"- `{option.name} = {_toml(option.default)}`{choices}: {option.help}")
        parts.append("\n".join(lines))
    if codemod.noqa:
        parts.append(f"Suppressed by `# noqa: {', '.join(codemod.noqa)}`, too.")
    return "".join(f"\n{part}\n" for part in parts)


def _toml(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
