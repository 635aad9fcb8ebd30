"""From which modules a value may come: of some it is known that their objects are ordinary ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.kinds import Kinds
from netfix.engine.builtin_names import is_standard
from netfix.engine.lazy import cst
from netfix.engine.scopes import BindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding

#: Packages without objects that compare otherwise than by value, from their sources: an `__eq__` in them is false of
#: other types. What overloads equality is in `libraries`.
_ORDINARY = frozenset({
    "twisted", "zope", "six", "future", "requests", "urllib3", "simplejson", "yaml", "tornado", "gevent", "eventlet",
    "OpenSSL", "paramiko", "serial", "dns", "aiohttp", "pycurl", "chardet", "certifi", "idna", "netaddr", "netifaces",
    "psutil", "pytz", "docopt", "click",
})  # fmt: skip
#: How many assignments are followed.
_DEEPEST = 8


class Origins:
    """Follows values to the modules they come from.

    `foreign_modules` are those that the file imports and of which nothing is known, the program's own others among
    them.
    """

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._scopes = document.scopes
        self._kinds = document.fact(Kinds)
        self.foreign_modules = sorted(
            {imported.module for imported in self._scopes.imports if _is_foreign(imported.module)} - {""}
        )

    def foreign(self, value: cst.BaseExpression, *, through_calls: bool) -> str | None:
        """Name the foreign module that a value comes from; None if there is none, or it is not known.

        What a function of such a module returns counts only if `through_calls`.
        """
        if not self.foreign_modules:
            return None
        seen: set[cst.CSTNode] = set()
        waiting = [(value, 0)]
        while waiting:
            node, depth = waiting.pop()
            if node in seen or depth > _DEEPEST:
                continue
            seen.add(node)
            if isinstance(node, cst.Call) and not through_calls:
                continue
            if isinstance(node, (cst.Name, cst.Attribute)):
                module = next((name for name in self._scopes.qualified_all(node) if _is_foreign(name)), None)
                if module is not None:
                    return module
            waiting += ((part, depth + 1) for part in self._sources(node))
        return None

    def _sources(self, node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """Give the expressions from which the value of another one comes."""
        match node:
            case cst.Attribute():
                yield node.value
                yield from self._assigned(node.attr.value)
            case cst.Call():
                yield node.func
            case cst.Subscript():
                yield node.value
            case cst.Await():
                yield node.expression
            case cst.NamedExpr():
                yield node.value
            case cst.BooleanOperation() | cst.BinaryOperation():
                yield node.left
                yield node.right
            case cst.IfExp():
                yield node.body
                yield node.orelse
            case cst.Name():
                for binding in self._scopes.bindings_of(node):
                    yield from _given_by(binding)
            case _:
                pass

    def _assigned(self, attribute: str) -> Iterator[cst.BaseExpression]:
        """Give what attributes of this name are assigned in the file."""
        for target in self._kinds.classes.assigned.get(attribute, ()):
            holder = self._tree.parent(target)
            statement = self._tree.parent(holder) if isinstance(holder, cst.AssignTarget) else holder
            if isinstance(statement, (cst.Assign, cst.AnnAssign)) and statement.value is not None:
                yield statement.value

    def is_made_here(self, value: cst.BaseExpression) -> bool:
        """Whether a value is that of a local variable which only gets what standard functions and methods return."""
        if not isinstance(value, cst.Name):
            return False
        bindings = self._scopes.bindings_of(value)
        return bool(bindings) and all(
            binding.kind is BindingKind.ASSIGNMENT
            and binding.value is not None
            and any(is_standard(name) for name in self._names_called(binding.value))
            for binding in bindings
        )

    def _names_called(self, value: cst.BaseExpression) -> frozenset[str]:
        return self._scopes.qualified_all(value.func) if isinstance(value, cst.Call) else frozenset()


def _is_foreign(name: str) -> bool:
    return not is_standard(name) and name.split(".", 1)[0] not in _ORDINARY


def _given_by(binding: Binding) -> Iterator[cst.BaseExpression]:
    """Give the expressions from which a binding takes its value."""
    if binding.value is not None:
        yield binding.value
    match binding.node:
        case cst.For() | cst.CompFor():
            yield binding.node.iter
        case cst.WithItem():
            yield binding.node.item
        case cst.Assign() | cst.NamedExpr():
            yield binding.node.value
        case _:
            pass
