"""Module variables that functions of a program rewrite, and who shares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst
from netfix.engine.scopes import BindingKind, ScopeKind

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.scopes import Scope


@dataclass(frozen=True, slots=True)
class SharedName:
    """A module variable that functions rewrite; `writers` and `readers` are names of functions, sorted."""

    name: str
    writers: tuple[str, ...]
    readers: tuple[str, ...]

    @property
    def users(self) -> frozenset[str]:
        """The functions that write or read it."""
        return frozenset({*self.writers, *self.readers})


class GlobalState:
    """What the functions of a program share through `global`.

    `is_program` tells a program, which runs something when it is started, from a module that others import.
    """

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._scopes = document.scopes
        self.declarations: tuple[cst.Global, ...] = tuple(
            node for node in self._tree.of_kind(cst.Global) if self._scopes.scope_of(node) is not self._scopes.module
        )
        declared = dict.fromkeys(item.name.value for node in self.declarations for item in node.names)
        found = [self._shared(name) for name in declared]
        self.names: tuple[SharedName, ...] = tuple(shared for shared in found if shared is not None)
        self.is_program = self._is_program()

    @property
    def functions(self) -> frozenset[str]:
        """The functions that use one of the names."""
        return frozenset(function for shared in self.names for function in shared.users)

    def _shared(self, name: str) -> SharedName | None:
        module = self._scopes.module
        written_in = [
            binding.written_in for binding in module.bindings(name) if binding.kind is not BindingKind.ANNOTATION
        ]
        writers = {self._function(scope) for scope in written_in if scope is not module} - {""}
        if not writers or self._is_made_once(name):
            return None
        readers = {self._function(self._scopes.scope_of(use)) for use in self._scopes.reads(module, name)} - {""}
        return SharedName(name, tuple(sorted(writers)), tuple(sorted(readers)))

    def _function(self, scope: Scope) -> str:
        """Give the name of the function, or method, to whose body a scope belongs; empty at the module's level."""
        names = [
            around.node.name.value
            for around in scope.outwards()
            if isinstance(around.node, cst.FunctionDef)
            or (around.kind is ScopeKind.CLASS and isinstance(around.node, cst.ClassDef))
        ]
        is_in_function = any(isinstance(around.node, cst.FunctionDef) for around in scope.outwards())
        return ".".join(reversed(names)) if is_in_function else ""

    def _is_made_once(self, name: str) -> bool:
        """Whether functions only make the value where there is none yet: `if cache is None: cache = …`."""
        module = self._scopes.module
        statements = [binding.node for binding in module.bindings(name) if binding.written_in is not module]
        return all(self._is_guarded(statement, name) for statement in statements)

    def _is_guarded(self, statement: cst.CSTNode, name: str) -> bool:
        return any(
            isinstance(around, cst.If) and _asks_for_none(around.test, name)
            for around in self._tree.ancestors(statement)
        )

    def _is_program(self) -> bool:
        return self._tree.text.startswith("#!") or any(_runs(statement) for statement in self._tree.module.body)


def _asks_for_none(test: cst.BaseExpression, name: str) -> bool:
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return is_name(test.expression, name)
    if isinstance(test, cst.Comparison) and is_name(test.left, name):
        return is_name(test.comparisons[0].comparator, "None")
    return False


def _runs(statement: cst.CSTNode) -> bool:
    """Whether a statement of the module does more than to define: a call, a loop, what `__main__` guards."""
    match statement:
        case cst.If(test=cst.Comparison(left=cst.Name(value="__name__"))):
            return True
        case cst.While() | cst.For():
            return True
        case cst.SimpleStatementLine():
            return any(isinstance(small, cst.Expr) and isinstance(small.value, cst.Call) for small in statement.body)
        case _:
            return False
