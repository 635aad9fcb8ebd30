"""The rewrite of a signal handler that waits for one child into one that waits for all which have ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.network.blocks import indented
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document

_MISSING = frozenset({"OSError", "ChildProcessError", "os.error"})


@dataclass(frozen=True, slots=True)
class Loop:
    """A wait that becomes a loop: the `call` and its `statement`.

    `front` is what is put in front of it, `pid` the expression of the pid that it gives, and `rest` are the statements
    behind it that go into the loop.
    """

    document: Document
    call: cst.Call
    statement: cst.SimpleStatementLine
    front: str
    pid: str
    rest: Sequence[cst.BaseStatement]

    @property
    def indent(self) -> str:
        """The blanks in front of the wait."""
        return self.document.tree.indentation(self.call)

    @property
    def unit(self) -> str:
        """One level of indentation."""
        return self.document.tree.module.default_indent

    def waits(self) -> list[Edit]:
        """Give the edits that make the wait itself one that does not block."""
        tree = self.document.tree
        start = tree.position(self.statement)[0]
        front = [Edit(start, start, self.front)] if self.front else []
        if len(self.call.args) == 2 and "WNOHANG" in tree.source(self.call.args[1].value):  # noqa: PLR2004 - pid and options
            return front
        owner = tree.source(self.call.func.value) if isinstance(self.call.func, cst.Attribute) else "os"
        return [*front, Edit(*tree.span(self.call), f"{owner}.waitpid(-1, {owner}.WNOHANG)")]

    def end_of_line(self) -> int:
        """Give the place behind the wait's line, and its comment."""
        text = self.document.tree.text
        newline = text.find("\n", self.document.tree.position(self.statement)[1])
        return newline if newline != -1 else len(text)


def plain_loop(loop: Loop) -> list[Edit] | None:
    """Give the edits for a wait that stands in the handler itself; None where tabs and blanks would be mixed."""
    start = loop.document.tree.position(loop.statement)[0]
    rest = indented(loop.document, loop.rest) if loop.rest else []
    if rest is None:
        return None
    indent, unit, end = loop.indent, loop.unit, loop.end_of_line()
    missing = "OSError" if loop.document.dialect is Dialect.PYTHON2 else "ChildProcessError"
    head = f"while True:\n{indent}{unit}try:\n{indent}{unit * 2}"
    tail = [f"{unit}except {missing}:", f"{unit * 2}break", f"{unit}if not {loop.pid}:", f"{unit * 2}break"]
    behind = "".join(f"\n{indent}{line}" for line in tail)
    first, *others = loop.waits() if loop.front else [Edit(start, start, ""), *loop.waits()]
    return [Edit(start, start, head + first.replacement), *others, Edit(end, end, behind), *rest]


def loop_in_try(loop: Loop, around: cst.Try) -> list[Edit] | None:
    """Give the edits for a wait that is the first statement of a `try` which knows that there may be no child."""
    tree = loop.document.tree
    handler = around.handlers[0] if len(around.handlers) == 1 else None
    is_first = isinstance(around.body, cst.IndentedBlock) and around.body.body[0] is loop.statement
    if handler is None or not is_first or around.orelse is not None or around.finalbody is not None:
        return None
    caught = tree.source(handler.type) if handler.type is not None else "OSError"
    left = _leaving(loop, handler)
    body = indented(loop.document, [around, *loop.rest])
    if caught not in _MISSING or left is None or body is None:
        return None
    start, end = tree.position(around)[0], loop.end_of_line()
    first = body.pop(0)
    # The `try` gets its level together with the line in front of it: two insertions at one place have no order.
    head = [Edit(first.start, first.start, f"{tree.indentation(around)}while True:\n{loop.unit}")]
    if tree.text[first.start : start].strip():
        return None
    indent = loop.indent + loop.unit
    behind = f"\n{indent}if not {loop.pid}:\n{indent}{loop.unit}break"
    return [*head, *body, *loop.waits(), Edit(end, end, behind), *left]


def _leaving(loop: Loop, handler: cst.ExceptHandler) -> list[Edit] | None:
    """Give the edits that end the loop where there is no child; None for a handler of another shape."""
    tree = loop.document.tree
    last = handler.body.body[-1] if isinstance(handler.body, cst.IndentedBlock) else None
    if isinstance(last, cst.SimpleStatementLine) and len(last.body) == 1:
        small = last.body[0]
        if isinstance(small, cst.Pass) or (isinstance(small, cst.Return) and small.value is None):
            return [Edit(*tree.span(small), "break")]
        if isinstance(small, cst.Raise):
            return []
    if last is None:
        return None
    end = len(tree.text[: tree.span(last)[1]].rstrip())
    newline = tree.text.find("\n", end)
    at = newline if newline != -1 else len(tree.text)
    return [Edit(at, at, f"\n{tree.indentation(last)}{loop.unit}break")]
