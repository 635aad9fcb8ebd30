"""A Deferred's life as one function shows it: where it came from, what was added to it, where it went.

This module has the values and the climb from an expression to what becomes of it; `deferred_flow` puts them together
along the paths of a function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.expressions import dotted, is_name

if TYPE_CHECKING:
    from netfix.engine.tree import Tree


class Certainty(Enum):
    """How sure it is that an expression is a Deferred."""

    KNOWN = "known"  # Twisted's catalogue, or the file itself, says so
    LIKELY = "likely"  # a method of a name that only Twisted's classes have
    USED = "used"  # a callback is added to it, and nothing more is known
    MAYBE = "maybe"  # a Deferred on some paths, something else on others


@dataclass(frozen=True, slots=True)
class Source:
    """Where a Deferred comes from.

    `name` is what was called (canonical for Twisted's own). `fresh` says that whoever called has the only reference,
    so that nobody else can wait for it. `failures` are the exception families it is known to fail with.
    """

    name: str
    certainty: Certainty
    fresh: bool
    failures: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it is a Deferred and can be nothing else."""
        return self.certainty in {Certainty.KNOWN, Certainty.USED}


class LinkKind(Enum):
    """How something was added to a Deferred."""

    CALLBACK = "addCallback"
    ERRBACK = "addErrback"
    BOTH = "addBoth"
    CALLBACKS = "addCallbacks"
    CHAIN = "chainDeferred"
    TIMEOUT = "addTimeout"


LINKS = {kind.value: kind for kind in LinkKind} | {"setTimeout": LinkKind.TIMEOUT}

#: Methods whose calls alone prove that a value is a Deferred.
PROVING = frozenset({"addCallback", "addErrback", "addBoth", "addCallbacks", "chainDeferred"})


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One `d.addCallback(…)` or its like. `callback` and `errback` are the expressions given, where they are plain."""

    kind: LinkKind
    call: cst.Call
    callback: cst.BaseExpression | None
    errback: cst.BaseExpression | None

    @property
    def functions(self) -> tuple[cst.BaseExpression, ...]:
        """The functions that are given."""
        return tuple(each for each in (self.callback, self.errback) if each is not None)


class EscapeKind(Enum):
    """Where a Deferred leaves the sight of its function."""

    RETURNED = "returned"
    YIELDED = "yielded"
    AWAITED = "awaited"
    STORED = "stored"
    CONTAINED = "put into a container"
    GATHERED = "gathered"
    CHAINED = "chained"
    PASSED = "passed on"
    CLOSURE = "used in a nested function"
    OTHER = "used otherwise"


@dataclass(frozen=True, slots=True, eq=False)
class Escape:
    """One place where a Deferred escapes. `node` is the return statement, call, container or whatever takes it."""

    kind: EscapeKind
    node: cst.CSTNode


class Status(Enum):
    """What would become of a failure at the end of a path."""

    BARE = "bare"  # no callbacks were added
    UNCOVERED = "uncovered"  # callbacks, and no errback that would see their failures
    COVERED = "covered"


@dataclass(slots=True, eq=False)
class Chain:
    """A Deferred: `origin` is the expression that gave it, `function` what it is seen in (a module or lambda, too).

    `links` and `escapes` are in the order of the text; `names` are the variables and attributes that held it;
    `exits` are the states in which paths leave it, `dropped` those of them that do not return it. `foreign` says that
    the origin is a variable, parameter or attribute whose Deferred came from elsewhere, so that others hold it.
    `is_only_fired` says that the function itself fires it, with results, so that only callbacks can make it fail.
    """

    origin: cst.BaseExpression
    source: Source
    function: cst.CSTNode
    foreign: bool
    links: list[Link] = field(default_factory=list[Link])
    escapes: list[Escape] = field(default_factory=list[Escape])
    names: list[str] = field(default_factory=list[str])
    exits: set[Status] = field(default_factory=set[Status])
    dropped: set[Status] = field(default_factory=set[Status])
    is_only_fired: bool = False

    def add_link(self, link: Link) -> None:
        """Note a link, once."""
        if all(each.call is not link.call for each in self.links):
            self.links.append(link)

    def add_escape(self, escape: Escape) -> None:
        """Note an escape, once."""
        if all(each.node is not escape.node or each.kind is not escape.kind for each in self.escapes):
            self.escapes.append(escape)

    def escapes_as(self, *kinds: EscapeKind) -> bool:
        """Whether it escapes in one of these ways."""
        return any(escape.kind in kinds for escape in self.escapes)


@dataclass(frozen=True, slots=True)
class Use:
    """What becomes of an expression whose value is a Deferred: links added on the way, and where it ends.

    `value` is the outermost expression that still is the Deferred; `bound` the variables (and dotted attributes) that
    it is assigned to; `escape` how it escapes. Neither: it ends as a statement, or is only looked at.
    """

    value: cst.BaseExpression
    links: tuple[Link, ...]
    bound: tuple[str, ...]
    escape: Escape | None
    is_statement: bool


#: Attributes of a Deferred that neither show what the chain ends with nor give the Deferred away, as methods of classes
#: that build on it may, and as a bound method does: `@d.addErrback`.
_OWN = frozenset({
    "callback", "errback", "called", "cancel", "pause", "unpause", "paused", "debug", "_canceller", "__class__",
})  # fmt: skip

#: Calls that look at a value and keep nothing.
_INSPECTING = frozenset(
    {"isinstance", "id", "repr", "str", "len", "type", "print", "bool", "hash", "callable", "hasattr"}
)

_LOOKED_AT = (
    cst.If, cst.While, cst.Assert, cst.Comparison, cst.ComparisonTarget, cst.UnaryOperation,
    cst.FormattedStringExpression, cst.BinaryOperation,
)  # fmt: skip


def link_of(call: cst.Call) -> Link | None:
    """Give the link that a call adds, if it is a call of `addCallback` or its like."""
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in LINKS:
        return None
    kind = LINKS[call.func.attr.value]
    first = _argument(call, 0, {"callback", "errback", "d"})
    if kind is LinkKind.ERRBACK:
        return Link(kind, call, None, first)
    if kind is LinkKind.BOTH:
        return Link(kind, call, first, first)
    if kind is LinkKind.CALLBACKS:
        second = _argument(call, 1, {"errback"})
        callback = _argument(call, 0, {"callback"})
        if len(call.args) == 1 and first is not None:
            kind = LinkKind.CALLBACK
        return Link(kind, call, callback, None if is_name(second, "None") else second)
    return Link(kind, call, first if kind is LinkKind.CALLBACK else None, None)


def _argument(call: cst.Call, at: int, keywords: set[str]) -> cst.BaseExpression | None:
    """Give the argument at a position, or under one of the keywords; None behind a starred one."""
    for position, argument in enumerate(call.args):
        if argument.star:
            return None
        if argument.keyword is None and position == at:
            return argument.value
        if argument.keyword is not None and argument.keyword.value in keywords:
            return argument.value
    return None


def climb(tree: Tree, node: cst.BaseExpression) -> Use:
    """Follow the value of an expression outwards to where it ends."""
    links: list[Link] = []
    value: cst.BaseExpression = node
    bound: list[str] = []
    while True:
        parent = tree.parent(value)
        if isinstance(parent, cst.Attribute):
            call = tree.parent(parent)
            link = link_of(call) if isinstance(call, cst.Call) and call.func is parent else None
            if link is None and parent.attr.value not in _OWN:
                return Use(value, tuple(links), tuple(bound), Escape(EscapeKind.OTHER, parent), is_statement=False)
            if link is None:
                return Use(value, tuple(links), tuple(bound), None, is_statement=False)
            links.append(link)
            value = link.call
        elif isinstance(parent, cst.NamedExpr) and value is parent.value:
            bound += _targets(parent.target)
            value = parent
        elif isinstance(parent, (cst.IfExp, cst.BooleanOperation)) and not _is_condition(parent, value):
            value = parent
        else:
            break
    target = _unpacked_to(tree, value, parent)
    escape, targets = (None, (target,)) if target is not None else _end(tree, parent)
    return Use(value, tuple(links), (*bound, *targets), escape, is_statement=isinstance(parent, cst.Expr))


def _unpacked_to(tree: Tree, value: cst.BaseExpression, parent: cst.CSTNode | None) -> str | None:
    """Give the variable that gets one of several values: `one, two = f(), g()`."""
    display = tree.parent(parent) if isinstance(parent, cst.Element) else None
    statement = tree.parent(display) if isinstance(display, (cst.Tuple, cst.List)) else None
    if not isinstance(statement, cst.Assign) or len(statement.targets) != 1 or statement.value is not display:
        return None
    target = statement.targets[0].target
    if not isinstance(display, (cst.Tuple, cst.List)) or not isinstance(target, (cst.Tuple, cst.List)):
        return None
    if len(target.elements) != len(display.elements):
        return None
    pairs = zip(display.elements, target.elements, strict=True)
    name = next((bound.value for given, bound in pairs if given.value is value), None)
    starred = any(isinstance(each, cst.StarredElement) for each in (*display.elements, *target.elements))
    return name.value if isinstance(name, cst.Name) and not starred else None


def _is_condition(parent: cst.CSTNode, value: cst.BaseExpression) -> bool:
    return isinstance(parent, cst.IfExp) and value is parent.test


def _targets(target: cst.BaseExpression) -> list[str]:
    name = dotted(target)
    return [name] if name is not None else []


def _end(tree: Tree, parent: cst.CSTNode | None) -> tuple[Escape | None, tuple[str, ...]]:
    """Say how a value leaves the expression it is in: the escape, and the names it is bound to."""
    if isinstance(parent, cst.Assign):
        targets = [name for target in parent.targets for name in _targets(target.target)]
        stored = any(not isinstance(target.target, cst.Name) for target in parent.targets)
        return (Escape(EscapeKind.STORED, parent) if stored else None), tuple(targets)
    if isinstance(parent, cst.AnnAssign):
        stored = not isinstance(parent.target, cst.Name)
        return (Escape(EscapeKind.STORED, parent) if stored else None), tuple(_targets(parent.target))
    if parent is None or isinstance(parent, (cst.Expr, *_LOOKED_AT)):
        return None, ()
    return Escape(_kind(tree, parent), parent), ()


def _kind(tree: Tree, parent: cst.CSTNode) -> EscapeKind:
    match parent:
        case cst.Return() | cst.Lambda():
            return EscapeKind.RETURNED
        case cst.Yield() | cst.From():
            return EscapeKind.YIELDED
        case cst.Await():
            return EscapeKind.AWAITED
        case cst.Arg():
            return _kind_of_argument(tree.parent(parent))
        case cst.Element() | cst.StarredElement() | cst.DictElement() | cst.BaseSimpleComp() | cst.DictComp():
            return _kind_of_container(tree, parent)
        case _:
            return EscapeKind.OTHER


def _kind_of_argument(call: cst.CSTNode | None) -> EscapeKind:
    function = call.func if isinstance(call, cst.Call) else None
    if isinstance(function, cst.Attribute):
        if function.attr.value == "chainDeferred":
            return EscapeKind.CHAINED
        if function.attr.value in {"append", "add", "appendleft", "insert", "setdefault", "put"}:
            return EscapeKind.CONTAINED
    return EscapeKind.GATHERED if _is_gathering(function) else EscapeKind.PASSED


def _is_gathering(function: cst.CSTNode | None) -> bool:
    name = function.attr if isinstance(function, cst.Attribute) else function
    return isinstance(name, cst.Name) and name.value in {"DeferredList", "gatherResults"}


def _kind_of_container(tree: Tree, element: cst.CSTNode) -> EscapeKind:
    """A display or comprehension given directly to DeferredList or gatherResults gathers."""
    display = element if isinstance(element, cst.BaseComp) else tree.parent(element)
    argument = display and tree.parent(display)
    call = tree.parent(argument) if isinstance(argument, cst.Arg) else None
    return EscapeKind.GATHERED if isinstance(call, cst.Call) and _is_gathering(call.func) else EscapeKind.CONTAINED


def is_only_inspected(tree: Tree, escape: Escape) -> bool:
    """Whether a value that is passed on is only looked at: `isinstance(d, Deferred)`."""
    call = tree.parent(escape.node) if isinstance(escape.node, cst.Arg) else None
    return isinstance(call, cst.Call) and isinstance(call.func, cst.Name) and call.func.value in _INSPECTING
