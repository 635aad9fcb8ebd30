"""Python 2 programs: what their text says, and how they are seen as Python 3 syntax with a map back.

fissix's parser (`python2_parser`) reads them by the grammar of Python 2.7 (`python2_grammar`) into nodes which
remember their place (`python2_nodes`). LibCST cannot read Python 2, so its codemods work on a view: the same program
with its syntax rewritten by the `SyntaxCodemod`s, whose edits lead back to the Python 2 text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from netfix.engine.edits import Rewritten, overlap
from netfix.engine.parsing import ParseFailed, parse_with_cpython
from netfix.engine.python2_grammar import STATEMENT_KEYWORDS
from netfix.engine.python2_layout import Line, ambiguous_blocks, lines_of
from netfix.engine.python2_nodes import in_source_order
from netfix.engine.python2_parser import line_starts, parse_python2

if TYPE_CHECKING:
    from collections.abc import Callable, KeysView, Sequence

    from netfix.engine.codemod import SyntaxCodemod
    from netfix.engine.edits import Edit
    from netfix.engine.findings import Finding
    from netfix.engine.python2_nodes import Node

_COOKIE = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_PRINT_FUNCTION = re.compile(r"^\s*from\s+__future__\s+import\b(?:[^#;\n]|#[^\n]*\n)*?\bprint_function\b", re.MULTILINE)
#: Kinds of tokens that only shape the text.
_NOT_TEXT = frozenset({"NEWLINE", "INDENT", "DEDENT", "ENDMARKER"})


class Python2Tree:
    """A Python 2 program: its text, its nodes with their places, and what the text says of itself.

    `leaves` are the tokens in source order. `complaint` is None, or why Python 2.7 itself would not read the text: it
    was half converted before, and calls `print(x, file=f)` without the `__future__` import.

    A node is whole as long as its tree is there.
    """

    def __init__(self, text: str, leaves: list[Node], inner: list[Node], complaint: ParseFailed | None) -> None:
        """Keep what `parse_python2` gives; use `parse` to get a tree from a text."""
        self.text = text
        self.root = inner[-1]
        self.complaint = complaint
        self.leaves = leaves
        self._inner = inner

    def __del__(self) -> None:
        """Part the nodes, each of which has its parent and its children: so their memory is free without a search."""
        for node in self._inner:
            node.children = ()

    @classmethod
    def parse(cls, text: str) -> Python2Tree:
        """Parse `text` (line feeds only, no form feeds in indentations). Raises ParseFailed."""
        return _parse(text)

    @cached_property
    def nodes(self) -> list[Node]:
        """All nodes in source order, outer nodes before what is in them."""
        return sorted(chain(reversed(self._inner), self.leaves), key=_place)

    @cached_property
    def kinds(self) -> dict[str, list[Node]]:
        """The nodes of each kind that occurs; of tokens in order, of others each after those in it."""
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in chain(self.leaves, self._inner):
            found[node.kind].append(node)
        return dict(found)

    def of_kinds(self, *kinds: str) -> list[Node]:
        """Give the nodes of some kinds in source order, outer nodes before what is in them."""
        occurring = self.kinds.keys() & kinds
        if len(occurring) == 1:
            found = self.kinds[occurring.pop()]
            return found if found[0].is_leaf else in_source_order(found)
        inner = in_source_order(node for node in self._inner if node.kind in occurring)
        leaves = [leaf for kind in occurring if kind.isupper() for leaf in self.kinds[kind]]
        return sorted([*inner, *leaves], key=_place) if leaves else inner

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for leaf in self.kinds.get("NAME", ()):
            found[leaf.value].append(leaf)
        return dict(found)

    @property
    def names(self) -> KeysView[str]:
        """All names and keywords that occur."""
        return self._by_name.keys()

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    @cached_property
    def future_imports(self) -> frozenset[str]:
        """What is imported from `__future__`."""
        return frozenset(
            leaf.value
            for node in self.of_kinds("import_from")
            if node.children[1].value == "__future__"
            for leaf in self.leaves[node.first + 3 : node.last + 1]
            if leaf.kind == "NAME"
        )

    @cached_property
    def is_python3_too(self) -> bool:
        """Whether Python 3 parses the text as well, and its first line does not ask for Python 2."""
        if re.match(r"#![^\n]*\bpython2", self.text):
            return False
        try:
            parse_with_cpython(self.text)
        except ParseFailed:
            return False
        return True

    @property
    def encoding(self) -> str:
        """The encoding that the first two lines declare; UTF-8 if none, as then only a byte order mark allows more."""
        for line in self.text.split("\n", 2)[:2]:
            found = _COOKIE.match(line)
            if found:
                return found[1]
        return "utf-8"

    def source(self, node: Node) -> str:
        """Give the text of a node."""
        return self.text[node.start : node.end]

    def line(self, offset: int) -> int:
        """Give the 1-based line of an offset."""
        return bisect_right(self._line_starts, offset)

    def leaves_of(self, node: Node) -> list[Node]:
        """Give the tokens of a node, in source order."""
        return self.leaves[node.first : node.last + 1]

    def first_leaf(self, node: Node) -> Node:
        """Give the first token of a node."""
        return self.leaves[node.first]

    def last_leaf(self, node: Node) -> Node:
        """Give the last token of a node that has text (a block ends in tokens that have none)."""
        return next(leaf for leaf in reversed(self.leaves_of(node)) if leaf.kind not in _NOT_TEXT)

    def loses_comment(self, edit: Edit) -> bool:
        """Whether an edit takes away a comment. Comments stand between leaves, with nothing else but blanks."""
        if "#" not in self.text[edit.start : edit.end]:
            return False
        at = bisect_right(self.leaves, edit.start, key=_end)
        gaps: list[str] = []
        start = max(edit.start, self.leaves[at - 1].end) if at else edit.start
        while at < len(self.leaves) and start < edit.end:
            gaps.append(self.text[start : min(self.leaves[at].start, edit.end)])
            start = self.leaves[at].end
            at += 1
        return any("#" in gap for gap in gaps)

    @property
    def end_of_code(self) -> int:
        """Where the last token ends that has text; only blanks and comments follow."""
        return next((leaf.end for leaf in reversed(self.leaves) if leaf.kind not in _NOT_TEXT), 0)

    def next_leaf(self, node: Node) -> Node | None:
        """Give the token after a node."""
        return self.leaves[node.last + 1] if node.last + 1 < len(self.leaves) else None

    def previous_leaf(self, node: Node) -> Node | None:
        """Give the token before a node."""
        return self.leaves[node.first - 1] if node.first else None

    def named(self, name: str, within: Node) -> list[Node]:
        """Give the NAME tokens of this text inside a node, in source order."""
        found = self._by_name.get(name, [])
        first = bisect_left(found, within.first, key=_place)
        return found[first : bisect_right(found, within.last, key=_place)]

    def gap(self, before: Node, after: Node) -> str:
        """Give the blanks, line breaks and comments between two nodes."""
        return self.text[before.end : after.start]

    def blank_before(self, offset: int) -> str:
        """Give the blank that a name needs if it is to begin at `offset`, where there was a bracket or a quote."""
        before = self.text[offset - 1 : offset]
        return " " if before.isalnum() or before == "_" else ""

    def blank_after(self, offset: int) -> str:
        """Give the blank that a name or number needs if it is to end at `offset`."""
        after = self.text[offset : offset + 1]
        return " " if after.isalnum() or (after and after in "._") else ""

    def fresh_name(self, wish: str) -> str:
        """Give a name that no variable of the program has: `wish`, with underscores added as needed."""
        while any(self.leaves[leaf.first - 1].kind != "DOT" for leaf in self._by_name.get(wish, ())):
            wish += "_"
        return wish

    @cached_property
    def reindented(self) -> dict[int, Line]:
        """The lines, by their start, whose indentation must be written without tabs for Python 3 to read it."""
        if "\t" not in self.text:
            return {}
        blocks = ambiguous_blocks(lines_of(self.text, self.leaves))
        return {line.start: line for block in blocks for line in block if "\t" in line.indentation}

    def indentation(self, node: Node) -> str:
        """Give the indentation of the line on which a statement begins, as it is written in Python 3."""
        start = self.text.rfind("\n", 0, node.start) + 1
        if start in self.reindented:
            return " " * self.reindented[start].column
        line = self.text[start : node.start]
        return line[: len(line) - len(line.lstrip())]


_place = attrgetter("first")
_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Python2View:
    """A Python 2 program in Python 3 syntax: `rewritten.new` is the view, its edits lead back to the program.

    `findings` are those of all codemods that made it, in the offsets of the program.
    """

    tree: Python2Tree
    findings: tuple[Finding, ...]
    rewritten: Rewritten


def python2_view(text: str, codemods: Sequence[type[SyntaxCodemod]]) -> Python2View:
    """See a Python 2 program as Python 3 syntax, by the edits of `codemods`.

    Raises ParseFailed if `text` is not Python 2, or says what cannot be said in Python 3.
    """
    tree = Python2Tree.parse(text)
    visitors = [codemod(tree) for codemod in codemods]
    _visit(tree, visitors)
    edits = sorted(edit for visitor in visitors for edit in visitor.view_edits)
    for one, other in pairwise(edits):
        if overlap(one, other):
            raise ParseFailed(
                tree.line(other.start), "this syntax of Python 2 is nested too intricately to be converted"
            )
    findings = tuple(finding for visitor in visitors for finding in visitor.findings)
    return Python2View(tree, findings, Rewritten(text, edits))


def _visit(tree: Python2Tree, visitors: Sequence[SyntaxCodemod]) -> None:
    """Call `visit_<kind>` of every codemod for every node, then `finish`."""
    table: dict[str, list[Callable[[Node], None]]] = {}
    for visitor in visitors:
        for kind in _visited(type(visitor)) & tree.kinds.keys():
            table.setdefault(kind, []).append(getattr(visitor, f"visit_{kind}"))
    for node in tree.of_kinds(*table):
        for method in table[node.kind]:
            method(node)
    for visitor in visitors:
        visitor.finish()


_kinds_visited: dict[type[SyntaxCodemod], frozenset[str]] = {}


def _visited(codemod: type[SyntaxCodemod]) -> frozenset[str]:
    """Give the kinds of nodes for which a codemod has methods."""
    found = _kinds_visited.get(codemod)
    if found is None:
        names = (name for name in dir(codemod) if name.startswith("visit_"))
        found = _kinds_visited[codemod] = frozenset(name[len("visit_") :] for name in names)
    return found


@lru_cache(maxsize=1)  # the dialect is found out by parsing, and then the same text is parsed for its view
def _parse(text: str) -> Python2Tree:
    """Parse as Python 2.7 does, and if that fails as a program that was half converted before."""
    statements = frozenset(STATEMENT_KEYWORDS)
    without_print = statements - {"print"}
    imports = "print_function" in text and _PRINT_FUNCTION.search(text)
    readings = [without_print, statements] if imports else [statements, without_print]
    complaint: ParseFailed | None = None
    for reading in readings:
        try:
            tree = Python2Tree(text, *parse_python2(text, reading), None)
        except ParseFailed as error:
            complaint = complaint or error
            continue
        if ("print" in reading) is ("print_function" not in tree.future_imports):
            return tree
    for reading in (without_print, frozenset[str]()):
        with suppress(ParseFailed):
            return Python2Tree(text, *parse_python2(text, reading), complaint)
    raise complaint or ParseFailed(None, "not Python 2")
