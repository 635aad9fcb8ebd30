"""The syntax tree of a Python 2 program: nodes which know where in the text they stand.

The tree is concrete: every token is a leaf, comments and blanks are the gaps between leaves. A symbol of the grammar
with a single child is that child, so `x` as an argument, a statement or a whole condition is just the leaf `x`.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Statements that are kept even if they have a single child, so that a bare `print` can be visited like any other.
KEPT = frozenset({"file_input", "simple_stmt", "print_stmt", "raise_stmt", "except_clause"})


class Node:
    """One symbol of the grammar, or one token (a leaf).

    `kind` is the symbol's name (`print_stmt`, `except_clause`) or the token's (`NAME`, `NUMBER`, `STRING`, `COMMA`,
    `NEWLINE`, …; keywords are `NAME`). `value` is a leaf's text and empty for the others. `start` and `end` are
    character offsets, without the blanks and comments before; a `DEDENT` is empty and stands at the end of the line
    before. `first` and `last` are the places of its outermost leaves among all leaves of the tree.
    """

    __slots__ = ("children", "end", "first", "kind", "last", "parent", "start", "value")

    def __init__(self, kind: str, value: str, start: int, end: int, children: tuple[Node, ...] = ()) -> None:
        """Make a leaf, or the node above `children`."""
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.children = children
        self.parent: Node | None = None
        self.first: int = children[0].first if children else 0
        self.last: int = children[-1].last if children else 0
        for child in children:
            child.parent = self

    def __repr__(self) -> str:
        return f"Node({self.kind}, {self.value!r}, {self.start}, {self.end})"

    @property
    def is_leaf(self) -> bool:
        """Whether it is a token."""
        return not self.children

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets."""
        return self.start, self.end

    def is_token(self, *values: str) -> bool:
        """Whether it is a token with one of these texts; a string literal never is."""
        return not self.children and self.value in values and self.kind != "STRING"

    def tokens(self, *values: str) -> list[Node]:
        """Give those of its children that are tokens with one of these texts."""
        return [child for child in self.children if child.is_token(*values)]

    def ancestors(self) -> Iterator[Node]:
        """Give its parent, that one's parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def enclosing(self, *kinds: str) -> Node | None:
        """Give the nearest ancestor of one of these kinds."""
        return next((node for node in self.ancestors() if node.kind in kinds), None)

    def walk(self) -> Iterator[Node]:
        """Give itself and everything below it in source order, outer nodes first. Never recurses."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(node.children)

    def sibling(self, distance: int) -> Node | None:
        """Give the child of the same parent that stands `distance` places further on, or None."""
        if self.parent is None:
            return None
        siblings = self.parent.children
        place = next(at for at, child in enumerate(siblings) if child is self) + distance
        return siblings[place] if 0 <= place < len(siblings) else None


_PLACE = attrgetter("first")


def in_source_order(nodes: Iterable[Node]) -> list[Node]:
    """Give nodes that come each after those in it, as the parser makes them, in source order, outer nodes first."""
    found = list(nodes)
    found.reverse()  # outer nodes stay before those which begin with them, as sorting is stable
    found.sort(key=_PLACE)
    return found


def new_leaf(kind: str, value: str, start: int, end: int, place: int) -> Node:
    """Give a token that stands at `place` among all leaves; at half the price of `Node(…)`."""
    leaf = _new(Node)
    leaf.kind = kind
    leaf.value = value
    leaf.start = start
    leaf.end = end
    leaf.first = leaf.last = place
    leaf.children = ()
    leaf.parent = None
    return leaf


def new_inner(kind: str, children: list[Node]) -> Node:
    """Give the node above `children`, of which there is one at least; at half the price of `Node(…)`."""
    node = _new(Node)
    first, last = children[0], children[-1]
    node.kind = kind
    node.value = ""
    node.start = first.start
    node.end = last.end
    node.first = first.first
    node.last = last.last
    node.children = tuple(children)
    node.parent = None
    for child in children:
        child.parent = node
    return node


_new = object.__new__


def items_of(node: Node, *kinds: str) -> list[Node]:
    """Give the parts of a comma-separated list of one of `kinds`; anything else is a list of one."""
    if node.kind not in kinds:
        return [node]
    return [child for child in node.children if child.kind != "COMMA"]


def inside_parentheses(node: Node) -> Node | None:
    """Give what stands between the parentheses of an atom `( … )`; None for anything else and for `()`."""
    if node.kind == "atom" and node.children[0].kind == "LPAR" and len(node.children) == 3:  # noqa: PLR2004 - ( x )
        return node.children[1]
    return None


def without_parentheses(node: Node) -> Node:
    """Give a node without the parentheses around it, however many; `()` stays as it is."""
    inner = inside_parentheses(node)
    while inner is not None:
        node = inner
        inner = inside_parentheses(node)
    return node


def tuple_items(node: Node) -> list[Node] | None:
    """Give the items of a tuple display in parentheses, `()` included; None if it is anything else."""
    if node.kind != "atom" or node.children[0].kind != "LPAR":
        return None
    inner = inside_parentheses(node)
    if inner is None:
        return []
    if inner.kind != "testlist_comp" or inner.children[1].kind != "COMMA":
        return None
    return items_of(inner, "testlist_comp")


def dotted_text(node: Node) -> str | None:
    """Give `a` or `a.b.c` as text, without blanks; None if the expression is anything else."""
    if node.kind == "NAME":
        return node.value
    if node.kind != "power" or node.children[0].kind != "NAME":
        return None
    trailers = node.children[1:]
    if any(trailer.kind != "trailer" or trailer.children[0].kind != "DOT" for trailer in trailers):
        return None
    return ".".join([node.children[0].value, *(trailer.children[1].value for trailer in trailers)])


def call_parts(node: Node) -> tuple[str, list[Node]] | None:
    """Take a call of a dotted name apart into that name and its arguments; None for anything else."""
    if node.kind != "power" or node.children[-1].kind != "trailer" or node.children[-1].children[0].kind != "LPAR":
        return None
    names = node.children[:-1]
    if names[0].kind != "NAME":
        return None
    if any(part.kind != "trailer" or part.children[0].kind != "DOT" for part in names[1:]):
        return None
    callee = ".".join([names[0].value, *(part.children[1].value for part in names[1:])])
    brackets = node.children[-1].children
    return callee, items_of(brackets[1], "arglist") if len(brackets) == 3 else []  # noqa: PLR2004 - ( arguments )
