"""Where nodes stand: of the whole tree at once, or only of the statement that was asked for.

LibCST's trees have no offsets; code must be generated, and the pieces counted. To do so for a whole file takes as long
as parsing it. For a simple statement, and for the test of an `if` or a `while`, CPython's parser says where it begins,
so that code is generated for that piece alone, and compared with the text.
"""

from __future__ import annotations

import ast
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import libcst as cst
from libcst._nodes.internal import CodegenState

from netfix.engine.outline import outline_of
from netfix.engine.parsing import ParseFailed

if TYPE_CHECKING:
    from collections.abc import Generator

    from netfix.engine.tree import Tree

#: A part of a program whose place can be found by itself.
Piece = cst.SimpleStatementLine | cst.BaseExpression


class Positions(CodegenState):
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
        """Add the blanks at the beginning of a line."""
        for token in self.indent_tokens:
            self.add_token(token)

    def add_token(self, value: str) -> None:
        """Add a piece of code."""
        self.tokens.append(value)
        self.offset += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:  # noqa: ARG002 - LibCST calls it so
        """Note where a node begins."""
        self._open.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        """Note where a node ends."""
        self.full[node] = (self._open.pop(), self.offset)

    def pop_trailing_newline(self) -> None:
        """Take the last piece of code back."""
        if self.tokens:
            self.offset -= len(self.tokens.pop())

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Generator[None]:
        """Note the place of a node without what stands around it."""
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

    def move(self, distance: int) -> None:
        """Count from another place on."""
        for spans in (self.full, self.inner):
            for node, (start, end) in spans.items():
                spans[node] = (start + distance, end + distance)


def positions_of_all(tree: Tree) -> Positions:
    """Give where everything is. Raises ParseFailed if LibCST lost something."""
    state = Positions(tree.module.default_indent, tree.module.default_newline)
    tree.module._codegen(state)  # noqa: SLF001 - the hook that LibCST's own position provider uses
    if "".join(state.tokens) != tree.text:
        raise ParseFailed(None, "LibCST does not give this file back as it was, so no position can be trusted")
    return state


class Pieces:
    """Where the nodes of single pieces are, worked out piece by piece."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[Piece, Positions | None] = {}

    def around(self, node: cst.CSTNode) -> Positions | None:
        """Give the positions of the piece that holds `node`; None if it stands in none that can be found."""
        piece = self._piece(node)
        if piece is None:
            return None
        if piece not in self._known:
            self._known[piece] = self._place(piece)
        found = self._known[piece]
        return found if found is not None and node in found.full else None

    def _piece(self, node: cst.CSTNode) -> Piece | None:
        child: cst.CSTNode | None = None
        current: cst.CSTNode | None = node
        while current is not None:
            if isinstance(current, cst.SimpleStatementLine):
                return current
            if isinstance(current, (cst.If, cst.While)) and child is current.test:
                return current.test
            if isinstance(current, (cst.BaseCompoundStatement, cst.BaseSuite)):
                return None
            child, current = current, self._tree.parent(current)
        return None

    def _place(self, piece: Piece) -> Positions | None:
        """Generate a piece's code, and move it to where CPython says that it stands. None if the text is another."""
        known = piece.body[0] if isinstance(piece, cst.SimpleStatementLine) else piece
        begin = self._begins.get(known)
        if begin is None:
            return None
        module = self._tree.module
        state = Positions(module.default_indent, module.default_newline)
        around = [each for each in self._tree.ancestors(piece) if isinstance(each, cst.IndentedBlock)]
        for block in reversed(around):
            state.increase_indent(module.default_indent if block.indent is None else block.indent)
        piece._codegen(state)  # noqa: SLF001 - as above
        first = state.full[known] if known is not piece else state.inner.get(piece) or state.full[piece]
        distance = begin - first[0]
        code = "".join(state.tokens)
        if distance < 0 or not self._tree.text.startswith(code, distance):
            return None
        state.move(distance)
        return state

    @cached_property
    def _begins(self) -> dict[cst.CSTNode, int]:
        """Where small statements begin, and tests; empty if the two parsers do not see the same of them."""
        known = outline_of(self._tree.text)
        if known is None:
            return {}
        nodes = sorted(known.statements, key=lambda node: (node.lineno, node.col_offset))
        small = [node for node in nodes if not hasattr(node, "body") and not isinstance(node, ast.Match)]
        kinds = {kind for kind in self._tree.kinds if issubclass(kind, cst.BaseSmallStatement)}
        ours = [node for node in self._tree.nodes if type(node) in kinds]
        if len(ours) != len(small):
            return {}
        found: dict[cst.CSTNode, int] = dict(zip(ours, map(self._offset, small), strict=True))
        ifs = [holder.test for holder in self._tree.of_kind(cst.If)]
        whiles = [holder.test for holder in self._tree.of_kind(cst.While)]
        for tests, kind in ((ifs, ast.If), (whiles, ast.While)):
            theirs = [node.test for node in nodes if isinstance(node, kind)]
            if len(tests) == len(theirs):
                found.update(zip(tests, map(self._offset, theirs), strict=True))
        return found

    def _offset(self, node: ast.stmt | ast.expr) -> int:
        """Give the offset at which a node begins: CPython counts columns in bytes of UTF-8."""
        start = self._lines[node.lineno - 1]
        if self._tree.text.isascii():
            return start + node.col_offset
        line = self._tree.text[start : self._lines[node.lineno]]
        return start + len(line.encode("utf-8", "surrogatepass")[: node.col_offset].decode("utf-8", "replace"))

    @cached_property
    def _lines(self) -> list[int]:
        """Where lines begin, and where the text ends."""
        return [0, *accumulate(len(line) + 1 for line in self._tree.text.split("\n"))]
