"""What may make a comparison with None something else than a question for identity.

`x == None` and `x is None` differ where the class of `x`, or what `x` stands for, has an equality of its own. One file
does not show every class, so the answer is a doubt, with its reason, or that nothing hints at one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.analysis.values.kinds import Kinds
from netfix.analysis.values.libraries import Library
from netfix.analysis.values.origins import Origins
from netfix.engine.dialect import Dialect
from netfix.engine.expressions import is_name
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_METHODS = frozenset({"__eq__", "__ne__", "__cmp__", "__coerce__"})
_OWN_EQUALITY = re.compile(r"\b__(?:eq|ne|cmp|coerce)__\b")

_PLAIN_ANSWERS = ("False", "True", "NotImplemented")
#: What mocks call a matcher that is equal to everything.
_ANY = re.compile(r"\b(?:ANY|anything|sentinel)\b")


class Equality:
    """Answers for one program."""

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._text = document.text
        self._dialect = document.dialect
        self._kinds = document.fact(Kinds)
        self._origins = document.fact(Origins)

    def verdict(self, value: cst.BaseExpression, *, is_test: bool) -> Verdict | None:
        """Say how sure it is that `value == None` asks for identity; None where it very likely builds something else.

        `is_test` is whether only the truth of the comparison counts: there, no query and no array mask is built.
        """
        if self._has_plain_equality(value):
            return safe("no built-in type is equal to None")
        libraries = self._kinds.libraries
        if not is_test and (self._own_equality or libraries.has(Library.ARRAY, Library.ORM)):
            return None
        if self._own_equality:
            return manual(
                f"{self._own_equality} has an equality of its own; use `is` if the value is not of that class"
            )
        if libraries.has(Library.PROXY) or self._may_be_equal_to_all(value):
            return manual("a proxy or a matcher may be equal to None without being it; use `is` if this is neither")
        doubt = self._doubt(value, is_test=is_test)
        return safe("nothing in the file overloads equality") if doubt is None else unsafe(doubt)

    def _doubt(self, value: cst.BaseExpression, *, is_test: bool) -> str | None:
        """Say what hints that the value may compare otherwise; None if nothing does."""
        libraries = self._kinds.libraries.names(Library.ARRAY, Library.ORM, Library.MOCK)
        if libraries:
            return f"the file uses {libraries}, whose objects may overload equality"
        if self._is_attribute_of_class(value):
            return "an attribute of a class may be a column or a descriptor with an equality of its own"
        foreign = self._origins.foreign(value, through_calls=not is_test)
        if foreign is not None:
            return f"it comes from {foreign}, which may have given it an equality of its own"
        if not is_test and self._origins.foreign_modules and not self._origins.is_made_here(value):
            module = self._origins.foreign_modules[0]
            return f"the result is used as a value, and {module} may have objects that build a query with =="
        return None

    def _may_be_equal_to_all(self, value: cst.BaseExpression) -> bool:
        """Whether a mock's ANY is in the file, or the value is what Django makes only when it is used."""
        libraries = self._kinds.libraries
        if libraries.has(Library.MOCK):
            return _ANY.search(self._text) is not None
        is_user = isinstance(value, cst.Attribute) and value.attr.value == "user"
        return libraries.has(Library.ORM) and (is_user or "Lazy" in self._text or "lazy" in self._text)

    def _has_plain_equality(self, value: cst.BaseExpression) -> bool:
        """Whether the value is known to be of a type that is equal to None only if it is None."""
        kind = self._kinds.of(value)
        if kind.is_unknown or not kind.certain:
            return False
        classes = self._kinds.classes
        if kind.class_node is not None:
            return not self._stray_mentions and classes.defines(kind.class_node, _METHODS | {"__getattr__"}) is False
        if self._own_equality is None:
            return True
        # `isinstance` and annotations let subclasses through, and a metaclass compares classes.
        return "class" not in kind.alternatives and not self._stray_mentions and not self._changed_builtins

    @cached_property
    def _changed_builtins(self) -> bool:
        """Whether a class with an equality of its own may be a subclass of a built-in type."""
        families = (self._kinds.classes.family(node) for node in self._tree.of_kind(cst.ClassDef) if _defines(node))
        return any(not family.is_complete or family.outside - {"object"} for family in families)

    @cached_property
    def _own_equality(self) -> str | None:
        """Name what in the file has an equality of its own that None may be equal to."""
        for definition in self._tree.of_kind(cst.ClassDef):
            for method in _methods(definition):
                # Python 2 asks an old-style class's `__getattr__` for `__eq__`, too.
                is_answer_to_all = method.name.value == "__getattr__" and self._is_old_style(definition)
                if is_answer_to_all or (method.name.value in _METHODS and not _refuses_other_types(method)):
                    return f"class {definition.name.value}"
        if self._stray_mentions:
            return "something in the file"
        is_weak = "weakref" in self._kinds.scopes.imported_packages and "proxy" in self._text
        return "what a weakref.proxy stands for" if is_weak else None

    @cached_property
    def _stray_mentions(self) -> bool:
        """Whether `__eq__` or the like occurs other than as a method's name: as in `setattr(cls, "__eq__", …)`."""
        definitions = self._tree.of_kind(cst.ClassDef)
        named = sum(method.name.value in _METHODS for definition in definitions for method in _methods(definition))
        return len(_OWN_EQUALITY.findall(self._text)) > named

    def _is_old_style(self, definition: cst.ClassDef) -> bool:
        return self._dialect is Dialect.PYTHON2 and not any(is_name(base.value, "object") for base in definition.bases)

    def _is_attribute_of_class(self, value: cst.BaseExpression) -> bool:
        """Whether the value is an attribute of something called like a class: `User.email`."""
        if not isinstance(value, cst.Attribute):
            return False
        holder = value.value
        named = holder.attr if isinstance(holder, cst.Attribute) else holder
        if not isinstance(named, cst.Name) or not _is_like_class(named.value):
            return False
        definition = self._kinds.classes.named(holder)
        return definition is None or not self._kinds.classes.family(definition).is_complete


def _methods(definition: cst.ClassDef) -> list[cst.FunctionDef]:
    return [statement for statement in definition.body.body if isinstance(statement, cst.FunctionDef)]


def _defines(definition: cst.ClassDef) -> bool:
    return any(method.name.value in _METHODS for method in _methods(definition))


def _is_like_class(name: str) -> bool:
    bare = name.lstrip("_")
    return bare[:1].isupper() and (not bare.isupper() or len(bare) == 1)


def _refuses_other_types(function: cst.FunctionDef) -> bool:
    """Whether an `__eq__` or `__ne__` first asks for the other's type, and so is plainly false (or true) of None."""
    if function.name.value not in {"__eq__", "__ne__"} or len(function.params.params) != 2 or function.decorators:  # noqa: PLR2004
        return False
    other = function.params.params[1].name.value
    statements = [statement for statement in function.body.body if not _is_docstring(statement)]
    first = statements[0] if statements else None
    match first:
        case cst.If(test=cst.UnaryOperation(operator=cst.Not(), expression=test), body=body):
            return _asks_type_of(test, other) and _returns_plainly(body)
        case cst.SimpleStatementLine(body=[cst.Return(value=cst.BooleanOperation() as test)]):
            return function.name.value == "__eq__" and _asks_type_of(_first_of_all(test), other)
        case _:
            return False


def _is_docstring(statement: cst.CSTNode) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.BaseString())]):
            return True
        case _:
            return False


def _first_of_all(test: cst.BaseExpression) -> cst.BaseExpression:
    """Give the first operand of a chain of `and`."""
    while isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And):
        test = test.left
    return test


def _asks_type_of(test: cst.BaseExpression, name: str) -> bool:
    if not (isinstance(test, cst.Call) and is_name(test.func, "isinstance") and test.args):
        return False
    return is_name(test.args[0].value, name)


def _returns_plainly(body: cst.CSTNode) -> bool:
    """Whether a block consists of returning False, True or NotImplemented."""
    match body:
        case cst.SimpleStatementSuite(body=[cst.Return(value=cst.Name(value=name))]):
            return name in _PLAIN_ANSWERS
        case cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Return(value=cst.Name(value=name))])]):
            return name in _PLAIN_ANSWERS
        case _:
            return False
