"""Which assignment a use of a variable sees, by the order of statements.

Python's control flow is structured, so two places are compared by where their ways up the tree meet. Everything here
errs to one side: "no assignment comes between" is said only when none can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.bindings import BindingKind
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.scopes import Binding, Scopes
    from netfix.engine.tree import Tree

#: Bindings after which the name has no new value.
GIVES_NOTHING = frozenset({BindingKind.DELETE, BindingKind.ANNOTATION})

#: Bindings that are statements of their own, made whenever the statement is reached.
_PLAIN = frozenset({
    BindingKind.ASSIGNMENT, BindingKind.AUGMENTED, BindingKind.IMPORT, BindingKind.DEF, BindingKind.CLASS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where the ways up from a binding and from a use meet.

    `height` counts from the use; `beside` is the child through which the binding's way arrives, None if the use
    stands inside of what binds.
    """

    binding: Binding
    node: cst.CSTNode
    height: int
    beside: cst.CSTNode | None


class Way:
    """The way from a node up to what opens its variable's scope; `nodes` in that order, both ends included."""

    def __init__(self, tree: Tree, use: cst.CSTNode, top: cst.CSTNode) -> None:
        self._tree = tree
        self.nodes = [use]
        for node in tree.ancestors(use):
            self.nodes.append(node)
            if node is top:
                break
        self._heights = {node: height for height, node in enumerate(self.nodes)}

    def height(self, node: cst.CSTNode) -> int | None:
        """Give how far up a node stands; None if it is not on the way."""
        return self._heights.get(node)

    def meet(self, binding: Binding) -> _Meeting | None:
        """Give the place where the way up from a binding comes onto this one; None if it never does."""
        beside: cst.CSTNode | None = None
        node: cst.CSTNode | None = binding.node
        while node is not None:
            height = self._heights.get(node)
            if height is not None:
                return _Meeting(binding, node, height, beside)
            beside, node = node, self._tree.parent(node)
        return None


class Flow:
    """Answers about the order of a program's statements."""

    def __init__(self, tree: Tree, scopes: Scopes) -> None:
        self._tree = tree
        self._scopes = scopes
        self._order: dict[cst.CSTNode, int] = {}

    def order(self, node: cst.CSTNode) -> int:
        """Give a node's place in the text; among the children of one node also the order in which they run."""
        if not self._order:
            self._order = {each: place for place, each in enumerate(self._tree.nodes)}
        return self._order[node]

    def reaching(self, use: cst.Name, bindings: Sequence[Binding]) -> Binding | None:
        """Give the one binding whose value a use sees; None if there may be several, or if it is not known.

        `bindings` are all of the variable. None also if it is bound in another scope than its own (by `global`), or
        if the use runs later than where it stands (in a function, lambda or generator expression).
        """
        scope = bindings[0].scope
        if any(binding.written_in is not scope for binding in bindings):
            return None
        way = Way(self._tree, use, scope.node)
        if any(runs_later(node) for node in way.nodes[:-1]) or way.nodes[-1] is not scope.node:
            return None
        meetings = [meeting for meeting in map(way.meet, bindings) if meeting is not None]
        if len(meetings) != len(bindings):
            return None
        before = [meeting for meeting in meetings if self._is_plain_and_before(meeting, way)]
        if before:
            last = max(before, key=lambda meeting: self.order(meeting.binding.node))
            height, after = last.height, last.beside
        else:
            parameters = [each for each in meetings if each.binding.kind is BindingKind.PARAMETER]
            if len(parameters) != 1:
                return None
            last, height, after = parameters[0], len(way.nodes) - 2, None
        others = (meeting for meeting in meetings if meeting is not last)
        return None if any(self._may_come_between(each, way, height, after) for each in others) else last.binding

    def is_undisturbed(self, way: Way, bindings: Iterable[Binding], height: int, after: cst.CSTNode | None) -> bool:
        """Whether no binding can be made between a test and the use at the start of `way`.

        The test guards what is below `way.nodes[height]`; where that is a block in which the test is the statement
        `after`, what follows it.
        """
        for binding in bindings:
            meeting = way.meet(binding)
            if meeting is not None and self._may_come_between(meeting, way, height, after):
                return False
        return True

    def _is_plain_and_before(self, meeting: _Meeting, way: Way) -> bool:
        """Whether a binding is always made before the use is reached, in a block that both are in."""
        node, beside = meeting.node, meeting.beside
        if beside is None or meeting.binding.kind not in _PLAIN:
            return False
        if not isinstance(node, (cst.Module, cst.IndentedBlock, cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            return False
        statement = meeting.binding.node
        if isinstance(statement, cst.ImportAlias):
            statement = self._tree.parent(statement) or statement
        is_direct = statement is beside or (
            isinstance(beside, cst.SimpleStatementLine) and self._tree.parent(statement) is beside
        )
        return is_direct and self.order(beside) < self.order(way.nodes[meeting.height - 1])

    def _may_come_between(self, meeting: _Meeting, way: Way, height: int, after: cst.CSTNode | None) -> bool:
        """Whether a binding may be made after the flow entered `way.nodes[height]`, past `after`, before the use."""
        if meeting.binding.kind in GIVES_NOTHING or meeting.height > height:
            return False
        if meeting.height == height and after is not None:
            # Both are statements of the block, which is either straight on from `after` or left.
            if meeting.beside is None:
                return True
            return self.order(after) < self.order(meeting.beside) < self.order(way.nodes[height - 1])
        inner = way.nodes[meeting.height : height if after is not None else height + 1]
        if any(isinstance(node, (cst.For, cst.While, cst.BaseComp)) for node in inner):
            return True
        return self._runs_before(meeting, way)

    def _runs_before(self, meeting: _Meeting, way: Way) -> bool:
        """Whether a binding may be made before the use, where both are passed at most once."""
        node, beside = meeting.node, meeting.beside
        if beside is None:
            # The use stands in the value that is then assigned, or in what the binding has opened.
            return not isinstance(node, (cst.Assign, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.WithItem))
        use = way.nodes[meeting.height - 1]
        if isinstance(node, cst.If) and node.test not in (use, beside):
            return False
        return self.order(beside) < self.order(use)


def runs_later(node: cst.CSTNode) -> bool:
    """Whether what is in `node` runs at another time than where it stands."""
    return isinstance(node, (cst.FunctionDef, cst.Lambda, cst.ClassDef, cst.GeneratorExp))


def leaves(suite: cst.BaseSuite, scopes: Scopes) -> bool:
    """Whether the flow never goes on behind a block: it returns, raises, continues, breaks, exits or loops forever."""
    return bool(suite.body) and _leaves(suite.body[-1], scopes)


def _leaves(last: cst.CSTNode, scopes: Scopes) -> bool:
    match last:
        case cst.SimpleStatementLine():
            return _leaves(last.body[-1], scopes)
        case cst.If(orelse=cst.If() as orelse):
            return leaves(last.body, scopes) and _leaves(orelse, scopes)
        case cst.If(orelse=cst.Else() as orelse):
            return leaves(last.body, scopes) and leaves(orelse.body, scopes)
        case cst.Try():
            main = last.body if last.orelse is None else last.orelse.body
            return leaves(main, scopes) and all(leaves(handler.body, scopes) for handler in last.handlers)
        case cst.While(test=cst.Name(value="True") | cst.Integer(value="1")):
            return not _breaks(last.body)
        case cst.Expr(value=cst.Call(func=function)):
            is_exit = any(scopes.is_surely_builtin(function, name) for name in ("exit", "quit"))
            return is_exit or scopes.qualified(function) in {"sys.exit", "os._exit", "os.abort"}
        case _:
            return isinstance(last, (cst.Return, cst.Raise, cst.Continue, cst.Break))


def _breaks(body: cst.CSTNode) -> bool:
    """Whether a `break` of the loop with this body stands in it."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Break):
            return True
        if not isinstance(node, (cst.BaseExpression, cst.For, cst.While, cst.FunctionDef, cst.ClassDef)):
            waiting += node.children
        elif isinstance(node, (cst.For, cst.While)) and node.orelse is not None:
            waiting.append(node.orelse)
    return False
