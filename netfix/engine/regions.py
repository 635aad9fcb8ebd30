"""Which scope a place in a program belongs to.

The answer is found by climbing from a node to the nearest one that opens a scope. The parts of such a node that are
evaluated outside of it (decorators, defaults, base classes, the first iterable of a comprehension) are told apart on
the way up. Nothing recurses, save from block to block, which nest at most 100 deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.bindings import Scope, ScopeKind
from netfix.engine.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.engine.tree import Tree

#: A climb either ends in a scope or goes on from a node to its parent.
_Step = Scope | tuple[cst.CSTNode, cst.CSTNode | None]

#: LibCST 1.8.6 and later; older ones have no such node.
_COMPREHENSIONS: tuple[type[cst.CSTNode], ...] = (
    cst.ListComp,
    cst.SetComp,
    cst.DictComp,
    cst.GeneratorExp,
    *(getattr(cst, name) for name in ("StarredDictComp",) if hasattr(cst, name)),
)


class Regions:
    """The scopes of a program by the nodes that open them.

    `opened` has the scope that a node opens; `generic` those of the type parameters (PEP 695) of a function, class or
    alias. Nodes are opened from the outside to the inside.
    """

    def __init__(self, tree: Tree, dialect: Dialect) -> None:
        self.module = Scope(ScopeKind.MODULE, tree.module, None)
        self.opened: dict[cst.CSTNode, Scope] = {tree.module: self.module}
        self.generic: dict[cst.CSTNode, Scope] = {}
        self._parent = tree.parent
        self._list_comprehensions_leak = dialect is Dialect.PYTHON2
        #: Scopes that were asked for, by the identity of the node: the same names are asked about again and again.
        self._known: dict[int, Scope] = {}
        self._leave: dict[type[cst.CSTNode], Callable[[cst.CSTNode, cst.CSTNode], _Step]] = {
            **dict.fromkeys(_COMPREHENSIONS, self._leave_comprehension),
            cst.IndentedBlock: self._leave_block,
            cst.FunctionDef: self._leave_definition,
            cst.ClassDef: self._leave_definition,
            cst.TypeAlias: self._leave_definition,
            cst.Lambda: self._leave_lambda,
            cst.Param: self._leave_parameter,
            cst.CompFor: self._leave_clause,
        }

    def open(self, node: cst.CSTNode) -> None:
        """Open the scope, or scopes, of a function, lambda, class, comprehension or generic type alias."""
        around = self.scope_of(node)
        if getattr(node, "type_parameters", None) is not None:
            around = self.generic[node] = Scope(ScopeKind.TYPE_PARAMETERS, node, around)
        if isinstance(node, (cst.FunctionDef, cst.Lambda)):
            self.opened[node] = Scope(ScopeKind.FUNCTION, node, around)
        elif isinstance(node, cst.ClassDef):
            self.opened[node] = Scope(ScopeKind.CLASS, node, around)
        elif not isinstance(node, cst.TypeAlias):
            leaks = self._list_comprehensions_leak and isinstance(node, cst.ListComp)
            self.opened[node] = around if leaks else Scope(ScopeKind.COMPREHENSION, node, around)

    def scope_of(self, node: cst.CSTNode) -> Scope:
        """Give the scope in which `node` is evaluated; for a name that is bound, the one it is written in."""
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = self._look_for_scope(node)
        return known

    def _look_for_scope(self, node: cst.CSTNode) -> Scope:
        child, parent = node, self._parent(node)
        while parent is not None:
            leave = self._leave.get(type(parent))
            if leave is None:
                child, parent = parent, self._parent(parent)
                continue
            step = leave(child, parent)
            if isinstance(step, Scope):
                return step
            child, parent = step
        return self.module

    def _leave_block(self, _child: cst.CSTNode, block: cst.CSTNode) -> _Step:
        """All statements of a block share a scope, which is looked for once."""
        return self.scope_of(block)

    def _leave_definition(self, child: cst.CSTNode, node: cst.CSTNode) -> _Step:
        """The body is inside; what may name the type parameters is among them; decorators and name are outside."""
        if child is getattr(node, "body", None):
            return self.opened[node]
        generic = self.generic.get(node)
        is_outside = generic is None or isinstance(child, cst.Decorator) or child is getattr(node, "name", None)
        return (node, self._parent(node)) if generic is None or is_outside else generic

    def _leave_lambda(self, _child: cst.CSTNode, node: cst.CSTNode) -> _Step:
        return self.opened[node]

    def _leave_parameter(self, child: cst.CSTNode, node: cst.CSTNode) -> _Step:
        """A parameter's name is inside of the function; its annotation sees type parameters; its default is outside."""
        parameters = self._parent(node)
        function = self._parent(parameters) if parameters is not None else None
        if function is None:
            return node, parameters
        if child is getattr(node, "name", None):
            return self.opened[function]
        if isinstance(child, cst.Annotation):
            return self._leave_definition(child, function)
        return function, self._parent(function)

    def _leave_clause(self, child: cst.CSTNode, node: cst.CSTNode) -> _Step:
        """The first iterable of a comprehension is evaluated outside of it."""
        holder = self._parent(node)
        if holder is not None and isinstance(holder, _COMPREHENSIONS) and child is getattr(node, "iter", None):
            return holder, self._parent(holder)
        return node, holder

    def _leave_comprehension(self, _child: cst.CSTNode, node: cst.CSTNode) -> _Step:
        return self.opened[node]
