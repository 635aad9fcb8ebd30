"""Whether what an `except` clause caught is still read after it; Python 3 deletes the name where the clause ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.python2_names import (
    COMPREHENSIONS,
    FUNCTIONS,
    LOOPS,
    binds_in,
    is_bound_here,
    scope_of,
    scope_of_name,
    statement_of,
    targets_of,
    variables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node


def outlives_clause(tree: Python2Tree, clause: Node, block: Node) -> bool:
    """Whether the name that `clause` binds may be read after its `block`, with what the clause has caught."""
    target = clause.children[-1]
    scope = scope_of(clause)
    name = target.value
    if scope.kind == "funcdef" and _is_global(tree, scope, name):
        return True
    reads = [leaf for leaf in variables(tree, scope, name) if not _is_mere_binding(leaf)]
    return any(
        _inside_outlives(tree, leaf, block, scope)
        if _holds(block, leaf)
        else _outside_outlives(tree, leaf, clause, scope)
        for leaf in reads
        if leaf is not target
    )


def _is_global(tree: Python2Tree, function: Node, name: str) -> bool:
    """Whether a function declares the name global, so that any code may read it later."""
    return any(
        leaf.parent is not None and leaf.parent.kind == "global_stmt" for leaf in variables(tree, function, name)
    )


def _is_mere_binding(leaf: Node) -> bool:
    """Whether a name is bound where it stands and not read: `e += 1` and `del e` also read it."""
    parent = leaf.parent
    if parent is not None and parent.kind == "del_stmt":
        return False
    if parent is not None and parent.kind == "expr_stmt" and parent.children[1].value not in {"=", ""}:
        return False
    return is_bound_here(leaf)


def _holds(outer: Node, inner: Node) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _inside_outlives(tree: Python2Tree, leaf: Node, block: Node, scope: Node) -> bool:
    """Whether a read inside the clause may happen after it.

    That is so in a function defined there, and after a nested clause which catches under the same name.
    """
    function = _function_between(leaf, scope)
    if function is not None:
        return not binds_in(tree, function, leaf.value)
    return any(
        inner.kind == "except_clause"
        and inner.children[-1].value == leaf.value
        and inner.first < leaf.first
        and not _holds(inner, leaf)
        and not _in_block_of(inner, leaf)
        for inner in block.walk()
    )


def _function_between(leaf: Node, scope: Node) -> Node | None:
    """Give the outermost function or lambda inside `scope` in which the leaf stands."""
    found: Node | None = None
    for ancestor in leaf.ancestors():
        if ancestor is scope:
            break
        if ancestor.kind in FUNCTIONS:
            found = ancestor
    return found


def _outside_outlives(tree: Python2Tree, leaf: Node, clause: Node, scope: Node) -> bool:
    """Whether a read outside the clause may get what the clause caught."""
    function = _function_between(leaf, scope)
    if function is not None:
        return not binds_in(tree, function, leaf.value)
    if _bound_by_comprehension(leaf):
        return False
    comes_later = leaf.first > clause.first
    if not comes_later and not any(_holds(loop, leaf) for loop in _loops(clause, scope)):
        return False
    start = clause.first if comes_later else -1
    return not any(
        _surely_binds(binding, leaf)
        for binding in variables(tree, scope, leaf.value)
        if binding is not clause.children[-1]
        and is_bound_here(binding)
        and scope_of_name(binding) is scope
        and start < binding.first < leaf.first
    )


def _loops(clause: Node, scope: Node) -> Iterator[Node]:
    """Give the loops around a clause, inside its scope."""
    return (node for node in clause.ancestors() if node.kind in LOOPS and scope_of(node) is scope)


def _bound_by_comprehension(leaf: Node) -> bool:
    """Whether a name is the variable of a comprehension in which it stands."""
    return any(
        part.kind == "NAME" and part.value == leaf.value
        for ancestor in leaf.ancestors()
        for comprehension in ancestor.children
        if comprehension.kind in COMPREHENSIONS
        for inner in comprehension.walk()
        if inner.kind in COMPREHENSIONS
        for part in targets_of(inner.children[1])
    )


def _surely_binds(binding: Node, leaf: Node) -> bool:
    """Whether control that reaches `leaf` has just passed `binding`, which stands before it."""
    parent = binding.parent
    if parent is not None and parent.kind == "except_clause":
        return _in_block_of(parent, leaf)
    statement = statement_of(binding)
    if statement.kind == "del_stmt":
        return False
    if binding.enclosing(*COMPREHENSIONS) is not None:
        return False
    if statement.kind in {"for_stmt", "with_stmt"}:
        return _holds(statement.children[-1], leaf) or (
            statement.kind == "for_stmt" and _holds(statement.children[5], leaf)
        )
    owner = statement.parent
    while owner is not None and owner.kind == "simple_stmt":
        owner = owner.parent
    return owner is not None and _holds(owner, leaf) and not _in_other_part(owner, binding, leaf)


def _in_other_part(owner: Node, binding: Node, leaf: Node) -> bool:
    """Whether two places are in different parts of a one-line compound statement, of which one may run alone."""
    if owner.kind in {"suite", "file_input"}:
        return False
    return next(part for part in owner.children if _holds(part, binding)) is not next(
        part for part in owner.children if _holds(part, leaf)
    )


def _in_block_of(clause: Node, leaf: Node) -> bool:
    """Whether a leaf stands in the block of an `except` clause."""
    block = clause.sibling(2)
    return block is not None and _holds(block, leaf)
