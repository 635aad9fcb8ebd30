"""From a node and what should stand in its place to the smallest edits of the text.

A replacement is usually built from parts of what it replaces: `not len(buf)` becomes `not` and the very node `buf`.
Such parts keep their text, and only what stands between them is edited. So rewrites nested in one another are made in
one pass, comments and layout inside the parts are untouched, and a part that a Python 2 file writes otherwise than
the view (a backtick expression, say) needs no translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst
from libcst._nodes.internal import CodegenState

from netfix.engine.edits import Edit, narrowed

if TYPE_CHECKING:
    from netfix.engine.tree import Tree


class _Keeping(CodegenState):
    """Generates code for a replacement and notes which pieces are nodes of the old tree."""

    def __init__(self, tree: Tree, replaced: cst.CSTNode, indent: str) -> None:
        super().__init__(tree.module.default_indent, "\n", indent_tokens=[indent] if indent else [])
        self.tree = tree
        self.replaced = replaced
        self.length = 0
        #: (offset in the new code, its end, the old node)
        self.kept: list[tuple[int, int, cst.CSTNode]] = []
        self._open: list[tuple[cst.CSTNode, int]] = []

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.length += len(value)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def before_codegen(self, node: cst.CSTNode) -> None:
        if not self._open and isinstance(node, _KEEPABLE) and node in self.tree and node is not self.replaced:
            self._open.append((node, self.length))

    def after_codegen(self, node: cst.CSTNode) -> None:
        if self._open and self._open[-1][0] is node:
            self.kept.append((self._open.pop()[1], self.length, node))


#: What can be kept: nodes whose code does not depend on their neighbours (an argument's comma does).
_KEEPABLE = (cst.BaseExpression, cst.BaseStatement, cst.BaseSuite)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The edits that make a replacement, and the nodes of the program whose text they write anew elsewhere."""

    edits: tuple[Edit, ...]
    moved: tuple[cst.CSTNode, ...]


def replace_node(tree: Tree, node: cst.CSTNode, replacement: cst.CSTNode) -> Replacement:
    """Give the edits that put `replacement` in the place of `node`, which is a node of `tree`.

    Expressions are replaced with their parentheses (`replacement` brings its own), statements with the comment lines
    that lead them and the comment at their end.
    """
    start, end = _replaced_span(tree, node)
    state = _Keeping(tree, node, tree.indentation(node))
    replacement._codegen(state)  # noqa: SLF001 - as Module.code_for_node does
    code = "".join(state.tokens)
    edits: list[Edit] = []
    moved: list[cst.CSTNode] = []
    old_at, new_at = start, 0
    for new_start, new_end, kept in state.kept:
        kept_start, kept_end = _replaced_span(tree, kept)
        in_order = old_at <= kept_start and kept_end <= end
        if not in_order or tree.text[kept_start:kept_end] != code[new_start:new_end]:
            moved.append(kept)
            continue
        edits += _gap(tree.text, old_at, kept_start, code[new_at:new_start])
        old_at, new_at = kept_end, new_end
    edits += _gap(tree.text, old_at, end, code[new_at:])
    return Replacement(tuple(edits), tuple(moved))


def _replaced_span(tree: Tree, node: cst.CSTNode) -> tuple[int, int]:
    return tree.span(node) if isinstance(node, cst.BaseExpression) else tree.full_span(node)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _gap(text: str, start: int, end: int, replacement: str) -> list[Edit]:
    """Give the edit for what stands between two kept parts, without what is equal at its two ends."""
    old = text[start:end]
    if old == replacement:
        return []
    edit = narrowed(start, old, replacement)
    return [_apart(text, edit.start, edit.end, edit.replacement)]


def _apart(text: str, start: int, end: int, replacement: str) -> Edit:
    """Give the edit with a blank where it would glue two words together: `if len(x)else` is not `if xelse`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if replacement:
        if before and _glues(before, replacement[0]):
            replacement = " " + replacement
        if after and _glues(replacement[-1], after):
            replacement += " "
    elif before and after and _glues(before, after):
        replacement = " "
    return Edit(start, end, replacement)


def _glues(left: str, right: str) -> bool:
    """Whether two characters side by side would read as one token: words, or a word and a quote (a string prefix)."""
    return _is_word(left) and (_is_word(right) or right in "'\"")
