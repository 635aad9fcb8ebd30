"""A parsed text: LibCST's module, one fast walk over it, and positions where they are asked for.

LibCST's own visitors and metadata cost more than its parser (8 thousand lines a second for an empty visitor, 3 for
parents, against 10 for the parse; the walk below does 125), because they visit every blank and every comma. Codemods
look at expressions and statements, so the walk skips the nodes that only hold layout.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

import libcst as cst
from libcst._nodes.internal import CodegenState

from netfix.engine.parsing import ParseFailed, parse_module

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, KeysView

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


class _CodeKinds(dict[type[object], bool]):
    """Whether nodes of a class are code. Asked by class: `isinstance` of an abstract class is slow."""

    def __missing__(self, kind: type[object]) -> bool:
        is_code = issubclass(kind, cst.CSTNode) and not issubclass(kind, _LAYOUT)
        self[kind] = is_code
        return is_code


_IS_CODE = _CodeKinds()


def code_children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Give the children of a node that are code, in source order; layout is left out."""
    children: list[cst.CSTNode] = []
    for name in _code_fields(type(node)):
        value = getattr(node, name)
        if type(value) in (list, tuple):
            children += [item for item in value if _IS_CODE[type(item)]]
        elif _IS_CODE[type(value)]:
            children.append(value)
    return children


class _Positions(CodegenState):
    """Generates code and notes, as character offsets, where each node begins and ends."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self.offset = 0
        #: Everything a node's code consists of: parentheses, leading lines and trailing comments are in it.
        self.full: dict[cst.CSTNode, tuple[int, int]] = {}
        #: Without leading lines, trailing comments and parentheses (LibCST's "syntactic position").
        self.inner: dict[cst.CSTNode, tuple[int, int]] = {}
        self._open: list[int] = []

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.offset += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:  # noqa: ARG002 - LibCST calls it so
        self._open.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.full[node] = (self._open.pop(), self.offset)

    def pop_trailing_newline(self) -> None:
        if self.tokens:
            self.offset -= len(self.tokens.pop())

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Generator[None]:
        start = self.offset
        yield
        end = self.offset
        if start_node is not None:
            start = self.span(start_node)[0]
        if end_node is not None:
            end = self.span(end_node)[1]
        self.inner[node] = (start, end)

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give an expression's span with its parentheses, any other node's without leading and trailing layout."""
        if isinstance(node, cst.BaseExpression):
            return self.full[node]
        return self.inner.get(node) or self.full[node]


class Tree:
    """A text and its LibCST module, with parents and kinds of nodes found in one walk.

    `text` is what was parsed, `module` the tree, `nodes` its code nodes in source order.
    """

    def __init__(self, text: str, module: cst.Module) -> None:
        self.text = text
        self.module = module
        self.nodes: list[cst.CSTNode] = []
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self._by_kind: dict[type[cst.CSTNode], list[cst.CSTNode]] = {}
        self._positions: _Positions | None = None
        self._walk()

    @classmethod
    def parse(cls, text: str) -> Tree:
        """Parse `text` (newlines are line feeds, see `normalise`). Raises ParseFailed."""
        return cls(text, parse_module(text))

    def _walk(self) -> None:
        stack: list[cst.CSTNode] = [self.module]
        while stack:
            node = stack.pop()
            self.nodes.append(node)
            self._by_kind.setdefault(type(node), []).append(node)
            children = code_children(node)
            for child in children:
                self._parents[child] = node
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
        return self._parents.get(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Give the parent, its parent, and so on up to the module."""
        parent = self._parents.get(node)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def statement(self, node: cst.CSTNode) -> cst.SimpleStatementLine | cst.BaseCompoundStatement | None:
        """Give the whole statement line, or the compound statement, in which `node` stands."""
        for candidate in (node, *self.ancestors(node)):
            if isinstance(candidate, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                return candidate
        return None

    def __contains__(self, node: cst.CSTNode) -> bool:
        """Whether `node` itself, not only an equal one, stands in this tree."""
        return node in self._parents or node is self.module

    @property
    def positions(self) -> _Positions:
        """Where everything is. Worked out when first asked for. Raises ParseFailed if LibCST lost something."""
        if self._positions is None:
            state = _Positions(self.module.default_indent, self.module.default_newline)
            self.module._codegen(state)  # noqa: SLF001 - the hook that LibCST's own position provider uses
            if "".join(state.tokens) != self.text:
                raise ParseFailed(None, "LibCST does not give this file back as it was, so no position can be trusted")
            self._positions = state
        return self._positions

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the offsets of `node`: an expression with its parentheses, others without leading or trailing layout."""
        return self.positions.span(node)

    def full_span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the offsets of all that `node` prints: with leading comment lines, trailing comment and newline."""
        return self.positions.full[node]

    def position(self, node: cst.CSTNode) -> tuple[int, int]:
        """Give the span to show for `node`: as `span`, but never the leading comments of a statement."""
        return self.positions.inner.get(node) or self.span(node)

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
