"""What a name means: which scope it belongs to, what gives it its value, which module's name it stands for.

LibCST's scope provider does 2 thousand lines a second; this analysis does over four hundred, because it looks only at
what binds a name, in one pass (`scope_builder`), and works out what a use refers to when it is asked.

What it leaves out: names mangled in classes (`__name`), identifiers that are the same only after Unicode normalisation,
names that other modules assign, and the order of statements: a name belongs to a scope if it is bound anywhere in it,
which is Python's own rule for functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.bindings import Binding, BindingKind, ImportedModule, Scope, ScopeKind
from netfix.engine.builtin_names import BUILTINS, star_may_bind
from netfix.engine.dialect import Dialect
from netfix.engine.imports import member, name_imported
from netfix.engine.scope_builder import ScopeBuilder

if TYPE_CHECKING:
    from netfix.engine.tree import Tree

__all__ = ["Binding", "BindingKind", "ImportedModule", "Scope", "ScopeKind", "Scopes"]

#: Bindings beside an import that leave what its name stands for alone: without the module there is nothing to use.
_NO_OTHER_VALUE = frozenset({BindingKind.DELETE, BindingKind.ANNOTATION})

#: What a name may stand for by way of imports, and whether it can be nothing else.
_Origin = tuple[frozenset[str], bool]
_FROM_ELSEWHERE: _Origin = (frozenset(), False)

#: What a name may stand in without being a variable. To be compared as `tree.FUNCTIONS_AND_CLASSES` is.
_TELLING = frozenset(
    {cst.Attribute, cst.Arg, cst.MatchKeywordElement, cst.ImportAlias, cst.MatchSingleton, cst.ImportFrom}
)
_OF_IMPORTS = frozenset({cst.ImportAlias, cst.ImportFrom})

#: How many assignments of a name to a name are followed, one after the other.
_MAX_ALIASES = 50


class Scopes:
    """The scopes of a program, and what its names refer to.

    `module` is the outermost scope; `imports` are the modules which the file imports, in functions too.
    """

    def __init__(self, tree: Tree, dialect: Dialect = Dialect.PYTHON3) -> None:
        """Analyse a program; in Python 2 the names of list comprehensions belong to the scope around them."""
        builder = ScopeBuilder(tree, dialect)
        self._parent = tree.parent
        self._tree = tree
        self._regions = builder.regions
        self._targets = builder.targets
        self._uses: dict[str, list[cst.Name]] | None = None
        self._origins: dict[tuple[Scope, str], _Origin] = {}
        self._following = 0
        self.module = builder.regions.module
        self.imports: tuple[ImportedModule, ...] = tuple(builder.imports)
        #: Names of top-level packages.
        self.imported_packages = frozenset(module.package for module in self.imports) - {""}

    def scope_of(self, node: cst.CSTNode) -> Scope:
        """Give the scope in which `node` is evaluated; for the name of a definition, the scope around it."""
        return self._regions.scope_of(node)

    def opened_by(self, node: cst.CSTNode) -> Scope | None:
        """Give the scope that a module, function, lambda, class or comprehension opens; None for other nodes."""
        return self._regions.opened.get(node)

    def is_variable(self, name: cst.Name) -> bool:
        """Whether a name is looked up or bound where it stands: not as an attribute, a keyword, part of an import."""
        parent = self._parent(name)
        if type(parent) not in _TELLING:
            return parent is not None
        match parent:
            case cst.Attribute():
                return name is parent.value and not self._is_in_module_name(parent)
            case cst.Arg():
                return name is not parent.keyword
            case cst.MatchKeywordElement():
                return name is not parent.key
            case cst.ImportAlias():
                return name in self._targets
            case _:
                return False

    def _is_in_module_name(self, attribute: cst.Attribute) -> bool:
        """Whether an attribute is part of `a.b` in an import that does not bind `a`."""
        node: cst.CSTNode | None = attribute
        root: cst.CSTNode = attribute
        while type(node) is cst.Attribute:
            node = self._parent(node)
        if type(node) not in _OF_IMPORTS:
            return False
        while isinstance(root, cst.Attribute):
            root = root.value
        return root not in self._targets

    def lookup(self, name: cst.Name) -> Scope | None:
        """Give the scope whose binding a name refers to.

        None if no scope that the name sees binds it (it is a builtin, comes from a star import, or is an error), and
        if it is no variable.
        """
        return self.owner(name.value, self.scope_of(name)) if self.is_variable(name) else None

    def owner(self, name: str, seen_from: Scope) -> Scope | None:
        """Give the scope to which the variable `name` belongs in `seen_from`; None if none binds it."""
        skips_classes = False
        for scope in seen_from.outwards():
            if skips_classes and scope.kind is ScopeKind.CLASS:
                continue
            if name in scope.globals:
                return self.module
            if scope.binds(name):
                return scope
            skips_classes = skips_classes or scope.kind in {ScopeKind.FUNCTION, ScopeKind.COMPREHENSION}
        return None

    def bindings_of(self, name: cst.Name) -> tuple[Binding, ...]:
        """Give all bindings of the variable that a name refers to."""
        scope = self.lookup(name)
        return scope.bindings(name.value) if scope is not None else ()

    def reads(self, scope: Scope, name: str) -> tuple[cst.Name, ...]:
        """Give all uses of a scope's variable, in nested scopes too: where it is read, also by `name += …`."""
        uses = self._uses_by_name.get(name, ())
        return tuple(use for use in uses if use not in self._targets and self.lookup(use) is scope)

    @property
    def _uses_by_name(self) -> dict[str, list[cst.Name]]:
        if self._uses is None:
            self._uses = {}
            for name in self._tree.of_kind(cst.Name):
                if type(self._parent(name)) is not cst.NameItem:
                    self._uses.setdefault(name.value, []).append(name)
        return self._uses

    def is_builtin(self, node: cst.CSTNode, name: str) -> bool:
        """Whether `node` is the name of a builtin, as far as this file tells: nothing in it binds the name."""
        return (
            isinstance(node, cst.Name) and node.value == name and self.is_variable(node) and self.lookup(node) is None
        )

    def is_surely_builtin(self, node: cst.CSTNode, name: str) -> bool:
        """As `is_builtin`, and no star import (of a module that may have the name) and no `exec` can bind it."""
        return self.is_builtin(node, name) and not any(
            scope.binds_unseen or any(star_may_bind(star.module, name) for star in scope.stars)
            for scope in self.scope_of(node).outwards()
        )

    def qualified(self, node: cst.CSTNode) -> str | None:
        """Give the dotted name, seen from outside of the file, of what a name or attribute stands for.

        `defer.Deferred` after `from twisted.internet import defer` is "twisted.internet.defer.Deferred"; names from
        relative imports begin with their dots. None if it does not come from an import, if it may be one of several,
        and if it may have been rebound. A name that only one star import can have bound counts as imported by it.
        """
        candidates, is_only_imported = self._imported(node)
        return next(iter(candidates)) if len(candidates) == 1 and is_only_imported else None

    def qualified_all(self, node: cst.CSTNode) -> frozenset[str]:
        """Give all dotted names that a name or attribute may stand for; other values that it may have are left out."""
        return self._imported(node)[0]

    def _imported(self, node: cst.CSTNode) -> _Origin:
        """Give the dotted names a chain of attributes may stand for, and whether it can be nothing else."""
        attributes: list[str] = []
        while type(node) is cst.Attribute:
            attributes.append(node.attr.value)
            node = node.value
        if type(node) is not cst.Name or not self.is_variable(node):
            return _FROM_ELSEWHERE
        scope = self.lookup(node)
        roots, is_only_imported = (self._from_stars(node), True) if scope is None else self._origin(scope, node.value)
        attributes.reverse()
        return frozenset(".".join([root, *attributes]) for root in roots), is_only_imported

    def _origin(self, scope: Scope, name: str) -> _Origin:
        """As `_imported`, of a variable. One that is assigned from itself comes from elsewhere, too."""
        known = self._origins.get((scope, name))
        if known is not None:
            return known
        self._origins[scope, name] = _FROM_ELSEWHERE
        self._following += 1
        found: set[str] = set()
        is_only_imported = True
        for binding in scope.bindings(name):
            if binding.kind in _NO_OTHER_VALUE or _is_placeholder(binding.value):
                continue
            names, is_sure = self._of_binding(binding)
            found |= names
            is_only_imported = is_only_imported and is_sure and bool(names)
        self._following -= 1
        self._origins[scope, name] = frozenset(found), is_only_imported
        return self._origins[scope, name]

    def _of_binding(self, binding: Binding) -> _Origin:
        """Give what a name stands for after one of its bindings: an import, or an assignment of such a name."""
        if isinstance(binding.node, cst.ImportAlias):
            statement = self._parent(binding.node)
            return (frozenset({name_imported(binding.node, statement)}), True) if statement else _FROM_ELSEWHERE
        if binding.kind is BindingKind.ASSIGNMENT and binding.value is not None and self._following < _MAX_ALIASES:
            return self._imported(binding.value)
        return _FROM_ELSEWHERE

    def _from_stars(self, name: cst.Name) -> frozenset[str]:
        if name.value in BUILTINS:
            return frozenset()
        scopes = self.scope_of(name).outwards()
        return frozenset(member(star.module, name.value) for scope in scopes for star in scope.stars)


def _is_placeholder(value: cst.BaseExpression | None) -> bool:
    """Whether a name is bound to what stands for a missing module: `except ImportError: json = None`."""
    return isinstance(value, cst.Name) and value.value in {"None", "False"}
