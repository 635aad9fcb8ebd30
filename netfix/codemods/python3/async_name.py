"""Rename what is called async, await or nonlocal.

These are keywords in Python 3. A variable of a function gets an underscore; an attribute keeps its name and is
reached through `getattr` and `setattr`.

     class Pool(object):
         def __init__(self):
             self.size = 4
     pool = Pool()
     def resize(pool):
    -    async = pool.size > 1
    -    pool.async = async
    -    return pool.async
    +    async_ = pool.size > 1
    +    setattr(pool, "async", async_)
    +    return getattr(pool, "async")
     print(resize(pool))

Exact for a function's own variables, for attributes that are read or plainly assigned, for parameters of private and
inner functions that are never given by keyword, and for names of a module whose `__all__` leaves them out.

Everything else is also the business of other files: parameters, methods, names of modules, keyword arguments. It is
reported, and the file stays Python 2 until it is renamed by hand everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.names.python2_moves import RESERVED
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_names import (
    binds_in,
    is_bound_here,
    is_variable,
    parameters_of,
    scope_of,
    scope_of_name,
    targets_of,
)

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_ATTRIBUTES = RESERVED | {"True", "False", "None"}
_ADVICE = "rename it here and wherever else it is used"
#: Calls through which a function's variables are seen by their names.
_REFLECTION = ("locals", "vars", "dir", "eval", "exec")
_IMPORTS = frozenset({"import_name", "import_from", "import_as_names", "dotted_as_names", "dotted_name"})


class AsyncName(SyntaxCodemod):
    """Rewrites names that are keywords in Python 3."""

    noqa: ClassVar[tuple[str, ...]] = ("W606",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"\b(?:async|await|nonlocal)\b", rb"\.\s*(?:True|False|None)\b")

    def visit_power(self, node: Node) -> None:
        """Rewrite attributes."""
        trailers = [
            child
            for child in node.children
            if child.kind == "trailer" and child.children[0].value == "." and child.children[1].value in _ATTRIBUTES
        ]
        if not trailers:
            return
        stored = trailers[-1] is node.children[-1] and is_bound_here(node)
        statement = node.parent
        if stored and (statement is None or not _is_plain_assignment(statement)):
            name = trailers[-1].children[1]
            edits = [Edit(name.start, name.end, name.value + "_"), *self._read(node, trailers[:-1], "")]
            self.report(trailers[-1].span, edits, manual("assign it by setattr, or delete it by delattr"))
        elif stored and statement is not None:
            edits = self._read(node, trailers[:-1], "setattr(") + self._assigned(statement, trailers[-1])
            self.report(node.span, edits, safe("the attribute keeps its name"))
        else:
            self.report(node.span, self._read(node, trailers, ""), safe("the attribute keeps its name"))

    def _read(self, node: Node, trailers: list[Node], before: str) -> list[Edit]:
        """Write `getattr(x, "async")` for `x.async`."""
        opening = before + "getattr(" * len(trailers)
        edits = [Edit(node.start, node.start, opening)] if opening else []
        return edits + [Edit(trailer.start, trailer.end, f', "{trailer.children[1].value}")') for trailer in trailers]

    def _assigned(self, statement: Node, trailer: Node) -> list[Edit]:
        """Write the end of `setattr(x, "async", value)`."""
        _, equal, value = statement.children
        bracketed = value.kind in {"testlist", "yield_expr"} or value.value == "yield"
        end = self.tree.last_leaf(statement).end
        blanks = not self.tree.gap(equal, value).strip(" \t")
        return [
            Edit(trailer.start, trailer.end, f', "{trailer.children[1].value}"'),
            Edit(trailer.end, value.start if blanks else equal.end, ", " + "(" * bracketed),
            Edit(end, end, ")" + ")" * bracketed),
        ]

    def visit_file_input(self, node: Node) -> None:
        """Rewrite variables, parameters and what else has such a name."""
        for word in sorted(RESERVED & self.tree.names):
            leaves = [leaf for leaf in self.tree.named(word, node) if not _is_attribute(leaf)]
            variables = [leaf for leaf in leaves if is_variable(leaf) and not _is_imported(leaf)]
            owners: dict[Node, list[Node]] = {}
            for leaf in variables:
                owners.setdefault(self._owner(leaf), []).append(leaf)
            for owner, group in owners.items():
                self._rename(group, self._is_private(owner, word))
            for leaf in leaves:
                if leaf not in variables:
                    self._rename([leaf], is_private=False)

    def _rename(self, group: list[Node], is_private: bool) -> None:  # noqa: FBT001 - worked out by the caller
        """Rename all places of one variable."""
        name = self.tree.fresh_name(group[0].value + "_")
        edits = [Edit(leaf.start, leaf.end, name) for leaf in group]
        verdict = safe("nothing outside sees the name") if is_private else manual(_ADVICE)
        self.report(group[0].span, edits, verdict)

    def _owner(self, leaf: Node) -> Node:
        """Give the function, class or module to which a variable belongs."""
        scope = scope_of_name(leaf)
        while scope.kind != "file_input":
            if (scope.kind != "classdef" or scope is scope_of_name(leaf)) and self._is_own(scope, leaf.value):
                return scope
            scope = scope_of(scope)
        return scope

    def _is_own(self, scope: Node, name: str) -> bool:
        """Whether a scope binds a name for itself and does not declare it global."""
        return binds_in(self.tree, scope, name) and not any(
            leaf.parent is not None and leaf.parent.kind == "global_stmt" and scope_of(leaf) is scope
            for leaf in self.tree.named(name, scope)
        )

    def _is_private(self, owner: Node, name: str) -> bool:
        """Whether only this file can see a variable, and only by its name."""
        if owner.kind == "file_input":
            return self._is_left_out_of_all(name)
        if owner.kind == "classdef" or any(self.tree.named(word, owner) for word in _REFLECTION):
            return False
        if all(name not in {target.value for target in targets_of(parameter)} for parameter in parameters_of(owner)):
            return name not in _starred(owner)
        if any(_is_keyword(leaf) for leaf in self.tree.named(name, self.tree.root)):
            return False
        own_name = owner.children[1].value
        inner = owner.kind != "funcdef" or scope_of(owner).kind == "funcdef"
        return inner or (own_name.startswith("_") and not own_name.endswith("__"))

    def _is_left_out_of_all(self, name: str) -> bool:
        """Whether the module says by `__all__` what it offers, and this is not in it."""
        assigned = [
            leaf.parent.children[-1]
            for leaf in self.tree.named("__all__", self.tree.root)
            if leaf.parent is not None and leaf.parent.kind == "expr_stmt" and leaf.parent.children[0] is leaf
        ]
        return bool(assigned) and all(
            part.kind in {"STRING", "COMMA", "LSQB", "RSQB", "LPAR", "RPAR"} and part.value[1:-1] != name
            for value in assigned
            for part in value.walk()
            if part.is_leaf
        )


def _is_plain_assignment(statement: Node) -> bool:
    return statement.kind == "expr_stmt" and len(statement.children) == 3 and statement.children[1].value == "="  # noqa: PLR2004


def _is_attribute(leaf: Node) -> bool:
    return leaf.parent is not None and leaf.parent.kind == "trailer" and leaf.parent.children[0].value == "."


def _is_keyword(leaf: Node) -> bool:
    parent = leaf.parent
    return (
        parent is not None
        and parent.kind == "argument"
        and parent.children[1].value == "="
        and (parent.children[0] is leaf)
    )


def _is_imported(leaf: Node) -> bool:
    """Whether a name is that of a module or of something imported by this name."""
    return leaf.parent is not None and leaf.parent.kind in _IMPORTS


def _starred(function: Node) -> set[str]:
    """Give the names of `*args` and `**kw` parameters."""
    inside = function.children[2] if function.kind == "funcdef" else function.children[1]
    leaves = list(inside.walk())
    return {leaf.value for at, leaf in enumerate(leaves) if leaves[at - 1].value in {"*", "**"} and leaf.kind == "NAME"}
