"""Derive classes of Python 2 from `object`.

A class without bases is of the old style in Python 2: `super` fails in it, a property's setter is never asked,
`__slots__` and `__new__` do nothing. Twisted's own Protocol, Factory and the like were of the old style until 16.3, so
that programs of the time mix both; today's are not.

     from twisted.internet import protocol


    -class Counter:
    +class Counter(object):
         def __init__(self):
             self.count = 0

Part of `--migrate twisted`, in Python 2 programs that stay so (`--target-version py27`); in Python 3 every class is of
the new style. Unsafe: the methods of several bases are looked up in another order, special methods are taken from the
class and no more from the object, and old pickles do not load. By hand: classes that are raised, which derive from
Exception then; those that hand everything on by `__getattr__` or set special methods of objects; those that stand
behind `object` among a subclass's bases, which becomes an error; and files that look for `types.InstanceType`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_OF_OLD = frozenset({"types.InstanceType", "types.ClassType"})
_MESSAGE = "the class is of the old style"


class OldStyleClass(Codemod):
    """Gives classes without bases the base `object`."""

    by_default = False
    needles = (rb"^[ \t]*class[ \t]+\w+[ \t]*(?:\([ \t]*\)[ \t]*)?:",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program is one of Python 2 and stays so."""
        return document.dialect is Dialect.PYTHON2 and document.target is Target.PY27

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        """Look at one class."""
        if node.bases or node.keywords or self._has_metaclass(node) or "twisted" not in self.scopes.imported_packages:
            return
        advice = self._advice(node)
        if advice is not None:
            self.report(node.name, None, manual(advice), _MESSAGE)
            return
        doubt = self._doubt(node)
        start = self.tree.span(node.name)[1]
        end = self.tree.text.index(":", start)
        self.report(node.name, None, unsafe(doubt), _MESSAGE, edits=[Edit(start, end, "(object)")])

    def _has_metaclass(self, node: cst.ClassDef) -> bool:
        """Whether the class, or the whole file, says of what kind its classes are."""
        own = self.scopes.opened_by(node)
        return self.scopes.module.binds("__metaclass__") or (own is not None and own.binds("__metaclass__"))

    def _advice(self, node: cst.ClassDef) -> str | None:
        """Say what is to be done by hand; None if nothing stands against the base."""
        family = self._family(node)
        if any(self._is_raised(each) for each in family):
            return "derive it from `Exception`, as only such can be raised in the new style"
        if any(self._has_object_before(each, family) for each in family):
            return "put `object` behind it among the bases of its subclass, and derive it from `object`"
        own = self.scopes.opened_by(node)
        if own is not None and own.binds("__getattr__"):
            return "derive it from `object`, and define the special methods that `__getattr__` hands on"
        if self._sets_special_methods(node):
            return "derive it from `object`, and define special methods in the class instead of the object"
        names = [*self.tree.of_kind(cst.Attribute), *self.tree.of_kind(cst.Name)]
        if any(self.scopes.qualified(each) in _OF_OLD for each in names):
            return "derive it from `object`, and look for something else than `types.InstanceType`"
        return None

    def _family(self, node: cst.ClassDef) -> list[cst.ClassDef]:
        """Give a class and the classes of the file below it."""
        found = [node]
        for each in found:
            found += (
                other
                for other in self.tree.of_kind(cst.ClassDef)
                if other not in found and any(self._names(base.value, each) for base in other.bases)
            )
        return found

    def _names(self, expression: cst.BaseExpression, node: cst.ClassDef) -> bool:
        if not isinstance(expression, cst.Name):
            return False
        return any(binding.node is node for binding in self.scopes.bindings_of(expression))

    def _is_raised(self, node: cst.ClassDef) -> bool:
        """Whether the class is raised, or caught, or put into a Failure, anywhere in the file."""
        raised = [each.exc for each in self.tree.of_kind(cst.Raise)]
        caught = [each.type for each in self.tree.of_kind(cst.ExceptHandler)]
        for expression in (*raised, *caught):
            function = expression.func if isinstance(expression, cst.Call) else expression
            each = function.elements if isinstance(function, cst.Tuple) else ()
            values = [element.value for element in each] or ([function] if function is not None else [])
            if any(self._names(value, node) for value in values):
                return True
        return False

    def _has_object_before(self, node: cst.ClassDef, family: list[cst.ClassDef]) -> bool:
        """Whether `object` stands in front of a class of the family among the bases."""
        bases = [base.value for base in node.bases]
        plain = [at for at, base in enumerate(bases) if self.scopes.is_builtin(base, "object")]
        return bool(plain) and any(any(self._names(base, each) for each in family) for base in bases[plain[0] :])

    def _sets_special_methods(self, node: cst.ClassDef) -> bool:
        """Whether a method gives its object a special method: `self.__call__ = …`."""
        targets = (target.target for each in self.tree.of_kind(cst.Assign) for target in each.targets)
        return any(
            isinstance(target, cst.Attribute)
            and target.attr.value.startswith("__")
            and target.attr.value.endswith("__")
            and target.attr.value not in {"__dict__", "__class__", "__doc__", "__name__"}
            and node in self.tree.ancestors(target)
            for target in targets
        )

    def _doubt(self, node: cst.ClassDef) -> str:
        """Say why a person should look."""
        below = [each for each in self._family(node) if len(each.bases) > 1]
        if below:
            names = ", ".join(dotted(base.value) or "?" for base in below[0].bases)
            return f"the methods of `{names}` are looked up in another order"
        return "special methods are taken from the class only, and old pickles do not load"
