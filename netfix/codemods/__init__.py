"""What is rewritten: one file per pattern, in families.

`CODEMODS` is all of them, in running order (`netfix.codemods.running_order` is the explicit list), and `SYNTAX` those
which, selected or not, make the view through which a Python 2 file is read. Who asks for them imports every codemod.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netfix.codemods.running_order import CODEMODS, SYNTAX

#: Ordered recipes for `--migrate`: names of codemods or families, each run until nothing changes.
MIGRATIONS: dict[str, tuple[str, ...]] = {
    "python3": ("python3", "list-results", "python3-names"),
    "twisted": ("twisted-names", "old-style-class"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: most runs need few codemods."""
    if name not in {"CODEMODS", "SYNTAX"}:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from netfix.codemods import running_order  # noqa: PLC0415 - imports them all

    globals().update(CODEMODS=running_order.CODEMODS, SYNTAX=running_order.SYNTAX)
    return globals()[name]


__all__ = ["CODEMODS", "MIGRATIONS", "SYNTAX"]
