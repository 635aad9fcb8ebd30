"""The one pass over a program that opens its scopes and notes every binding.

It goes once through the nodes that `Tree` has already laid out in a list, so that it never recurses, however deep a
program nests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.bindings import Binding, BindingKind, ImportedModule, Scope, ScopeKind
from netfix.engine.dynamic_names import mark_dynamic_names
from netfix.engine.imports import imported_by_call, imported_modules
from netfix.engine.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netfix.engine.dialect import Dialect
    from netfix.engine.tree import Tree

#: PEP 810; LibCST's older versions have no such nodes.
_LAZY_IMPORTS = tuple(getattr(cst, name) for name in ("LazyImport", "LazyImportFrom") if hasattr(cst, name))


def _names_in(target: cst.CSTNode) -> Iterator[cst.Name]:
    """Give the names that an assignment target binds; attributes and subscripts bind none."""
    for name, _ in _assigned(target, None):
        yield name


def _assigned(
    target: cst.CSTNode, value: cst.BaseExpression | None
) -> Iterator[tuple[cst.Name, cst.BaseExpression | None]]:
    """Give each name of a target with the expression whose value it gets, None where it gets a part of one."""
    if isinstance(target, cst.Name):
        yield target, value
    elif isinstance(target, cst.StarredElement):
        yield from _assigned(target.value, None)
    elif isinstance(target, (cst.Tuple, cst.List)):
        parts: list[cst.BaseExpression | None] = [None] * len(target.elements)
        if isinstance(value, (cst.Tuple, cst.List)) and len(value.elements) == len(parts):
            together = (*target.elements, *value.elements)
            if not any(isinstance(element, cst.StarredElement) for element in together):
                parts = [element.value for element in value.elements]
        for element, part in zip(target.elements, parts, strict=True):
            yield from _assigned(element if isinstance(element, cst.StarredElement) else element.value, part)


class ScopeBuilder:
    """Opens the scopes of a program and fills them; what comes out are the public attributes.

    `targets` are the names that stand where they are bound without being read.
    """

    def __init__(self, tree: Tree, dialect: Dialect) -> None:
        self.regions = Regions(tree, dialect)
        self.imports: list[ImportedModule] = []
        self.targets: set[cst.Name] = set()
        self._tree = tree
        self._scope_of = self.regions.scope_of
        self._bindings: list[Binding] = []
        visitors = self._visitors()
        for node in tree.nodes:
            visit = visitors.get(type(node))
            if visit is not None:
                visit(node)
        self._settle()

    def _visitors(self) -> dict[type[cst.CSTNode], Callable[..., None]]:
        comprehensions = (kind for kind in self._tree.kinds if issubclass(kind, cst.BaseComp))
        return {
            **dict.fromkeys((cst.Lambda, *comprehensions), self.regions.open),
            **dict.fromkeys((cst.FunctionDef, cst.ClassDef, cst.TypeAlias), self._definition),
            **dict.fromkeys((cst.Import, cst.ImportFrom, *_LAZY_IMPORTS), self._import),
            **dict.fromkeys((cst.For, cst.CompFor), self._for),
            **dict.fromkeys((cst.ExceptHandler, cst.ExceptStarHandler), self._except),
            **dict.fromkeys((cst.MatchAs, cst.MatchStar), self._match),
            **dict.fromkeys((cst.TypeVar, cst.TypeVarTuple, cst.ParamSpec), self._type_parameter),
            cst.Param: self._parameter,
            cst.Assign: self._assign,
            cst.AnnAssign: self._annotated,
            cst.AugAssign: self._augmented,
            cst.WithItem: self._with,
            cst.NamedExpr: self._walrus,
            cst.Del: self._del,
            cst.MatchMapping: self._match_mapping,
            cst.Global: self._global,
            cst.Nonlocal: self._nonlocal,
            cst.Call: self._call,
        }

    def _bind(
        self, kind: BindingKind, target: cst.Name, node: cst.CSTNode, value: cst.BaseExpression | None = None
    ) -> None:
        scope = self._scope_of(target)
        if kind is not BindingKind.AUGMENTED:
            self.targets.add(target)
        self._bindings.append(Binding(kind, target.value, target, node, value, scope, scope))

    def _definition(self, node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> None:
        self.regions.open(node)
        kinds: dict[type[cst.CSTNode], BindingKind] = {
            cst.FunctionDef: BindingKind.DEF,
            cst.ClassDef: BindingKind.CLASS,
            cst.TypeAlias: BindingKind.TYPE_ALIAS,
        }
        self._bind(kinds[type(node)], node.name, node)

    def _parameter(self, node: cst.Param) -> None:
        self._bind(BindingKind.PARAMETER, node.name, node)

    def _type_parameter(self, node: cst.TypeVar | cst.TypeVarTuple | cst.ParamSpec) -> None:
        self._bind(BindingKind.TYPE_PARAMETER, node.name, node)

    def _assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            for name, value in _assigned(target.target, node.value):
                self._bind(BindingKind.ASSIGNMENT, name, node, value)

    def _annotated(self, node: cst.AnnAssign) -> None:
        if isinstance(node.target, cst.Name):
            kind = BindingKind.ANNOTATION if node.value is None else BindingKind.ASSIGNMENT
            self._bind(kind, node.target, node, node.value)

    def _augmented(self, node: cst.AugAssign) -> None:
        if isinstance(node.target, cst.Name):
            self._bind(BindingKind.AUGMENTED, node.target, node)

    def _for(self, node: cst.For | cst.CompFor) -> None:
        for name in _names_in(node.target):
            self._bind(BindingKind.FOR, name, node)

    def _with(self, node: cst.WithItem) -> None:
        if node.asname is not None:
            for name in _names_in(node.asname.name):
                self._bind(BindingKind.WITH, name, node)

    def _except(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
        if node.name is not None:
            for name in _names_in(node.name.name):
                self._bind(BindingKind.EXCEPT, name, node)

    def _walrus(self, node: cst.NamedExpr) -> None:
        if isinstance(node.target, cst.Name):
            self._bind(BindingKind.WALRUS, node.target, node, node.value)

    def _del(self, node: cst.Del) -> None:
        for name in _names_in(node.target):
            self._bind(BindingKind.DELETE, name, node)

    def _match(self, node: cst.MatchAs | cst.MatchStar) -> None:
        if node.name is not None:
            self._bind(BindingKind.MATCH, node.name, node)

    def _match_mapping(self, node: cst.MatchMapping) -> None:
        if node.rest is not None:
            self._bind(BindingKind.MATCH, node.rest, node)

    def _import(self, node: cst.Import | cst.ImportFrom) -> None:
        modules = imported_modules(node)
        self.imports += modules
        if isinstance(node.names, cst.ImportStar):
            self._scope_of(node).stars += modules
            return
        for alias in node.names:
            name: cst.CSTNode = alias.name if alias.asname is None else alias.asname.name
            while isinstance(name, cst.Attribute):
                name = name.value
            if isinstance(name, cst.Name):
                self._bind(BindingKind.IMPORT, name, alias)

    def _global(self, node: cst.Global) -> None:
        self._scope_of(node).globals.update(item.name.value for item in node.names)

    def _nonlocal(self, node: cst.Nonlocal) -> None:
        self._scope_of(node).nonlocals.update(item.name.value for item in node.names)

    def _call(self, node: cst.Call) -> None:
        if isinstance(node.func, cst.Name):
            mark_dynamic_names(self._tree, node, self._scope_of, self.regions.module)
        self.imports += imported_by_call(node)

    def _settle(self) -> None:
        """Give each binding to the scope that owns its name.

        This waits for the end because `global` counts for its whole function, and because who owns a `nonlocal` name
        is known only when all others have been given out.
        """
        nonlocals: list[Binding] = []
        for binding in self._bindings:
            scope = binding.scope
            if binding.kind is BindingKind.WALRUS:
                scope = next(outer for outer in scope.outwards() if outer.kind is not ScopeKind.COMPREHENSION)
            if binding.name in scope.nonlocals:
                nonlocals.append(binding._replace(scope=scope))
            else:
                _give(binding, self.regions.module if binding.name in scope.globals else scope)
        for binding in nonlocals:
            _give(binding, _owner_of_nonlocal(binding))


def _give(binding: Binding, scope: Scope) -> None:
    scope.add(binding if scope is binding.scope else binding._replace(scope=scope))


def _owner_of_nonlocal(binding: Binding) -> Scope:
    """Give the nearest function around that binds the name; if there is none, which is an error, the scope itself."""
    around = binding.scope.outwards()
    next(around)
    owners = (scope for scope in around if scope.kind is ScopeKind.FUNCTION and scope.binds(binding.name))
    return next(owners, binding.scope)
