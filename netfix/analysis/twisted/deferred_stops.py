"""How a program stops its reactor: where `reactor.stop()` is called, and by which chains of callbacks it is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_callbacks import Callbacks

if TYPE_CHECKING:
    from netfix.engine.document import Document


class Stops:
    """The stops of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._callbacks = document.fact(Callbacks)

    def stop_behind(self, statement: cst.BaseSmallStatement) -> cst.Expr | None:
        """Give the statement `reactor.stop()` that directly follows a statement."""
        following = self.following(statement)
        is_stop = isinstance(following, cst.Expr) and self._callbacks.is_stop(following.value)
        if is_stop and isinstance(following, cst.Expr) and self._callbacks.is_exit(following.value):
            return None  # which ends a program where the reactor does not run
        return following if is_stop and isinstance(following, cst.Expr) else None

    def following(self, statement: cst.BaseSmallStatement) -> cst.CSTNode | None:
        """Give the next statement in the same block, None at its end and in front of compound statements."""
        line = self._tree.parent(statement)
        small: list[cst.CSTNode] = list(getattr(line, "body", ()))
        at = next((index for index, each in enumerate(small) if each is statement), len(small))
        if at + 1 < len(small):
            return small[at + 1]
        block = self._tree.parent(line) if isinstance(line, cst.SimpleStatementLine) else None
        lines: list[cst.CSTNode] = list(getattr(block, "body", ()))
        where = next((index for index, each in enumerate(lines) if each is line), len(lines))
        following = lines[where + 1] if where + 1 < len(lines) else None
        return following.body[0] if isinstance(following, cst.SimpleStatementLine) else None
