"""Where a file fires Deferreds: `d.callback(…)`, `d.errback(…)`, and what makes another Deferred do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_state import bound_by, names_in
from netfix.engine.expressions import dotted
from netfix.engine.tree import code_children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.analysis.twisted.deferred_chains import Chain
    from netfix.engine.document import Document
    from netfix.engine.tree import Tree

FIRING = frozenset({"callback", "errback"})

#: Methods that Twisted calls when a connection ends, or does not come about.
ENDS = frozenset({"connectionLost", "clientConnectionLost", "clientConnectionFailed"})

#: What is around these does not surely run behind what is in them.
_ENDING_THE_SEARCH = (cst.FunctionDef, cst.ClassDef, cst.Lambda, cst.Module, cst.Finally, cst.For, cst.While)

_LEAVING = (cst.Return, cst.Raise, cst.Continue, cst.Break)


def fired(statement: cst.CSTNode) -> str | None:
    """Give the variable or dotted attribute whose Deferred a statement fires; None if it fires none."""
    call = statement.value if isinstance(statement, cst.Expr) else None
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or call.func.attr.value not in FIRING:
        return None
    return dotted(call.func.value)


def below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Give a node and those in it, without those of functions and classes in it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if not isinstance(current, (cst.FunctionDef, cst.Lambda, cst.ClassDef)):
            waiting += reversed(code_children(current))


def rebinds(node: cst.CSTNode, name: str) -> bool:
    """Whether something in a node gives a dotted name, or what it begins with, another value."""
    for each in below(node):
        bound = bound_by(each)
        if isinstance(each, (cst.For, cst.CompFor, cst.NamedExpr)):
            bound = names_in(each.target)
        elif isinstance(each, cst.AsName):
            bound = names_in(each.name)
        if any(name == target or name.startswith(f"{target}.") for target in bound):
            return True
    return False


def leaves(node: cst.CSTNode) -> bool:
    """Whether something in a node may leave the block in which the node stands, by more than an exception of a call."""
    return any(isinstance(each, _LEAVING) or _ends(each) for each in below(node))


def _ends(node: cst.CSTNode) -> bool:
    name = dotted(node.func) if isinstance(node, cst.Call) else None
    return name in {"sys.exit", "exit", "os._exit"}


def _smalls(statements: Sequence[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """Give statements, those that share a line one by one."""
    for each in statements:
        if isinstance(each, cst.SimpleStatementLine):
            yield from each.body
        else:
            yield each


class Firing:
    """What comes behind the firing of a Deferred on the same path."""

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._classes = document.fact(Classes)

    def again(self, statement: cst.Expr, name: str) -> cst.Expr | None:
        """Give the statement that fires the Deferred again whenever control gets behind `statement`."""
        node: cst.CSTNode = statement
        parent = self._tree.parent(node)
        while parent is not None and not isinstance(parent, _ENDING_THE_SEARCH):
            siblings: Sequence[cst.CSTNode] = ()
            if isinstance(parent, (cst.SimpleStatementLine, cst.BaseSuite)):
                siblings = parent.body
            elif isinstance(parent, (cst.Try, cst.TryStar)) and node is parent.body and parent.orelse is not None:
                siblings = [node, parent.orelse]
            for small in _smalls(siblings[self._at(siblings, node) + 1 :]):
                if isinstance(small, cst.Expr) and fired(small) == name:
                    return small
                if leaves(small) or rebinds(small, name):
                    return None
            node, parent = parent, self._tree.parent(parent)
        return None

    @staticmethod
    def _at(siblings: Sequence[cst.CSTNode], node: cst.CSTNode) -> int:
        return next((index for index, each in enumerate(siblings) if each is node), len(siblings))

    def fires_each_round(self, statement: cst.Expr, name: str) -> bool:
        """Whether a statement stands directly in a loop that never ends early and always has the same Deferred."""
        line = self._tree.parent(statement)
        block = self._tree.parent(line) if line is not None else None
        loop = self._tree.parent(block) if block is not None else None
        if not isinstance(loop, (cst.For, cst.While)) or block is not loop.body:
            return False
        return not leaves(loop.body) and not rebinds(loop, name)

    def is_fired_elsewhere(self, attribute: str, owner: cst.ClassDef) -> bool:
        """Whether the file fires the Deferred in an attribute of a class's instances when something has succeeded.

        Through another name than `self` that counts only if no other class has an attribute of that name.
        """
        is_only_owner = all(
            each is owner or not self._classes.attribute_values(each, attribute) for each in self._classes.all
        )
        for node in self._tree.of_kind(cst.Attribute):
            if node.attr.value != attribute or not self._is_given_result(node):
                continue
            around = next((each for each in self._tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)
            if around is not None and around.name.value in ENDS:
                continue
            holder = self._classes.of(node.value) if self._classes.is_self(node.value) else None
            if holder is owner or (holder is None and is_only_owner):
                return True
        return False

    def _is_given_result(self, node: cst.Attribute) -> bool:
        """Whether `callback` of a Deferred is called or handed on, or another Deferred is chained to it."""
        parent = self._tree.parent(node)
        if isinstance(parent, cst.Attribute):
            return parent.attr.value == "callback"
        call = self._tree.parent(parent) if isinstance(parent, cst.Arg) else None
        function = call.func if isinstance(call, cst.Call) else None
        return isinstance(function, cst.Attribute) and function.attr.value == "chainDeferred"


def is_only_fired(tree: Tree, attribute: str, chain: Chain) -> bool:
    """Whether the Deferred in attributes of a name is used by a chain, and else only assigned, fired and chained to."""
    for node in tree.of_kind(cst.Attribute):
        if node.attr.value != attribute or chain.function not in tree.ancestors(node):
            continue
        parent = tree.parent(node)
        if isinstance(parent, cst.Attribute):
            call = tree.parent(parent)
            is_link = any(link.call is call for link in chain.links)
            if not is_link and parent.attr.value not in {*FIRING, "called", "cancel"}:
                return False
        elif isinstance(parent, cst.Arg):
            call = tree.parent(parent)
            function = call.func if isinstance(call, cst.Call) else None
            if not isinstance(function, cst.Attribute) or function.attr.value != "chainDeferred":
                return False
        elif not isinstance(parent, (cst.AssignTarget, cst.Assign)):
            return False
    return True
