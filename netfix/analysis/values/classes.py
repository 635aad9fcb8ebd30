"""The classes of a file: what they define themselves, what they inherit within the file, and what stays unknown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.bindings import BindingKind, ScopeKind
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Binding, Scope, Scopes
    from netfix.engine.tree import Tree

#: Methods that decide what an object's truth and length are.
TRUTH = frozenset({"__bool__", "__nonzero__"})
LENGTH = frozenset({"__len__"})

_CONTAINERS = frozenset({
    "list", "tuple", "dict", "set", "frozenset", "str", "unicode", "bytes", "bytearray", "collections.deque",
    "collections.OrderedDict", "collections.defaultdict", "collections.Counter", "collections.UserDict",
    "collections.UserList", "collections.UserString", "UserDict.UserDict", "UserDict.IterableUserDict",
    "UserList.UserList", "UserString.UserString",
})  # fmt: skip

#: Class decorators that add neither truth nor length.
_HARMLESS_DECORATORS = frozenset({"dataclasses.dataclass", "functools.total_ordering"})


@dataclass(frozen=True, slots=True)
class Family:
    """A class of the file with all its bases, as far as they are known.

    `members` are its own and its bases' definitions in this file, `outside` the names of builtin and standard bases;
    `is_complete` is false where a base, a metaclass or a decorator may add anything.
    """

    members: tuple[cst.ClassDef, ...]
    outside: frozenset[str]
    is_complete: bool


class Classes:
    """Looks up classes and their members."""

    def __init__(self, tree: Tree, scopes: Scopes) -> None:
        self._tree = tree
        self._scopes = scopes
        definitions = tree.of_kind(cst.ClassDef)
        bodies = [scope for scope in map(scopes.opened_by, definitions) if scope is not None]
        #: Every name that some class of the file binds: methods, mostly.
        self.member_names = frozenset(name for scope in bodies for name in scope.names)
        #: Attributes that are assigned somewhere, by name.
        self.assigned: dict[str, list[cst.Attribute]] = {}
        for attribute in tree.of_kind(cst.Attribute):
            if self._is_assigned(attribute):
                self.assigned.setdefault(attribute.attr.value, []).append(attribute)

    def _is_assigned(self, attribute: cst.Attribute) -> bool:
        parent = self._tree.parent(attribute)
        if isinstance(parent, (cst.Element, cst.StarredElement)):
            while isinstance(parent, (cst.Element, cst.StarredElement, cst.Tuple, cst.List)):
                attribute, parent = parent, self._tree.parent(parent)  # type: ignore[assignment]
        if isinstance(parent, (cst.AssignTarget, cst.AsName)):
            return True
        holders = (cst.AugAssign, cst.AnnAssign, cst.For, cst.CompFor, cst.Del)
        return isinstance(parent, holders) and attribute is parent.target

    def is_patched(self, name: str) -> bool:
        """Whether a method of this name is defined or assigned in the file, so that its name alone says nothing."""
        return name in self.member_names or name in self.assigned

    def named(self, node: cst.BaseExpression) -> cst.ClassDef | None:
        """Give the class that a name surely refers to."""
        if not isinstance(node, cst.Name):
            return None
        bindings = self._scopes.bindings_of(node)
        definition = bindings[0].node if len(bindings) == 1 else None
        return definition if isinstance(definition, cst.ClassDef) else None

    def family(self, definition: cst.ClassDef) -> Family:
        """Give a class with its bases."""
        members: list[cst.ClassDef] = []
        outside: set[str] = set()
        is_complete = True
        waiting = [definition]
        while waiting:
            member = waiting.pop(0)
            if member in members:
                continue
            members.append(member)
            is_complete = is_complete and self._is_plain(member)
            for base in member.bases:
                known = self.named(base.value)
                name = self._known_base(base)
                if known is not None and not base.star:
                    waiting.append(known)
                elif name is not None:
                    outside.add(name)
                else:
                    is_complete = False
        return Family(tuple(members), frozenset(outside), is_complete)

    def _is_plain(self, definition: cst.ClassDef) -> bool:
        """Whether no decorator, metaclass or `exec` can add methods that decide about truth."""
        scope = self._scopes.opened_by(definition)
        decorators = (
            decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
            for decorator in definition.decorators
        )
        return (
            not definition.keywords
            and scope is not None
            and not (scope.binds("__metaclass__") or scope.binds_unseen)
            and all(self._scopes.qualified(decorator) in _HARMLESS_DECORATORS for decorator in decorators)
        )

    def _known_base(self, base: cst.Arg) -> str | None:
        value = base.value
        if base.star:
            return None
        if isinstance(value, cst.Name) and self._scopes.is_surely_builtin(value, value.value):
            return value.value if value.value in _CONTAINERS or value.value == "object" else None
        name = self._scopes.qualified(value)
        return name if name in _CONTAINERS else None

    def defines(self, definition: cst.ClassDef, names: frozenset[str]) -> bool | None:
        """Whether a class has one of these special methods of its own or from a base in the file.

        None if something unknown may add one. What builtin bases define does not count.
        """
        family = self.family(definition)
        if any(self._binds(member, names) for member in family.members):
            return True
        is_assigned = any(name in self.assigned for name in names)
        return None if is_assigned or not family.is_complete else False

    def _binds(self, definition: cst.ClassDef, names: frozenset[str]) -> bool:
        scope = self._scopes.opened_by(definition)
        return scope is not None and any(scope.binds(name) for name in names)

    def truth_is_length(self, definition: cst.ClassDef) -> bool | None:
        """Whether the truth of the class's instances is that their length is not zero.

        False if it defines `__bool__` or `__nonzero__` (or has no length), None if that is not known. In Python 2 the
        `__getattr__` of a class without base answers for special methods, too.
        """
        defines_truth = self.defines(definition, TRUTH)
        if defines_truth is not False:
            return None if defines_truth is None else False
        if self.defines(definition, frozenset({"__getattr__", "__getattribute__"})) is not False:
            return None
        is_container = bool(self.family(definition).outside & _CONTAINERS)
        return is_container or self.defines(definition, LENGTH) is True

    @cached_property
    def changed_builtins(self) -> frozenset[str]:
        """The built-in types of which a class in the file changes truth or length: `isinstance` lets it through."""
        changed: set[str] = set()
        for definition in self._tree.of_kind(cst.ClassDef):
            family = self.family(definition)
            if any(self._binds(member, TRUTH | LENGTH) for member in family.members):
                changed |= family.outside
        return frozenset(name.rpartition(".")[2] for name in changed)

    def method(self, definition: cst.ClassDef, name: str) -> cst.FunctionDef | None:
        """Give the method that an instance of exactly this class has; None if that is not known."""
        members = self.family(definition).members
        owners = [member for member in members if self._binds(member, frozenset({name}))]
        # With several bases, the order in which they are asked is Python's to work out.
        is_plain = len(owners) == 1 or owners[:1] == [definition] or all(len(member.bases) <= 1 for member in members)
        scope = self._scopes.opened_by(owners[0]) if owners and is_plain else None
        bindings = scope.bindings(name) if scope is not None and name not in self.assigned else ()
        method = bindings[0].node if len(bindings) == 1 else None
        return method if isinstance(method, cst.FunctionDef) else None

    def class_of_self(self, node: cst.BaseExpression) -> cst.ClassDef | None:
        """Give the class in whose method `node` is the first parameter ("self"), also in functions within it."""
        if not isinstance(node, cst.Name):
            return None
        scope = self._scopes.lookup(node)
        if scope is None or not isinstance(scope.node, cst.FunctionDef):
            return None
        around = scope.parent
        if around is None or around.kind is not ScopeKind.CLASS or not isinstance(around.node, cst.ClassDef):
            return None
        bindings = scope.bindings(node.value)
        is_self = len(bindings) == 1 and _is_first_parameter(bindings[0], scope) and not scope.node.decorators
        return around.node if is_self else None


def _is_first_parameter(binding: Binding, scope: Scope) -> bool:
    if binding.kind is not BindingKind.PARAMETER or not isinstance(scope.node, cst.FunctionDef):
        return False
    parameters = scope.node.params
    first = next(iter((*parameters.posonly_params, *parameters.params)), None)
    return first is binding.node
