"""What may be a Deferred in a file, told by its outline: never less than `Sources` says, and sometimes more."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.analysis.twisted.catalogue import catalogue
from netfix.analysis.twisted.possible_objects import PossibleObjects
from netfix.analysis.twisted.reach import is_of_run
from netfix.engine.builtin_names import is_standard
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

#: Modules by which a file shows that it holds tests, or help for tests.
TEST_MODULES = (
    "twisted.trial", "twisted.test.proto_helpers", "twisted.internet.testing", "testtools", "pytest", "unittest",
)  # fmt: skip

RETURN_VALUE = "twisted.internet.defer.returnValue"
INLINE_CALLBACKS = "twisted.internet.defer.inlineCallbacks"
LINKS = frozenset({"addCallback", "addErrback", "addBoth", "addCallbacks", "chainDeferred", "addTimeout", "setTimeout"})

#: Methods that count where the package is imported to which they belong, beside those that only Twisted's classes have.
_REMOTE = frozenset({"callRemote"})

#: What stands for an object, or gives one, with its class.
_GIVING_OBJECTS = {
    "twisted.internet.reactor": "twisted.internet.interfaces.IReactorCore",
    "twisted.internet.endpoints.clientFromString": "twisted.internet.interfaces.IStreamClientEndpoint",
    "twisted.internet.endpoints.serverFromString": "twisted.internet.interfaces.IStreamServerEndpoint",
}

#: Functions of Twisted that report a failure, and return nothing.
REPORTERS = frozenset({
    "twisted.python.log.err", "twisted.python.log.deferr", "twisted.python.log.msg",
    "twisted.python.failure.Failure.printTraceback",
})  # fmt: skip

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.Lambda, ast.ClassDef)


class Possible:
    """What an outline says of a file that may be about Twisted."""

    def __init__(self, document: Document, names: PossibleNames) -> None:
        self.names = names
        self._document = document

    @cached_property
    def is_surely_test(self) -> bool:
        """Whether the file imports a framework for tests."""
        return any(
            module == known or module.startswith(f"{known}.") or (name is not None and f"{module}.{name}" == known)
            for module, name in self.names.statements
            for known in TEST_MODULES
        )

    @cached_property
    def links(self) -> list[ast.Call]:
        """The calls that may add something to a Deferred."""
        calls = self.names.outline.of_kind(ast.Call)
        return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in LINKS]

    @cached_property
    def has_neighbours(self) -> bool:
        """Whether the file imports others of the run, whose functions may give Deferreds as well."""
        modules = dict.fromkeys(self.names.statements)
        return any(is_of_run(self._document, module, name) for module, name in modules)

    def meant(self, given: ast.expr) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda]:
        """Give the functions of the file that an expression may name."""
        if isinstance(given, ast.Lambda):
            yield given
        names = {last_name(given), *(name.rpartition(".")[2] for name in self.names.of(given) or ())}
        for name in names:
            yield from (value for value in self.names.assigned.get(name, ()) if isinstance(value, ast.Lambda))
            yield from self._by_name.get(name, ())

    @cached_property
    def _by_name(self) -> dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]]:
        found: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        for function in self.names.functions:
            found.setdefault(function.name, []).append(function)
        return found

    def is_inline(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        """Whether `inlineCallbacks` may stand at a function."""
        return any(self.names.may_be(each, {INLINE_CALLBACKS}) for each in function.decorator_list)

    def may_give_deferred(self, call: ast.expr) -> bool:
        """Whether an expression may be known to be a call that gives a Deferred."""
        if not isinstance(call, ast.Call):
            return False
        function, name = call.func, last_name(call.func)
        if isinstance(function, ast.Lambda) or name in self._giving_here:
            return True
        found = self.names.of(function)
        if found is None or any(map(self._names_giver, found)):
            return True
        if not isinstance(function, ast.Attribute):
            return False
        is_known = name in self._methods or name in {*LINKS, *_REMOTE} or name in catalogue().distinct_methods
        return is_known or (not found and self.has_neighbours and self.objects.may_be_from_elsewhere(function.value))

    def _names_giver(self, name: str) -> bool:
        """Whether a function of this dotted name may give a Deferred."""
        if name.startswith("twisted."):
            return catalogue().function_returns_deferred(catalogue().canonical(name))
        return self.has_neighbours and (name.startswith(".") or not is_standard(name))

    @cached_property
    def objects(self) -> PossibleObjects:
        """What may be an object of a class that stands in another file of the run."""
        return PossibleObjects(self.names, frozenset(map(id, self.methods)))

    @cached_property
    def methods(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """The functions that stand in the body of a class."""
        bodies = (each for owner in self.names.outline.of_kind(ast.ClassDef) for each in owner.body)
        return [each for each in bodies if isinstance(each, _FUNCTIONS)]

    @cached_property
    def _methods(self) -> frozenset[str]:
        """The methods giving Deferreds of the classes of Twisted's that the file names, and of those above them."""
        outline = self.names.outline
        nodes = (*outline.of_kind(ast.Name), *outline.of_kind(ast.Attribute))
        named = frozenset(name for node in nodes for name in self.names.of(node) or () if name.startswith("twisted."))
        classes = set(map(catalogue().canonical, named))
        classes.update(known for name, known in _GIVING_OBJECTS.items() if name in classes)
        return catalogue().methods_giving_deferreds(classes)

    def may_be_deferred(self, node: ast.expr) -> bool:
        """Whether a call gives, or a variable is assigned, what may be known for a Deferred."""
        seen: set[tuple[bool, str]] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if isinstance(current, ast.IfExp):
                waiting += (current.body, current.orelse)
            elif isinstance(current, ast.NamedExpr):
                waiting.append(current.value)
            elif isinstance(current, (ast.Name, ast.Attribute)):
                key = isinstance(current, ast.Name), last_name(current)
                if key[0] and key[1] in self._proved:
                    return True
                assigned = self.names.assigned if key[0] else self.objects.attributes
                waiting += assigned.get(key[1], ()) if key not in seen else ()
                seen.add(key)
            elif self.may_give_deferred(current):
                return True
        return False

    @cached_property
    def _proved(self) -> frozenset[str]:
        """The variables to which something is added as to a Deferred."""
        return frozenset(last_name(call.func.value) for call in self.links if isinstance(call.func, ast.Attribute))

    @cached_property
    def _giving_here(self) -> set[str]:
        """Names of the file's functions and classes that may give Deferreds."""
        values = self.names.assigned.items()
        found = {name for name, given in values if any(isinstance(each, ast.Lambda) for each in given)}
        found |= self._classes | {each.name for each in self.names.functions if self._is_decorated(each)}
        self._giving_here = found  # which is asked for while it grows
        plain = [each for each in self.names.functions if isinstance(each, ast.FunctionDef) and not each.decorator_list]
        returned = {
            each: [one.value for one in own_nodes(each) if isinstance(one, ast.Return) and one.value is not None]
            for each in plain
        }
        size = -1
        while size != len(found):
            size = len(found)
            found.update(each.name for each, given in returned.items() if any(map(self.may_be_deferred, given)))
        return found

    def _is_decorated(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        return any(self.names.may_be(each, catalogue().decorators) for each in function.decorator_list)

    @property
    def _classes(self) -> set[str]:
        """The classes of the file that may be derived from Deferred."""
        found: set[str] = set()
        size = -1
        while size != len(found):
            size = len(found)
            for each in self.names.outline.of_kind(ast.ClassDef):
                if any(last_name(base) in found or self._may_be_deferred_class(base) for base in each.bases):
                    found.add(each.name)
        return found

    def _may_be_deferred_class(self, base: ast.expr) -> bool:
        found = self.names.of(base)
        return found is None or any(map(self._names_giver, found))


def possible(document: Document) -> Possible | None:
    """Give what the outline of a document says; None if there is none."""
    names = document.fact(possible_names)
    return None if names is None else Possible(document, names)


def own_nodes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """Give the nodes of a function's body without those of functions and classes in it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)
