"""Name special methods as Python 3 calls them, and call them by their functions.

An iterator's `next` is `__next__`, and `next(it)` calls it; truth is asked by `__bool__`, not `__nonzero__`; a class
names its metaclass in its bases.

     import urllib2

     class Answers(object):
    -    def __nonzero__(self):
    +    def __bool__(self):
             return False

Part of `--migrate python3`. Safe where the methods are what they are called: `next` is renamed in classes with an
`__iter__`, and its calls are rewritten in files which define no other `next`. By hand remain iterators without
`__iter__`, `__cmp__`, `__div__`, `__getslice__` and `__unicode__`.
"""

from __future__ import annotations

from functools import cached_property

from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

_WHY = safe("Python 3 looks for the method by this name")


class SpecialMethods(MigrationCodemod):
    """Renames `next` and `__nonzero__`, and moves `__metaclass__`."""

    needles = (rb"\b(?:next|__nonzero__|__metaclass__)\b",)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        """Look at the methods of one class."""
        for statement in node.body.body:
            if isinstance(statement, cst.FunctionDef):
                self._rename(node, statement, "__nonzero__", "__bool__")
                if self._is_iterator(node):
                    self._rename(node, statement, "next", "__next__")
            elif isinstance(statement, cst.SimpleStatementLine):
                self._move_metaclass(node, statement)

    def _binds(self, node: cst.ClassDef, name: str) -> bool:
        scope = self.scopes.opened_by(node)
        return scope is not None and scope.binds(name)

    def _is_iterator(self, node: cst.ClassDef) -> bool:
        return self._binds(node, "__iter__")

    def _rename(self, node: cst.ClassDef, function: cst.FunctionDef, old: str, new: str) -> None:
        if function.name.value == old and not self._binds(node, new):
            edit = Edit(*self.tree.span(function.name), new)
            self.report(function.name, None, _WHY, f"{old} is {new} in Python 3", edits=[edit])

    def _move_metaclass(self, node: cst.ClassDef, statement: cst.SimpleStatementLine) -> None:
        """Take `__metaclass__ = type` from a class's body to its bases."""
        match statement.body:
            case [cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value="__metaclass__"))], value=value)]:
                pass
            case _:
                return
        if not isinstance(value, (cst.Name, cst.Attribute)) or len(node.body.body) < 2:  # noqa: PLR2004 - nothing else
            self.report(
                statement, None, manual("write `metaclass=…` among the bases"), "name the metaclass in the bases"
            )
            return
        start, end = self.tree.full_span(statement)
        start = self.tree.text.rfind("\n", 0, self.tree.position(statement)[0]) + 1
        edits = [Edit(start, end, ""), self._among_bases(node, self.tree.source(value))]
        self.report(statement, None, _WHY, "name the metaclass in the bases", edits=edits)

    def _among_bases(self, node: cst.ClassDef, metaclass: str) -> Edit:
        """Give the edit that adds a metaclass to the bases of a class."""
        arguments = [*node.bases, *node.keywords]
        if arguments:
            place = self.tree.span(arguments[-1].value)[1]
            return Edit(place, place, f", metaclass={metaclass}")
        end = self.tree.span(node.name)[1]
        colon = self.tree.text.index(":", end)
        return Edit(end, colon, f"(metaclass={metaclass})")

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call of `next`."""
        function = node.func
        if not (isinstance(function, cst.Attribute) and function.attr.value == "next") or node.args:
            return
        if self._defines_another_next:
            return
        is_free = self.scopes.owner("next", self.scopes.scope_of(node)) is None
        called = cst.Call(cst.Name("next"), [cst.Arg(function.value)], lpar=node.lpar, rpar=node.rpar)
        if not is_free:
            called = node.with_changes(func=function.with_changes(attr=cst.Name("__next__")))
        self.report(node, called, _WHY, "ask an iterator for the next by `next`")

    @cached_property
    def _defines_another_next(self) -> bool:
        """Whether the file has a `next` that has nothing to do with iteration."""
        for definition in self.tree.of_kind(cst.ClassDef):
            if self._binds(definition, "next") and not self._is_iterator(definition):
                return True
        return any(
            attribute.attr.value == "next" and isinstance(self.tree.parent(attribute), cst.AssignTarget)
            for attribute in self.tree.of_kind(cst.Attribute)
        )
