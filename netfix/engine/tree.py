"""A parsed text: LibCST's module, one fast walk over it, and positions where they are asked for.

LibCST's own visitors and metadata cost more than its parser (8 thousand lines a second for an empty visitor, 3 for
parents, against 10 for the parse; the walk below does 125), because they visit every blank and every comma. Codemods
look at expressions and statements, so the walk skips the nodes that only hold layout.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import fields
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast

import libcst as cst

from netfix.engine.parsing import parse_module
from netfix.engine.positions import Pieces, Positions, positions_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, KeysView, Sequence

    from netfix.engine.edits import Edit

NodeT = TypeVar("NodeT", bound=cst.CSTNode)

#: Nodes that hold layout or a lone token; nothing below them is code.
_LAYOUT = (
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.Newline,
    cst.Comment,
    cst.Comma,
    cst.Semicolon,
    cst.Colon,
    cst.Dot,
    cst.AssignEqual,
    cst.LeftParen,
    cst.RightParen,
    cst.LeftSquareBracket,
    cst.RightSquareBracket,
    cst.LeftCurlyBrace,
    cst.RightCurlyBrace,
)

#: Fields that never hold code, whatever the node: not looked at, which is most of the walk's speed.
_LAYOUT_FIELDS = frozenset({
    "lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "comma", "semicolon", "equal", "leading_lines",
    "lines_after_decorators", "trailing_whitespace", "header", "footer", "dot", "colon", "encoding",
    "default_indent", "default_newline", "has_trailing_newline", "indent",
})  # fmt: skip


@cache
def _code_fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """Name the fields of a node class in which code may stand."""
    return tuple(
        field.name
        for field in fields(kind)
        if field.name not in _LAYOUT_FIELDS and not field.name.startswith("whitespace")
    )


#: To be compared with a node's class: LibCST's nodes have abstract base classes, for which `isinstance` takes five
#: times as long. That counts where a million nodes are asked about.
FUNCTIONS_AND_CLASSES: frozenset[type[cst.CSTNode]] = frozenset({cst.FunctionDef, cst.Lambda, cst.ClassDef})


class _CodeKinds(dict[type[object], bool]):
    """Whether nodes of a class are code. Asked by class: `isinstance` of an abstract class is slow."""

    def __missing__(self, kind: type[object]) -> bool:
        is_code = issubclass(kind, cst.CSTNode) and not issubclass(kind, _LAYOUT)
        self[kind] = is_code
        return is_code


_IS_CODE = _CodeKinds()


class _Getters(dict[type[cst.CSTNode], "Callable[[cst.CSTNode], tuple[object, ...]] | None"]):
    """What gives the values of a node's fields that may hold nodes, by its class; None where no field can."""

    def __missing__(self, kind: type[cst.CSTNode]) -> Callable[[cst.CSTNode], tuple[object, ...]] | None:
        texts = {field.name for field in fields(kind) if field.type in {str, "str"}}
        names = [name for name in _code_fields(kind) if name not in texts]
        if len(names) > 1:
            self[kind] = attrgetter(*names)
        elif names:
            get = attrgetter(names[0])
            self[kind] = lambda node: (get(node),)
        else:
            self[kind] = None
        return self[kind]


_VALUES = _Getters()


def code_children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Give the children of a node that are code, in source order; layout is left out."""
    children: list[cst.CSTNode] = []
    values = _VALUES[type(node)]
    if values is None:
        return children
    for value in values(node):
        kind = type(value)
        if kind is tuple or kind is list:
            children += [item for item in cast("Sequence[cst.CSTNode]", value) if _IS_CODE[type(item)]]
        elif _IS_CODE[kind]:
            children.append(cast("cst.CSTNode", value))
    return children


class Tree:
    """A text and its LibCST module, with parents and kinds of nodes found in one walk.

    `text` is what was parsed, `module` the tree, `nodes` its code nodes in source order.
    """

    def __init__(self, text: str, module: cst.Module) -> None:
        self.text = text
        self.module = module
        self.nodes: list[cst.CSTNode] = []
        #: By the identity of the child: a node's own `__hash__` says the same, and is called as Python code.
        self._parents: dict[int, cst.CSTNode] = {}
        self._by_kind: dict[type[cst.CSTNode], list[cst.CSTNode]] = {}
        self._positions: Positions | None = None
        self._pieces = Pieces(self)
        self._walk()

    @classmethod
    def parse(cls, text: str) -> Tree:
        """Parse `text` (newlines are line feeds, see `normalise`). Raises ParseFailed."""
        return cls(text, parse_module(text))

    def _walk(self) -> None:
        stack: list[cst.CSTNode] = [self.module]
        nodes, by_kind, parents = self.nodes, self._by_kind, self._parents
        while stack:
            node = stack.pop()
            nodes.append(node)
            kind = type(node)
            if kind in by_kind:
                by_kind[kind].append(node)
            else:
                by_kind[kind] = [node]
            if _VALUES[kind] is None:
                continue
            children = code_children(node)
            for child in children:
                parents[id(child)] = node
            children.reverse()
            stack += children

    def of_kind(self, kind: type[NodeT]) -> list[NodeT]:
        """Give all nodes of exactly this class, in source order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]

    @property
    def kinds(self) -> KeysView[type[cst.CSTNode]]:
        """The node classes that occur."""
        return self._by_kind.keys()

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Give the code node which holds `node`; None for the module and for a node that is not in the tree."""
        return self._parents.get(id(node))

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Give the parent, its parent, and so on up to the module."""
        parent = self._parents.get(id(node))
        while parent is not None:
            yield parent
            parent = self._parents.get(id(parent))

    def statement(self, node: cst.CSTNode) -> cst.SimpleStatementLine | cst.BaseCompoundStatement | None:
        """Give the whole statement line, or the compound statement, in which `node` stands."""
        for candidate in (node, *self.ancestors(node)):
            if isinstance(candidate, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                return candidate
        return None

    def __contains__(self, node: cst.CSTNode) -> bool:
        """Whether `node` itself, not only an equal one, stands in this tree."""
        return id(node) in self._parents or node is self.module

    @property
    def positions(self) -> Positions:
        """Where everything is. Worked out when first asked for. Raises ParseFailed if LibCST lost something."""
        if self._positions is None:
            self._positions = positions_of_all(self)
        return self._positions

    def _around(self, node: cst.CSTNode) -> Positions:
        """Give positions among which are those of `node` and of all that stands in it."""
        return self._positions or self._pieces.around(node) or self.positions

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the offsets of `node`: an expression with its parentheses, others without leading or trailing layout."""
        return self._around(node).span(node)

    def full_span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the offsets of all that `node` prints: with leading comment lines, trailing comment and newline."""
        return self._around(node).full[node]

    def position(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the span to show for `node`: as `span`, but never the leading comments of a statement."""
        return self._around(node).inner.get(node) or self.span(node)

    def indentation(self, node: cst.CSTNode) -> str:
        """Give the blanks at the start of the line on which the statement around `node` begins."""
        statement = self.statement(node)
        if statement is None:
            return ""
        start = self.position(statement)[0]
        line = self.text.rfind("\n", 0, start) + 1
        return self.text[line:start] if self.text[line:start].isspace() else ""

    def loses_comment(self, edit: Edit) -> bool:
        """Whether a comment stands in the replaced span and not in the replacement."""
        if "#" not in self.text[edit.start : edit.end]:
            return False
        at = bisect_left(self._comments, (edit.start,))
        for start, end in self._comments[at:]:
            if start >= edit.end:
                break
            if self.text[start:end] not in edit.replacement:
                return True
        return False

    @cached_property
    def _comments(self) -> list[tuple[int, int]]:
        """Where the comments are, in order."""
        return sorted(span for node, span in self.positions.full.items() if isinstance(node, cst.Comment))

    def source(self, node: cst.CSTNode) -> str:
        """Give the text of `node`, see `span`."""
        start, end = self.span(node)
        return self.text[start:end]
