"""Which parts of a Python 2 program can be moved as text: those in which no other codemod has anything to rewrite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node

#: Names that are reserved in Python 3 and are not in Python 2.
RESERVED = frozenset({"async", "await", "nonlocal"})
_BOUND_TO_CHANGE = RESERVED | {"`", "<>", "lambda", "for"}


def is_movable(tree: Python2Tree, node: Node) -> bool:
    """Whether the text of a node can stand elsewhere on the line as it is.

    It must fit on one line, and none of its tokens may be of a kind that some codemod rewrites.
    """
    source = tree.source(node)
    if "\n" in source or "#" in source:
        return False
    return all(_is_stable(leaf) for leaf in tree.leaves_of(node))


def _is_stable(leaf: Node) -> bool:
    if leaf.kind == "NUMBER":
        return not (leaf.value[-1] in "lL" or (leaf.value[0] == "0" and len(leaf.value) > 1))
    if leaf.kind == "STRING":
        return leaf.value[0] in "'\"" and "\\" not in leaf.value
    return leaf.value not in _BOUND_TO_CHANGE
