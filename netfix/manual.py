"""A codemod's manual: its module's docstring, taken apart.

The docstring is the one place where a codemod is described. Its first line is the title, its first indented block is
one change in diff notation (context, `-`, `+`), everything else is prose: why, and why it is safe. What is only
reported is marked with `!` instead. `--list`, `--explain`, the pages in docs/ and the first golden test of each codemod
are all made from it.
"""

from __future__ import annotations

from typing import NamedTuple

#: How an example shows a tab: since Python 3.13 the compiler expands those of docstrings.
_SHOWN_TAB = "\N{SYMBOL FOR HORIZONTAL TABULATION}"


class ManualError(Exception):
    """A codemod's docstring lacks something that a user must be told."""


# A named tuple for the reason given in `netfix.config.model`.
class Manual(NamedTuple):
    """What a codemod's docstring says.

    `title` is its first line without the full stop, `text` the whole docstring, `before` and `after` the two sides of
    its example. A codemod that only reports marks what it reports with `!`, and `after` equals `before`.
    """

    title: str
    text: str
    before: str
    after: str

    @classmethod
    def of(cls, docstring: str | None, name: str) -> Manual:
        """Take a docstring apart. Raises ManualError, naming the codemod, if a part is missing."""
        text = (docstring or "").strip()
        title, _, rest = text.partition("\n")
        if not title.endswith(".") or not rest.startswith("\n"):
            msg = f"{name}: the docstring must begin with a title of one line, a full stop and a blank line"
            raise ManualError(msg)
        marked = _first_indented_block(rest)
        marks = {line[:1] for line in marked}
        if not marks & {"-", "!"}:
            msg = f"{name}: the docstring must show one example as an indented diff"
            raise ManualError(msg)
        if "!" in marks and marks & {"-", "+"}:
            msg = f"{name}: the example of the docstring must show a rewrite or a report, not both"
            raise ManualError(msg)
        return cls(
            title=title[:-1],
            text=text,
            before=_side(marked, dropped="+"),
            after=_side(marked, dropped="-"),
        )


def _first_indented_block(text: str) -> list[str]:
    """Give the lines of the first block indented by four, with blank lines inside it; each begins with its mark."""
    block: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            block.append(line[4:])
        elif block and not line.strip():
            block.append("")
        elif block:
            break
    while block and not block[-1]:
        block.pop()
    return block


def _side(marked: list[str], *, dropped: str) -> str:
    """Give one side of a diff: the lines not marked with `dropped`, without their marks."""
    lines = (line[1:] + "\n" for line in marked if not line.startswith(dropped))
    return "".join(lines).replace(_SHOWN_TAB, "\t")
