"""How a file or a socket is used: up to the end where it stands, or later, or for as long as the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name, names
from netfix.engine.edits import Edit
from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst
from netfix.engine.tree import code_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

#: Builtins and methods that use a generator up.
_USING_UP = names(
    "any all sum min max list tuple set sorted dict frozenset bytes bytearray join extend update writelines",
)


def is_read_later(document: Document, use: cst.Name) -> bool:
    """Whether a comprehension over the object `use` is a generator that is not used up where it stands."""
    tree = document.tree
    made = next(each for each in tree.ancestors(use) if isinstance(each, cst.BaseComp))
    holder = tree.parent(made)
    if not isinstance(made, cst.GeneratorExp) or isinstance(holder, (cst.For, cst.CompFor)):
        return False
    call = tree.parent(holder) if isinstance(holder, cst.Arg) else None
    return not isinstance(call, cst.Call) or last_name(call.func) not in _USING_UP


def accepts_for_ever(document: Document, use: cst.Name) -> bool:
    """Whether the socket `use` accepts connections in a loop that only the end of the program ends."""
    attribute = document.tree.parent(use)
    if not isinstance(attribute, cst.Attribute) or attribute.attr.value != "accept":
        return False
    loops = [each for each in document.tree.ancestors(use) if isinstance(each, cst.While)]
    if not loops or not (is_name(loops[-1].test, "True") or isinstance(loops[-1].test, cst.Integer)):
        return False
    return not any(isinstance(each, (cst.Break, cst.Return)) for each in _inside(loops[-1].body))


def blank_lines_between(document: Document, close: cst.SimpleStatementLine) -> Edit | None:
    """Give the edit that takes out the blank lines in front of a statement which has such behind it, too."""
    tree = document.tree
    start = tree.full_span(close)[0]
    line = tree.text.rfind("\n", 0, tree.position(close)[0]) + 1
    behind = tree.text.find("\n", line) + 1
    ends = not behind or not tree.text[behind:].partition("\n")[0].strip()
    is_blank = start < line and not tree.text[start:line].strip()
    return Edit(start, line, "") if is_blank and ends else None


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += code_children(part)
