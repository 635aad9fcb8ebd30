"""What a scope analysis finds: scopes, and the places that give a name a value."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, KeysView

    import libcst as cst


class ScopeKind(Enum):
    """What opens a scope."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"  # a lambda, too
    COMPREHENSION = "comprehension"
    TYPE_PARAMETERS = "type parameters"  # PEP 695: between a generic function or class and what is around it


class BindingKind(Enum):
    """How a name comes by its value."""

    IMPORT = "import"
    ASSIGNMENT = "assignment"
    AUGMENTED = "augmented assignment"
    ANNOTATION = "annotation"  # `name: int` alone, which makes the name local and gives it nothing
    PARAMETER = "parameter"
    FOR = "for"  # of a comprehension, too
    WITH = "with"
    EXCEPT = "except"
    DEF = "def"
    CLASS = "class"
    DELETE = "delete"
    WALRUS = "walrus"
    MATCH = "match"
    TYPE_PARAMETER = "type parameter"
    TYPE_ALIAS = "type alias"


# These are named tuples for the reason given in `netfix.config.model`.
class Binding(NamedTuple):
    """One place which gives the name `name` of `scope` a value (or takes it away: `del`).

    `target` is the name as written there, `node` what binds it: the statement (Assign, AugAssign, For, FunctionDef,
    Del, …) or clause (Param, CompFor, WithItem, ImportAlias, NamedExpr, ExceptHandler, a match pattern).
    `value` is the expression whose value the name gets, where there is one: not for what is unpacked (unless it is
    unpacked from a display with a place for each target), not for augmented assignments, nor for parameters.
    `written_in` is the scope in which the statement stands; it differs from `scope` after `global` and `nonlocal`,
    and for a walrus in a comprehension.
    """

    kind: BindingKind
    name: str
    target: cst.Name
    node: cst.CSTNode
    value: cst.BaseExpression | None
    scope: Scope
    written_in: Scope


class ImportedModule(NamedTuple):
    """A module that the file imports: `module` dotted, relative ones with their leading dots.

    `name` is what is taken from it by `from module import name`, "*" for all; None for `import module` and for
    modules imported by a call, such as `__import__("module")`.
    """

    module: str
    name: str | None
    node: cst.CSTNode

    @property
    def package(self) -> str:
        """The top-level package; empty for a relative import."""
        return self.module.split(".", 1)[0]

    @property
    def is_star(self) -> bool:
        """Whether all names are taken."""
        return self.name == "*"


class Scope:
    """A region in which names are bound, and what is bound in it.

    `node` opens it (Module, FunctionDef, Lambda, ClassDef, a comprehension; for type parameters the generic function,
    class or alias). `parent` is the scope around it, None for the module.
    """

    __slots__ = ("_bindings", "binds_unseen", "globals", "kind", "node", "nonlocals", "parent", "reads_unseen", "stars")

    def __init__(self, kind: ScopeKind, node: cst.CSTNode, parent: Scope | None) -> None:
        self.kind = kind
        self.node = node
        self.parent = parent
        #: Names that `global` and `nonlocal` statements of this scope declare.
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        #: Modules of star imports in this scope.
        self.stars: list[ImportedModule] = []
        #: Names may be bound, or read, here by `exec`, `eval`, `globals()` and the like, without being written out.
        self.binds_unseen = False
        self.reads_unseen = False
        self._bindings: dict[str, list[Binding]] = {}

    @property
    def is_open(self) -> bool:
        """Whether the text does not show all that is bound or read here."""
        return self.binds_unseen or self.reads_unseen or bool(self.stars)

    @property
    def names(self) -> KeysView[str]:
        """The names bound in this scope."""
        return self._bindings.keys()

    def bindings(self, name: str) -> tuple[Binding, ...]:
        """Give all bindings of a name in this scope, in the order of `Tree.nodes`; empty if it is not bound here."""
        return tuple(self._bindings.get(name, ()))

    def binds(self, name: str) -> bool:
        """Whether the name belongs to this scope."""
        return name in self._bindings

    def add(self, binding: Binding) -> None:
        """Note a binding: for whoever builds the scope."""
        self._bindings.setdefault(binding.name, []).append(binding)

    def outwards(self) -> Iterator[Scope]:
        """Give this scope and those around it, up to the module."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def __repr__(self) -> str:
        name = getattr(getattr(self.node, "name", None), "value", "")
        return f"<Scope of {self.kind.value} {name}>".replace(" >", ">")
