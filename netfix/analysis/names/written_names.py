"""Names as they are written, and the words in them: what a name says where nothing else is known."""

from __future__ import annotations

import re

from netfix.engine.lazy import cst

_NAME_PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def words(name: str) -> list[str]:
    """Give the words of a name in lower case: of `shell_cmd`, `htmlBody`, `UPDATE_QUERY`."""
    return [part.lower() for part in _NAME_PART.findall(name)]


def last_name(node: cst.CSTNode) -> str:
    """Give the name of a variable, or the last one of a chain of attributes; empty for another node."""
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else ""


def names(*texts: str) -> frozenset[str]:
    """Give the names that stand in texts, with blanks between them."""
    return frozenset(" ".join(texts).split())
