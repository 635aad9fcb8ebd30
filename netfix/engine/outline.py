"""A text's syntax tree as CPython's own parser gives it: seventeen times as fast as LibCST, and enough to say no.

Most files in which a codemod's needles stand hold nothing for it. Before LibCST parses such a file, a codemod may look
here (`may_find`); the tree is made and walked once for all of them.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from netfix.engine.parsing import ParseFailed, parse_with_cpython

if TYPE_CHECKING:
    from netfix.engine.document import Document

NodeT = TypeVar("NodeT", bound=ast.AST)


#: Fields that never hold what is asked for: how a name is used, operators, names, numbers of lines.
_WITHOUT_NODES = frozenset({"ctx", "op", "ops", "id", "attr", "arg", "kind", "type_comment", "level", "simple"})


class _FieldsWithNodes(dict[type[ast.AST], tuple[str, ...]]):
    """The fields of a class of nodes in which others may stand."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        names = () if kind is ast.Constant else tuple(name for name in kind._fields if name not in _WITHOUT_NODES)
        self[kind] = names
        return names


_FIELDS = _FieldsWithNodes()


class Outline:
    """The nodes of a text by their class."""

    def __init__(self, module: ast.Module) -> None:
        self._by_kind: dict[type[ast.AST], list[ast.AST]] = {}
        waiting: list[ast.AST] = [module]
        by_kind = self._by_kind
        while waiting:
            node = waiting.pop()
            kind = type(node)
            if kind in by_kind:
                by_kind[kind].append(node)
            else:
                by_kind[kind] = [node]
            for name in _FIELDS[kind]:
                value = getattr(node, name, None)
                if type(value) is list:
                    waiting += [item for item in cast("list[object]", value) if isinstance(item, ast.AST)]
                elif isinstance(value, ast.AST):
                    waiting.append(value)

    @property
    def statements(self) -> list[ast.stmt]:
        """All statements, in no order."""
        found = (nodes for kind, nodes in self._by_kind.items() if issubclass(kind, ast.stmt))
        return [node for nodes in found for node in nodes if isinstance(node, ast.stmt)]

    def of_kind(self, kind: type[NodeT]) -> list[NodeT]:
        """Give all nodes of exactly this class, in no order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]


@lru_cache(maxsize=2)
def outline_of(text: str) -> Outline | None:
    """Give a text's outline; None if the Python that runs netfix cannot read it."""
    try:
        return Outline(parse_with_cpython(text))
    except ParseFailed:
        return None


def outline(document: Document) -> Outline | None:
    """Give the outline of what LibCST would parse; None as for `outline_of`."""
    return outline_of(document.text)


def last_name(node: ast.expr) -> str:
    """Give the name behind the last dot of a name or attribute; empty for another expression."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
