"""Writes netfix/codemods/listing.py: what is known of each codemod, for runs that import only those which they need.

A netfix that is installed uses it, and one that is worked on does not, so that nothing is looked for by what was so.

    python tools/make_listing.py netfix/codemods/listing.py
"""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

from netfix.codemods import CODEMODS
from netfix.engine.listed import Listed, listed_of
from netfix.engine.needle_words import needed_by

_HEAD = '''"""What is known of netfix's own codemods without importing them.

Made from the codemods by `python tools/make_listing.py netfix/codemods/listing.py`; not to be edited.
"""

# ruff: noqa: E501, Q000 - one line for each codemod, and for each expression, as `repr` writes them
# fmt: off

from __future__ import annotations

'''


def listing() -> str:
    """Give the text of the module."""
    rows = "".join(f"    {_row(listed_of(codemod))!r},\n" for codemod in CODEMODS)
    expressions = dict.fromkeys(one for codemod in CODEMODS for one in (*codemod.needles, *codemod.requires))
    needed = "".join(f"    {expression!r}: {needed_by(expression)!r},\n" for expression in expressions)
    kind = "tuple[str, str, str, str, tuple[bytes, ...], tuple[bytes, ...], bool, bool, bool, bool, bool, bool]"
    return (
        f"{_HEAD}#: The values of `Listed`, in running order.\nROWS: tuple[{kind}, ...] = (\n{rows})\n\n"
        "#: What `needed_by` says of each expression in them.\n"
        "NEEDED: dict[bytes, tuple[tuple[bytes, ...] | None, bool, tuple[bytes, ...], tuple[bytes, ...]]] = {\n"
        f"{needed}}}\n"
    )


def _row(listed: Listed) -> tuple[object, ...]:
    return tuple(getattr(listed, field.name) for field in fields(Listed) if field.name != "made")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(listing(), encoding="utf-8", newline="\n")
