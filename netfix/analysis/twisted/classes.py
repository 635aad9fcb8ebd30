"""The classes of a file, what they inherit from Twisted, and of which class a value is.

`self.getCapabilities()` is known because the class around it inherits from IMAP4Client; `connector.connectTCP(…)`
because the name was bound once, to `protocol.ClientCreator(…)`. Classes of the run's other files are followed in the
same way.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.neighbours import Neighbours
from netfix.analysis.twisted.catalogue import catalogue
from netfix.analysis.twisted.parameters import class_of_parameter
from netfix.analysis.values.classes_elsewhere import ClassesElsewhere
from netfix.engine.bindings import BindingKind, ScopeKind
from netfix.engine.expressions import dotted, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

#: A class of the file, or the canonical name of a class elsewhere; of one in another file of the run, its identity.
AnyClass = cst.ClassDef | str

#: Modules whose names are objects of classes: the reactor provides these interfaces.
_OBJECTS = {
    "twisted.internet.reactor": ("twisted.internet.interfaces.IReactorCore",),
}

#: Functions that give objects of classes, or of interfaces.
_MADE = {
    "twisted.internet.endpoints.clientFromString": "twisted.internet.interfaces.IStreamClientEndpoint",
    "twisted.internet.endpoints.serverFromString": "twisted.internet.interfaces.IStreamServerEndpoint",
}

_MAX_DEPTH = 8

#: What connects and gives the protocol: their second argument is its class, or the protocol itself.
_CLIENT_CREATOR = "twisted.internet.protocol.ClientCreator"
_CONNECT_PROTOCOL = "twisted.internet.endpoints.connectProtocol"
_CONNECTING = frozenset({"connectTCP", "connectSSL", "connectUNIX"})
_WITH_PROTOCOL = 2


class Classes:
    """What is known of classes and of objects in one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._neighbours = document.fact(Neighbours)
        self._elsewhere = ClassesElsewhere(document)
        self._parameters: dict[cst.CSTNode, AnyClass | None] = {}

    @cached_property
    def all(self) -> list[cst.ClassDef]:
        """The classes of the file."""
        return self._tree.of_kind(cst.ClassDef)

    def qualified(self, node: cst.CSTNode) -> str | None:
        """Give the canonical name of what a name or attribute stands for, if it comes from an import."""
        name = self._scopes.qualified(node)
        return catalogue().canonical(name) if name is not None else None

    def named(self, node: cst.BaseExpression) -> AnyClass | None:
        """Give the class that an expression names."""
        if isinstance(node, cst.Name):
            bindings = self._scopes.bindings_of(node)
            if len(bindings) == 1 and isinstance(bindings[0].node, cst.ClassDef):
                return bindings[0].node
        return self._elsewhere.named(self.qualified(node))

    def bases(self, node: cst.ClassDef) -> list[AnyClass]:
        """Give the base classes, as far as they are known."""
        found = (self.named(base.value) for base in node.bases if not base.star)
        return [base for base in found if base is not None]

    def ancestors(self, node: AnyClass) -> Iterator[AnyClass]:
        """Give a class and those above it, nearest first, in the file and in Twisted."""
        seen: list[AnyClass] = []
        waiting: list[AnyClass] = [node]
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.append(current)
            yield current
            if isinstance(current, cst.ClassDef):
                waiting += self.bases(current)
            elif self._neighbours.is_identity(current):
                waiting += self._elsewhere.bases(current)
            else:
                waiting += list(catalogue().ancestors(current))[1:]

    def is_known(self, node: AnyClass) -> bool:
        """Whether all classes above are in the file, Twisted's, or `object`."""
        return all(
            each == "typing.Generic" or catalogue().is_class(each)
            if isinstance(each, str) and not self._neighbours.is_identity(each)
            else self.knows_bases(each)
            for each in self.ancestors(node)
        )

    def knows_bases(self, node: AnyClass) -> bool:
        """Whether it is clear what all bases of a class of the run's files are."""
        if isinstance(node, str):
            return self._elsewhere.knows_bases(node)
        unknown = [base for base in node.bases if self.named(base.value) is None]
        return all(self._scopes.is_builtin(base.value, "object") for base in unknown)

    def inherits(self, node: AnyClass, *names: str) -> bool:
        """Whether one of Twisted's classes `names` is the class or stands above it."""
        return any(each in names for each in self.ancestors(node))

    def method(self, node: AnyClass, name: str) -> cst.FunctionDef | str | None:
        """Give the method that instances have: of the file, or `twisted.module.Class.method` where it is catalogued."""
        for each in self.ancestors(node):
            if isinstance(each, cst.ClassDef):
                own = self.own_method(each, name)
                if own is not None:
                    return own
                if self.class_attribute(each, name) is not None:
                    return None
            elif self._neighbours.is_identity(each):
                place = self._neighbours.place(each)
                if place is not None and place.binds(name):
                    return f"{each}.{name}" if self._neighbours.place(f"{each}.{name}") is not None else None
            elif catalogue().method_returns_deferred(each, name) is not None:
                return f"{each}.{name}"
        return None

    def defines(self, node: AnyClass, name: str) -> bool:
        """Whether a class, or one above it in the run's files, defines a method or assigns the name in its body."""
        for each in self.ancestors(node):
            if isinstance(each, str):
                place = self._neighbours.place(each)
                if place is not None and place.binds(name):
                    return True
            elif self.own_method(each, name) is not None or self.class_attribute(each, name) is not None:
                return True
        return False

    def own_method(self, node: cst.ClassDef, name: str) -> cst.FunctionDef | None:
        """Give the method that the class itself defines; the last one if there are several."""
        found = None
        for statement in node.body.body:
            if isinstance(statement, cst.FunctionDef) and statement.name.value == name:
                found = statement
        return found

    def class_attribute(self, node: cst.ClassDef, name: str) -> cst.BaseExpression | None:
        """Give the value that the class body assigns to a name."""
        scope = self._scopes.opened_by(node)
        bindings = scope.bindings(name) if scope is not None else ()
        return bindings[-1].value if bindings else None

    def enclosing(self, node: cst.CSTNode) -> cst.ClassDef | None:
        """Give the class whose `self` is seen at `node`."""
        for ancestor in self._tree.ancestors(node):
            if isinstance(ancestor, cst.ClassDef):
                return ancestor
        return None

    def method_of_self(self, node: cst.FunctionDef) -> cst.ClassDef | None:
        """Give the class of which a function is a method."""
        block = self._tree.parent(node)
        owner = block and self._tree.parent(block)
        return owner if isinstance(owner, cst.ClassDef) else None

    def is_self(self, node: cst.CSTNode) -> bool:
        """Whether a name is the first parameter of a method, and never rebound."""
        if not isinstance(node, cst.Name):
            return False
        return self._owner_of_self(node) is not None

    def _owner_of_self(self, node: cst.Name) -> cst.ClassDef | None:
        bindings = self._scopes.bindings_of(node)
        if len(bindings) != 1 or bindings[0].kind is not BindingKind.PARAMETER:
            return None
        function = bindings[0].scope.node
        if not isinstance(function, cst.FunctionDef) or _is_static(function):
            return None
        first = next(iter((*function.params.posonly_params, *function.params.params)), None)
        return self.method_of_self(function) if first is bindings[0].node else None

    def of(self, node: cst.BaseExpression, depth: int = 0) -> AnyClass | None:
        """Give the class of which the value of an expression is an instance; None if that is not clear."""
        if depth > _MAX_DEPTH:
            return None
        if isinstance(node, cst.Call):
            return self._of_call(node)
        if isinstance(node, (cst.Yield, cst.Await)):
            waited = node.value if isinstance(node, cst.Yield) else node.expression
            return self._of_connecting(waited, depth) if isinstance(waited, cst.Call) else None
        if isinstance(node, cst.Name):
            return self._of_name(node, depth)
        if isinstance(node, cst.Attribute):
            name = self.qualified(node)
            if name in _OBJECTS:
                return _OBJECTS[name][0]
            return self._elsewhere.object_of(name) or self._of_attribute(node, depth)
        return None

    def _of_connecting(self, node: cst.Call, depth: int) -> AnyClass | None:
        """Give the class of the protocol that a generator gets by waiting for a connection."""
        if self.qualified(node.func) == _CONNECT_PROTOCOL and len(node.args) == _WITH_PROTOCOL:
            return self.of(node.args[1].value, depth + 1)
        if not isinstance(node.func, cst.Attribute) or node.func.attr.value not in _CONNECTING:
            return None
        creator: cst.BaseExpression | None = node.func.value
        if isinstance(creator, cst.Name):
            bindings = self._scopes.bindings_of(creator)
            creator = bindings[0].value if len(bindings) == 1 else None
        if not isinstance(creator, cst.Call) or self.qualified(creator.func) != _CLIENT_CREATOR:
            return None
        return self.named(creator.args[1].value) if len(creator.args) >= _WITH_PROTOCOL else None

    def _of_call(self, node: cst.Call) -> AnyClass | None:
        made = self.named(node.func)
        if isinstance(made, str) and made in _MADE:
            return _MADE[made]
        if isinstance(made, str) and not catalogue().is_class(made) and self._neighbours.place(made) is None:
            return None
        return made

    def _of_name(self, node: cst.Name, depth: int) -> AnyClass | None:
        name = self.qualified(node)
        if name in _OBJECTS:
            return _OBJECTS[name][0]
        owner = self._owner_of_self(node)
        if owner is not None:
            return owner
        bindings = self._scopes.bindings_of(node)
        if len(bindings) == 1 and bindings[0].kind is BindingKind.PARAMETER:
            parameter = bindings[0].node
            if parameter not in self._parameters:
                self._parameters[parameter] = None  # for functions that hand it on to themselves
                self._parameters[parameter] = class_of_parameter(self._document, self, bindings[0], depth)
            return self._parameters[parameter]
        elsewhere = self._elsewhere.object_of(name)
        if elsewhere is not None:
            return elsewhere
        return _one([self.of(each.value, depth + 1) if each.value is not None else None for each in bindings])

    def _of_attribute(self, node: cst.Attribute, depth: int) -> AnyClass | None:
        """Give the class of `self.attribute`, if all that the class assigns to it is of that class (or None)."""
        owner = self.of(node.value, depth + 1)
        if not isinstance(owner, cst.ClassDef):
            return None
        values = [value for value in self.attribute_values(owner, node.attr.value) if not is_name(value, "None")]
        return _one([self.of(value, depth + 1) if value is not None else None for value in values])

    def attribute_values(self, owner: cst.ClassDef, name: str) -> list[cst.BaseExpression | None]:
        """Give all values that methods of a class (and the class body) give to `self.name`; None for unseen ones."""
        found = list(self._attributes.get((owner, name), ()))
        in_body = self.class_attribute(owner, name)
        return [*found, in_body] if in_body is not None else found

    @cached_property
    def _attributes(self) -> dict[tuple[cst.ClassDef, str], list[cst.BaseExpression | None]]:
        found: dict[tuple[cst.ClassDef, str], list[cst.BaseExpression | None]] = {}
        for node in self._tree.of_kind(cst.Assign):
            for target in node.targets:
                self._note_attribute(target.target, node.value, found)
        for annotated in self._tree.of_kind(cst.AnnAssign):
            self._note_attribute(annotated.target, annotated.value, found)
        return found

    def _note_attribute(
        self,
        target: cst.BaseExpression,
        value: cst.BaseExpression | None,
        found: dict[tuple[cst.ClassDef, str], list[cst.BaseExpression | None]],
    ) -> None:
        if isinstance(target, (cst.Tuple, cst.List)):
            values: list[cst.BaseExpression | None] = [None] * len(target.elements)
            if isinstance(value, (cst.Tuple, cst.List)) and len(value.elements) == len(target.elements):
                values = [element.value for element in value.elements]
            for element, each in zip(target.elements, values, strict=True):
                self._note_attribute(element.value, each, found)
        elif isinstance(target, cst.Attribute) and isinstance(target.value, cst.Name):
            owner = self._owner_of_self(target.value)
            if owner is not None:
                found.setdefault((owner, target.attr.value), []).append(value)

    def function(self, node: cst.BaseExpression) -> cst.FunctionDef | cst.Lambda | str | None:
        """Give the function that an expression names: a lambda, a function or method of the file, or a dotted name."""
        if isinstance(node, cst.Lambda):
            return node
        if isinstance(node, cst.Name):
            bindings = self._scopes.bindings_of(node)
            if len(bindings) == 1:
                bound = bindings[0]
                if isinstance(bound.node, cst.FunctionDef):
                    return bound.node
                if bound.kind is BindingKind.ASSIGNMENT and isinstance(bound.value, cst.Lambda):
                    return bound.value
        name = self.qualified(node)
        if name is not None:
            return self._elsewhere.function(name)
        if isinstance(node, cst.Attribute):
            owner = self.of(node.value)
            if owner is not None:
                return self.method(owner, node.attr.value)
        return None

    def is_module_level(self, node: cst.CSTNode) -> bool:
        """Whether the code at `node` runs when the module is imported."""
        return self._scopes.scope_of(node).kind is ScopeKind.MODULE


def _one(classes: list[AnyClass | None]) -> AnyClass | None:
    """Give the one class that all of a list are."""
    first = classes[0] if classes else None
    same = all(each is first or (isinstance(each, str) and each == first) for each in classes)
    return first if same else None


def _is_static(node: cst.FunctionDef) -> bool:
    names = {dotted(decorator.decorator) for decorator in node.decorators}
    return bool(names & {"staticmethod", "classmethod"})
