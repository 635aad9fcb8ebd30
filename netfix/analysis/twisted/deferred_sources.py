"""Which expressions are Deferreds, by what is called: the catalogue, functions of the run's files, names bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.neighbours import Neighbours
from netfix.analysis.twisted.catalogue import DEFERRED, catalogue
from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import always_leaves, own_nodes
from netfix.analysis.twisted.deferred_chains import LINKS, PROVING, Certainty, Source, climb
from netfix.engine.bindings import BindingKind
from netfix.engine.expressions import dotted

if TYPE_CHECKING:
    from netfix.engine.document import Document

_MAX_DEPTH = 6

#: Names of methods for which only the package that a file imports speaks: other parts of Twisted have them as well.
_REMOTE = {"callRemote": "twisted.spread"}

#: Parts of Twisted whose clients programs hand around; methods of others count only in files that import the part.
_HANDED_AROUND = frozenset({
    "twisted.enterprise", "twisted.internet", "twisted.mail", "twisted.names", "twisted.protocols", "twisted.web",
})  # fmt: skip


class Sources:
    """Decides for expressions of one file whether they are Deferreds."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._classes = document.fact(Classes)
        self._neighbours = document.fact(Neighbours)
        self._returns: dict[cst.CSTNode, Source | None] = {}
        #: Whether the file is about Twisted; Deferreds of other projects do not count.
        self.about_twisted = self._neighbours.reaches_twisted()
        self._imports_twisted = "twisted" in document.scopes.imported_packages

    def of(self, node: cst.BaseExpression, depth: int = 0) -> Source | None:
        """Say where the Deferred comes from that an expression gives; None if it gives none, as far as is known."""
        if not self.about_twisted or depth > _MAX_DEPTH:
            return None
        match node:
            case cst.Call():
                return self.of_call(node, depth)
            case cst.NamedExpr(value=value):
                return self.of(value, depth + 1)
            case cst.IfExp(body=one, orelse=other):
                return _either(self.of(one, depth + 1), self.of(other, depth + 1))
            case cst.Name():
                return self._of_name(node, depth)
            case cst.Attribute():
                return self._of_attribute(node, depth)
            case _:
                return None

    def is_other_object(self, node: cst.BaseExpression) -> bool:
        """Whether a value is an instance of a known class that is no Deferred, whatever its methods are called."""
        made = self._classes.of(node)
        if made is not None:
            return self._classes.is_known(made) and not self._classes.inherits(made, DEFERRED)
        if not isinstance(node, cst.Call):
            return False
        named = self._classes.function(node.func)
        if isinstance(named, cst.FunctionDef):
            return self._gives_other_objects(named)
        place = self._neighbours.place(named) if isinstance(named, str) else None
        if place is not None and isinstance(place.node, cst.FunctionDef):
            return place.document.fact(Sources)._gives_other_objects(place.node)  # noqa: SLF001 - of the same class
        return isinstance(named, str) and self._neighbours.is_without_twisted(named)

    def _gives_other_objects(self, function: cst.FunctionDef) -> bool:
        """Whether all that a function returns are new objects of known classes that are no Deferreds."""
        returned = [each.value for each in own_nodes(function) if isinstance(each, cst.Return)]
        made = [self._classes.of(value) if isinstance(value, cst.Call) else None for value in returned]
        return bool(made) and all(
            each is not None and self._classes.is_known(each) and not self._classes.inherits(each, DEFERRED)
            for each in made
        )

    def of_call(self, node: cst.Call, depth: int = 0) -> Source | None:
        """Say where the Deferred comes from that a call gives."""
        function = node.func
        if isinstance(function, cst.Attribute) and function.attr.value in LINKS:
            return self.of(function.value, depth + 1) or self._used(function)
        named = self._classes.function(function)
        if isinstance(named, (cst.FunctionDef, cst.Lambda)):
            return self.of_function(named, depth)
        if isinstance(named, str):
            return self._of_named(named, depth)
        made = self._classes.named(function)
        if isinstance(made, cst.ClassDef):
            is_deferred = self._classes.inherits(made, DEFERRED)
            return Source(made.name.value, Certainty.KNOWN, fresh=True) if is_deferred else None
        return self._of_distinct_method(function)

    def _of_named(self, name: str, depth: int) -> Source | None:
        known = catalogue()
        if known.function_returns_deferred(name):
            return Source(name, Certainty.KNOWN, fresh=True, failures=known.failures_of(name))
        place = self._neighbours.place(name)
        if place is None:
            return None
        if isinstance(place.node, cst.ClassDef):
            is_deferred = self._classes.inherits(name, DEFERRED)
            return Source(place.name, Certainty.KNOWN, fresh=True) if is_deferred else None
        return place.document.fact(Sources).of_function(place.node, depth)

    def _of_distinct_method(self, function: cst.BaseExpression) -> Source | None:
        """Take a method on an unknown object for Twisted's if only Twisted has methods of that name."""
        if not isinstance(function, cst.Attribute) or not self._imports_twisted:
            return None
        name = function.attr.value
        if not self._is_twisted_method(name) or self._classes.of(function.value) is not None:
            return None
        if any(definition.name.value == name for definition in self._tree.of_kind(cst.FunctionDef)):
            return None
        return Source(name, Certainty.LIKELY, fresh=name not in _REMOTE)

    def _is_twisted_method(self, name: str) -> bool:
        """Whether a method of that name can only be one of a part of Twisted that the file imports."""
        if name in _REMOTE:
            return self._imports_from(_REMOTE[name])
        if name not in catalogue().distinct_methods:
            return False
        parts = catalogue().parts_with_method(name)
        return any(part in _HANDED_AROUND or self._imports_from(part) for part in parts)

    def _imports_from(self, package: str) -> bool:
        names = [f"{each.module}.{each.name or ''}" for each in self._document.scopes.imports]
        return any(f"{catalogue().canonical(name)}.".startswith(f"{package}.") for name in names)

    def _used(self, function: cst.Attribute) -> Source | None:
        if function.attr.value not in PROVING:
            return None
        return Source(dotted(function.value) or "", Certainty.USED, fresh=False)

    def _of_name(self, node: cst.Name, depth: int) -> Source | None:
        found = [
            self.of(binding.value, depth + 1) if binding.value is not None else None
            for binding in self._document.scopes.bindings_of(node)
            if binding.kind is not BindingKind.ANNOTATION
        ]
        if not found:
            return None
        merged = found[0]
        for each in found[1:]:
            merged = _either(merged, each)
        return merged or self._by_use(node)

    def _by_use(self, node: cst.Name) -> Source | None:
        """Take a variable for a Deferred if callbacks are added to it."""
        scope = self._document.scopes.lookup(node)
        reads = self._document.scopes.reads(scope, node.value) if scope is not None else ()
        for read in reads:
            attribute = self._tree.parent(read)
            if (
                isinstance(attribute, cst.Attribute)
                and attribute.attr.value in PROVING
                and climb(self._tree, read).links
            ):
                return Source(node.value, Certainty.USED, fresh=False)
        return None

    def _of_attribute(self, node: cst.Attribute, depth: int) -> Source | None:
        owner = self._classes.of(node.value)
        if not isinstance(owner, cst.ClassDef):
            return None
        values = self._classes.attribute_values(owner, node.attr.value)
        found = [self.of(value, depth + 1) if value is not None else None for value in values]
        sure = [each for each in found if each is not None and each.is_sure]
        if not sure:
            return None
        certainty = Certainty.KNOWN if len(sure) == len(found) else Certainty.MAYBE
        return Source(dotted(node) or "", certainty, fresh=False, failures=sure[0].failures)

    def of_function(self, function: cst.FunctionDef | cst.Lambda, depth: int = 0) -> Source | None:
        """Say what Deferred calling a function of the file gives."""
        if function not in self._returns:
            self._returns[function] = None  # for functions that call themselves
            self._returns[function] = self._judge(function, depth)
        return self._returns[function]

    def _judge(self, function: cst.FunctionDef | cst.Lambda, depth: int) -> Source | None:
        if isinstance(function, cst.Lambda):
            return self.of(function.body, depth + 1)
        name = function.name.value
        decorators = [self._classes.qualified(decorator.decorator) for decorator in function.decorators]
        if any(decorator in catalogue().decorators for decorator in decorators):
            return Source(name, Certainty.KNOWN, fresh=True)
        if decorators or function.asynchronous is not None:
            return None
        own = list(own_nodes(function))
        if any(isinstance(each, cst.Yield) for each in own):
            return None
        returned = [each.value for each in own if isinstance(each, cst.Return)]
        found = [self.of(value, depth + 1) if value is not None else None for value in returned]
        sure = [each for each in found if each is not None and each.is_sure]
        if not sure:
            return None
        is_always = len(sure) == len(returned) and always_leaves(function.body)
        certainty = Certainty.KNOWN if is_always else Certainty.MAYBE
        failures = tuple(dict.fromkeys(failure for each in sure for failure in each.failures))
        return Source(name, certainty, all(each.fresh for each in sure), failures)


def _either(one: Source | None, other: Source | None) -> Source | None:
    """Say what is known of a value that is one or the other."""
    if one is None or other is None:
        some = one or other
        return Source(some.name, Certainty.MAYBE, some.fresh, some.failures) if some is not None else None
    weaker = one if one.certainty is not Certainty.KNOWN else other
    return Source(weaker.name, weaker.certainty, one.fresh and other.fresh, (*one.failures, *other.failures))
