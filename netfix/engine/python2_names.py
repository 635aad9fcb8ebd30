"""What the names of a Python 2 program are: variables or attributes, read or bound, and in which scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.python2_nodes import Node, items_of

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree

#: The words that the grammar of Python 2.7 keeps for itself, `print` and `exec` apart.
KEYWORDS = frozenset({
    "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
    "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
})  # fmt: skip
FUNCTIONS = ("funcdef", "lambdef", "old_lambdef")
SCOPES = (*FUNCTIONS, "classdef", "file_input")
LOOPS = ("for_stmt", "while_stmt")
COMPREHENSIONS = ("list_for", "comp_for")
#: What may stand around a target: tuples and lists, with or without brackets.
_TARGET_LISTS = ("testlist", "exprlist", "testlist_comp", "listmaker", "atom", "fplist", "fpdef", "testlist_safe")


def scope_of(node: Node) -> Node:
    """Give the function, lambda, class or module in which a node stands.

    The name, defaults and decorators of a function count as inside of it.
    """
    scope = node.enclosing(*SCOPES)
    return scope if scope is not None else node


def is_variable(leaf: Node) -> bool:
    """Whether a leaf is the name of a variable, not of an attribute, keyword argument or module, nor a keyword."""
    if leaf.kind != "NAME" or leaf.value in KEYWORDS or leaf.parent is None:
        return False
    parent = leaf.parent
    if parent.kind == "trailer":
        return parent.children[0].kind != "DOT"
    if parent.kind == "argument" and parent.children[1].kind == "EQUAL":
        return leaf is not parent.children[0]
    if parent.kind in {"import_as_name", "dotted_as_name"}:
        return leaf is parent.children[-1] and len(parent.children) > 1
    if parent.kind == "dotted_name":
        return leaf is parent.children[0] and parent.enclosing("decorator") is not None
    if parent.kind == "import_from":
        return parent.children[1] is not leaf
    return not (parent.kind == "print_stmt" and leaf is parent.children[0])


def is_bound_here(leaf: Node) -> bool:
    """Whether the variable `leaf` is bound or deleted where it stands: a target, a parameter, a `def`, an import."""
    node = leaf
    parent = leaf.parent
    while parent is not None and parent.kind in _TARGET_LISTS:
        node, parent = parent, parent.parent
    if parent is None:
        return False
    at = next(at for at, child in enumerate(parent.children) if child is node)
    return _binds(parent, at)


def _binds(parent: Node, at: int) -> bool:
    """Whether the child number `at` of `parent` is bound by it."""
    children = parent.children
    match parent.kind:
        case "expr_stmt":
            return at + 1 < len(children) and children[at + 1].kind.endswith("EQUAL")
        case "for_stmt" | "list_for" | "comp_for" | "funcdef" | "classdef":
            return at == 1
        case "with_item" | "except_clause":
            return at > 1 and at == len(children) - 1
        case "import_as_name" | "dotted_as_name" | "import_from" | "import_as_names" | "import_name":
            return True
        case "dotted_as_names" | "parameters" | "del_stmt" | "global_stmt" | "augassign":
            return True
        case "varargslist":
            return at == 0 or children[at - 1].kind != "EQUAL"
        case "lambdef" | "old_lambdef":
            return at == 1 and children[at].value != ":"
        case _:
            return False


def variables(tree: Python2Tree, node: Node, name: str) -> list[Node]:
    """Give the leaves below `node` that are the variable `name`, nested scopes included."""
    return [leaf for leaf in tree.named(name, node) if is_variable(leaf)]


def binds_in(tree: Python2Tree, scope: Node, name: str) -> bool:
    """Whether a function, lambda or class binds `name` for itself."""
    return any(is_bound_here(leaf) and scope_of_name(leaf) is scope for leaf in variables(tree, scope, name))


def scope_of_name(leaf: Node) -> Node:
    """Give the scope to which a name belongs where it stands; that of a `def` or `class` is the one around it."""
    parent = leaf.parent
    if parent is not None and parent.kind in {"funcdef", "classdef"} and leaf is parent.children[1]:
        return scope_of(parent)
    return scope_of(leaf)


def statement_of(node: Node) -> Node:
    """Give the smallest statement that holds `node`: of `a; b`, one of the two."""
    child = node
    for ancestor in node.ancestors():
        if ancestor.kind in {"simple_stmt", "suite", "file_input"}:
            return child
        child = ancestor
    return child


def assigned_values(tree: Python2Tree, scope: Node, name: str) -> list[Node] | None:
    """Give what is assigned to `name` by plain assignments in `scope`; None if it is also bound in other ways."""
    values: list[Node] = []
    for leaf in variables(tree, scope, name):
        if not is_bound_here(leaf) or scope_of_name(leaf) is not scope:
            continue
        statement = leaf.parent
        if statement is None or statement.kind != "expr_stmt" or statement.children[1].value != "=":
            return None
        values.append(statement.children[-1])
    return values or None


def parameters_of(function: Node) -> list[Node]:
    """Give the parameters of a `def` or `lambda` without defaults and stars: names, and `fpdef` for tuples."""
    inside = function.children[2].children[1:-1] if function.kind == "funcdef" else function.children[1:-2]
    parts = [part for node in inside for part in (node.children if node.kind == "varargslist" else (node,))]
    return [
        part
        for at, part in enumerate(parts)
        if part.kind in {"NAME", "fpdef"} and (at == 0 or parts[at - 1].kind != "EQUAL")
    ]


def targets_of(node: Node) -> list[Node]:
    """Give the names, attributes, … that a target binds, tuples taken apart."""
    if node.kind in {"atom", "fpdef"} and len(node.children) == 3:  # noqa: PLR2004 - ( x )
        return targets_of(node.children[1])
    parts = items_of(node, "testlist", "exprlist", "testlist_comp", "listmaker", "fplist")
    return parts if parts == [node] else [name for part in parts for name in targets_of(part)]
