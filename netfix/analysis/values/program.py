"""What an analysis needs of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from netfix.engine.dialect import Dialect
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree


class Program(Protocol):
    """A parsed program: its tree, its names, and the dialect that its file is written in."""

    @property
    def tree(self) -> Tree:
        """The parsed text."""
        ...

    @property
    def scopes(self) -> Scopes:
        """What the names mean."""
        ...

    @property
    def dialect(self) -> Dialect:
        """What the user's file is, whatever the text that was parsed."""
        ...
