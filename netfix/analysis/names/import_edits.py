"""Edits of import statements: a name taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.edits import Edit
from netfix.engine.statements import remove

if TYPE_CHECKING:
    from netfix.engine.tree import Tree


def without_alias(tree: Tree, node: cst.ImportFrom, alias: cst.ImportAlias) -> Edit:
    """Give the edit that takes one name out of a `from` statement; the only one goes with its statement."""
    aliases = [] if isinstance(node.names, cst.ImportStar) else list(node.names)
    at = aliases.index(alias)
    if len(aliases) == 1:
        return remove(tree, node)
    if at + 1 < len(aliases):
        return Edit(tree.span(alias)[0], tree.span(aliases[at + 1])[0], "")
    return Edit(tree.span(aliases[at - 1])[1], tree.span(alias)[1], "")
