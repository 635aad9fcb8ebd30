"""What Python 2's `raise E, V` makes of its value, as far as the program's text tells."""

from __future__ import annotations

import builtins
from enum import Enum, auto
from typing import TYPE_CHECKING

from netfix.engine.python2_names import (
    assigned_values,
    is_bound_here,
    scope_of,
    scope_of_name,
    variables,
)
from netfix.engine.python2_nodes import call_parts, dotted_text, items_of, tuple_items, without_parentheses

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node


class Meaning(Enum):
    """What is raised by `raise E, V`."""

    ARGUMENT = auto()  # E called with V, or with the items of the tuple V
    NOTHING = auto()  # E called with nothing
    INSTANCE = auto()  # V itself
    RERAISED = auto()  # V itself, if what the variables are called is true
    EITHER = auto()  # V itself if it is an E, else E called with V
    UNKNOWN = auto()  # E called with V, unless V is a tuple, None or an exception
    SUSPECT = auto()  # the same, and the name of V is one that is given to those


#: Names given to tuples of arguments and to exceptions.
_SUSPECT_NAMES = frozenset({
    "args", "arguments", "e", "ex", "err", "error", "exc", "exception", "exc_value", "value", "val", "v", "evalue",
    "detail", "details", "info", "failure",
})  # fmt: skip
_STRING_FUNCTIONS = frozenset({"str", "repr", "unicode", "_", "gettext"})
#: Exceptions which only Python 2 has.
_PYTHON2_EXCEPTIONS = {"StandardError": Exception}
_ERROR_CLASSES = frozenset({
    "socket.error", "socket.timeout", "socket.gaierror", "socket.herror", "select.error", "os.error", "struct.error",
    "binascii.Error", "zlib.error", "ssl.SSLError", "getopt.error", "thread.error", "dbm.error",
})  # fmt: skip


def meaning_of(tree: Python2Tree, statement: Node, kind: Node, value: Node, *, has_trace: bool) -> Meaning:
    """Say what `raise kind, value` raises."""
    plain = without_parentheses(value)
    if plain.value == "None":
        return Meaning.NOTHING
    if tuple_items(value) is not None or _is_one_argument(plain):
        return Meaning.ARGUMENT
    if _is_class_of(tree, kind, value) or _from_exc_info(tree, kind, value):
        return Meaning.INSTANCE
    if plain.kind == "NAME":
        caught = _caught_class(tree, statement, plain.value)
        if caught is not None:
            return _compared(tree, caught, kind)
        values = assigned_values(tree, scope_of(statement), plain.value)
        if values is not None and all(_is_one_argument(without_parentheses(given)) for given in values):
            return Meaning.ARGUMENT
    called = call_parts(plain)
    if called is not None and _is_class_name(tree, called[0]):
        relation = _compared_by_name(tree, [called[0]], kind)
        return Meaning.SUSPECT if relation is Meaning.EITHER else relation
    if has_trace and kind.kind == "NAME" and not names_class(tree, kind):
        return Meaning.RERAISED
    name = tree.source(plain).rpartition(".")[2]
    return Meaning.SUSPECT if name in _SUSPECT_NAMES else Meaning.UNKNOWN


def names_class(tree: Python2Tree, node: Node) -> bool:
    """Whether an expression is by its name a class: not a call, and capitalised or known."""
    name = dotted_text(node)
    return name is not None and _is_class_name(tree, name)


def _is_class_name(tree: Python2Tree, name: str) -> bool:
    if (
        isinstance(getattr(builtins, name, None), type)
        or name in _ERROR_CLASSES
        or _local_class(tree, name) is not None
    ):
        return True
    last = name.rpartition(".")[2].lstrip("_")
    return last[:1].isupper() or (last == "error" and "." in name)


def _is_one_argument(node: Node) -> bool:
    """Whether a value can be neither tuple, None nor exception: literals, formatted strings, sums of them, numbers."""
    if node.kind in {"STRING", "NUMBER", "comparison", "not_test"}:
        return True
    if node.kind == "atom":
        return node.children[0].kind == "STRING" or node.children[0].value in {"`", "[", "{"}
    if node.kind == "term":
        return node.children[1].value == "%" and _is_one_argument(without_parentheses(node.children[0]))
    if node.kind == "arith_expr":
        return any(_is_one_argument(without_parentheses(part)) for part in node.children[::2])
    if node.kind == "test":
        return all(_is_one_argument(without_parentheses(part)) for part in (node.children[0], node.children[4]))
    if node.kind != "power":
        return False
    called = call_parts(node)
    if called is not None:
        return called[0] in _STRING_FUNCTIONS
    return _is_one_argument(node.children[0]) and node.children[1].children[0].value == "."


def _is_class_of(tree: Python2Tree, kind: Node, value: Node) -> bool:
    """Whether `kind` is written as the class of `value`: `type(v)`, `v.__class__`."""
    name = tree.source(value)
    return tree.source(kind).replace(" ", "") in {f"type({name})", f"{name}.__class__"}


def _from_exc_info(tree: Python2Tree, kind: Node, value: Node) -> bool:
    """Whether class and value are two parts of one `sys.exc_info()`, or of a Twisted Failure."""
    if _subscripts(tree, kind, value) or _failure_parts(tree, kind, value):
        return True
    if kind.kind != "NAME" or value.kind != "NAME":
        return False
    return _unpacked_together(tree, kind, value) or _exit_parameters(kind, value)


def _subscripts(tree: Python2Tree, kind: Node, value: Node) -> bool:
    """Whether they are written `info[0]` and `info[1]`."""
    one, two = tree.source(kind), tree.source(value)
    return one.endswith("[0]") and two.endswith("[1]") and one[:-3] == two[:-3]


def _failure_parts(tree: Python2Tree, kind: Node, value: Node) -> bool:
    """Whether they are written `failure.type` and `failure.value`."""
    one, two = tree.source(kind), tree.source(value)
    return one.endswith(".type") and two.endswith(".value") and one[:-5] == two[:-6]


def _unpacked_together(tree: Python2Tree, kind: Node, value: Node) -> bool:
    """Whether both names are bound by `kind, value, trace = …`."""
    for leaf in variables(tree, scope_of(kind), kind.value):
        targets = leaf.parent
        if not is_bound_here(leaf) or targets is None:
            continue
        names = [item.value for item in items_of(targets, "testlist", "testlist_comp", "exprlist", "fplist")]
        if names[:2] == [kind.value, value.value] and len(names) == 3:  # noqa: PLR2004 - class, value, traceback
            return True
    return False


def _exit_parameters(kind: Node, value: Node) -> bool:
    """Whether they are parameters of `__exit__(self, kind, value, trace)`."""
    function = scope_of(kind)
    if function.kind != "funcdef" or function.children[1].value != "__exit__":
        return False
    names = [leaf.value for leaf in function.children[2].walk() if leaf.kind == "NAME"]
    return names[1:3] == [kind.value, value.value]


def _caught_class(tree: Python2Tree, statement: Node, name: str) -> Node | None:
    """Give the class, or tuple of classes, under which an enclosing `except` clause catches `name`."""
    block: Node = statement
    for ancestor in statement.ancestors():
        if ancestor.kind in {"funcdef", "lambdef"}:
            return None
        if ancestor.kind == "try_stmt":
            clause = block.sibling(-2)
            if clause is not None and clause.kind == "except_clause" and _catches_as(clause, name):
                return None if _rebound(tree, block, statement, name) else clause.children[1]
        block = ancestor
    return None


def _catches_as(clause: Node, name: str) -> bool:
    return len(clause.children) == 4 and clause.children[3].value == name  # noqa: PLR2004 - except E , name


def _rebound(tree: Python2Tree, block: Node, statement: Node, name: str) -> bool:
    """Whether the block binds the name anew before the statement."""
    return any(is_bound_here(leaf) and leaf.first < statement.first for leaf in variables(tree, block, name))


def _compared(tree: Python2Tree, caught: Node, kind: Node) -> Meaning:
    """Say what `raise E, v` does with a `v` that was caught as one of some classes."""
    return _compared_by_name(tree, [dotted_text(item) for item in tuple_items(caught) or [caught]], kind)


def _compared_by_name(tree: Python2Tree, classes: list[str | None], kind: Node) -> Meaning:
    """Say what `raise E, v` does with a `v` that is an instance of one of some classes."""
    raised = dotted_text(kind)
    if raised is None:
        return Meaning.SUSPECT
    if None in classes:
        return Meaning.EITHER
    relations = {_relation(tree, name, raised) for name in classes if name is not None}
    return relations.pop() if len(relations) == 1 else Meaning.EITHER


def _relation(tree: Python2Tree, caught: str, raised: str) -> Meaning:
    """Say whether an exception caught as `caught` is a `raised`."""
    caught_bases, raised_bases = _bases(tree, caught), _bases(tree, raised)
    if raised in caught_bases:
        return Meaning.INSTANCE
    if caught in raised_bases or "object" not in raised_bases:
        return Meaning.EITHER
    # What other modules define is not derived from a class of this one.
    unrelated = _local_class(tree, raised) is not None or "object" in caught_bases
    return Meaning.ARGUMENT if unrelated else Meaning.EITHER


def _bases(tree: Python2Tree, name: str) -> set[str]:
    """Give a class and those above it by name; `object` is among them if all of them are known."""
    known: set[str] = set()
    pending = [name]
    complete = True
    while pending:
        current = pending.pop()
        if current in known:
            continue
        known.add(current)
        definition = _local_class(tree, current)
        builtin = _PYTHON2_EXCEPTIONS.get(current) or getattr(builtins, current, None)
        if definition is not None:
            pending += _base_names(definition)
        elif isinstance(builtin, type):
            known |= {base.__name__ for base in builtin.__mro__} - {"object"}
        else:
            complete = False
    return known | {"object"} if complete else known


def _local_class(tree: Python2Tree, name: str) -> Node | None:
    """Give the definition of a class in this file."""
    for leaf in tree.named(name, tree.root):
        if leaf.parent is not None and leaf.parent.kind == "classdef" and scope_of_name(leaf) is tree.root:
            return leaf.parent
    return None


def _base_names(definition: Node) -> list[str]:
    """Give the base classes of a class, "?" for what is no name."""
    inside = definition.children[3:-3] if len(definition.children) > 4 else ()  # noqa: PLR2004 - class C ( … ) : …
    return [dotted_text(item) or "?" for part in inside for item in items_of(part, "testlist")]
