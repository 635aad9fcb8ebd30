"""How values print: where `%r` gives what `'%s'` gives, and where it says something else.

Of a text the two differ in quotes and escapes alone. An exception, an enum member, a path or an object of one's own
may have a text that has little to do with its `repr`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name, names, words
from netfix.analysis.text.message_sinks import TRANSLATES
from netfix.analysis.values.kind import STRINGS
from netfix.analysis.values.libraries import Libraries, Library
from netfix.analysis.values.value_sources import ValueSources
from netfix.engine.dialect import Dialect
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: What these return is quoted already, or escaped for a language.
_QUOTING = names(
    "repr ascii safe_repr saferepr pformat dumps quote quoteattr shell_quote shellquote mkarg list2cmdline quoted",
    "escape escape_string escape_html html_escape xmlescape quote_plus sqlquote quote_identifier",
)

#: Last words of names, and what a value of that name may be.
_EXCEPTIONS = names("e ex exc err error exception failure exctype excinfo")
_OBJECTS = names(
    "self cls klass klazz this obj object instance func function callback callable class type typ",
)
_PATHS = re.compile(
    r".*(?:path|dir|directory|file|filename|folder|root)s?_*"
    r"|_*(?:fname|location|dest\w*|src|source|target|cwd|home|parent|p)_*",
    re.IGNORECASE,
)
#: Last words of names that texts have, even in a program that is full of other objects.
_TEXTS = names(
    "name names filename hostname username basename dirname fname text string str word line title label msg message",
    "key command cmd url uri mode format encoding charset prefix suffix ext extension strerror login platform",
    "__name__ __qualname__ __module__ __doc__",
)
_PATH_LIBRARIES = names("pathlib pathlib2 path py unipath upath trio anyio")
#: Modules whose objects print as something short and show, as `repr`, how they are made.
_OBJECT_MODULES = names("datetime decimal fractions ipaddress uuid pathlib enum")
#: Methods that make paths of paths.
_PATH_METHODS = names("iterdir glob rglob resolve joinpath with_suffix with_name absolute expanduser")

_CLASS_NAME = re.compile(r"[A-Z]\w*[a-z]\w*")
_TYPE_WORDS = names("Any AnyStr Text Optional Union Literal Annotated Final LiteralString None")


class PrintedValues:
    """Answers how the values of a program's expressions print."""

    def __init__(self, document: Document) -> None:
        """Look at one program; nothing is worked out before it is asked."""
        self._document = document
        self._sources = ValueSources(document)
        self._is_python2 = document.dialect is Dialect.PYTHON2

    def is_quoted(self, value: cst.BaseExpression | None) -> bool:
        """Whether a value is a `repr` already, or a text made ready for the quotes of some language."""
        if value is None:
            return False
        sources = self._sources.of(value)
        return any(
            isinstance(source, cst.Call) and last_name(source.func).lstrip("_") in _QUOTING for source in sources
        )

    def doubt(self, value: cst.BaseExpression | None, label: str) -> str | None:
        """Say why `%r` may show something else than the value's text in quotes; None if nothing speaks for that.

        `value` is None where the expression cannot be seen, `label` the name that the value goes by.
        """
        if value is None:
            return self._by_name(label) if label else "its value is not written here"
        doubt = self._by_source(value)
        if doubt is not None:
            return doubt
        kind = self._by_kind(value)
        return self._by_name(label) if kind is None else kind or None

    def _by_kind(self, value: cst.BaseExpression) -> str | None:
        """Say what the inferred type speaks against a value; empty for a text, None if it is not known."""
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        kind = self._document.fact(Kinds).of(value)
        if kind.class_node is not None:
            return f"it is an object of class {kind.class_node.name.value}"
        if kind.is_unknown:
            return None
        if self._is_python2 and kind.is_one_of(frozenset({"unicode"})):
            return "in Python 2 the `repr` of a unicode text begins with a u"
        if "str" in kind.alternatives and kind.is_one_of(STRINGS):
            return ""
        return f"it is {kind.with_article}, and `repr` puts no quotes around that"

    def _by_source(self, value: cst.BaseExpression) -> str | None:
        """Say what speaks against a value in the way it is made."""
        for source in self._sources.of(value):
            doubt = self._by_node(source)
            if doubt is not None:
                return doubt
        return None

    def _by_node(self, source: cst.CSTNode) -> str | None:
        if isinstance(source, cst.BaseExpression):
            return self._by_expression(source)
        match source:
            case cst.ExceptHandler() | cst.ExceptStarHandler():
                return "it is an exception, whose text and `repr` differ"
            case cst.FunctionDef() | cst.ClassDef() | cst.ImportAlias():
                return "it is a function, a class or a module"
            case cst.Param() if source.annotation is not None:
                return self._by_annotation(source.annotation)
            case cst.For() | cst.CompFor() if _CLASS_NAME.fullmatch(last_name(source.iter)):
                return "it may be a member of an enumeration, whose text and `repr` differ"
            case cst.Assign() if _is_exception_info(source.value):
                return "it may be an exception, whose text and `repr` differ"
            case _:
                return None

    def _by_expression(self, source: cst.BaseExpression) -> str | None:
        match source:
            case cst.Call():
                return self._by_call(source)
            case cst.BinaryOperation() if isinstance(source.operator, cst.Divide):
                return "it may be a path or a number"
            case cst.Attribute() if source.attr.value == "__class__" or _is_member(source):
                return "it may be a class or a member of an enumeration, whose text and `repr` differ"
            case cst.Attribute() if source.attr.value == "reason" and self._is_caught(source.value):
                return "it may be an exception, whose text and `repr` differ"
            case cst.Subscript() if _is_exception_info(source.value):
                return "it may be an exception, whose text and `repr` differ"
            case cst.SimpleString() if self._is_python2 and not source.value.isascii():
                return "in Python 2 `repr` escapes what is not ASCII"
            case _:
                return None

    def _is_caught(self, node: cst.BaseExpression) -> bool:
        return any(isinstance(source, cst.ExceptHandler) for source in self._sources.of(node))

    def _by_call(self, call: cst.Call) -> str | None:
        """Say what the function that makes a value speaks against it."""
        name = last_name(call.func)
        if name in _PATH_METHODS or name in {"type", "Path"}:
            return f"what `{name}` gives has a text and a `repr` that differ"
        if self._is_python2 and name == "decode":
            return "in Python 2 the `repr` of a unicode text begins with a u"
        if not self._is_python2 and name == "encode":
            return "bytes have quotes of their own"
        if name in TRANSLATES:
            return "it may be translated later, and have no text yet"
        module = (self._document.scopes.qualified(call.func) or "").split(".", 1)[0]
        if module in _OBJECT_MODULES or _CLASS_NAME.fullmatch(name):
            return f"`{name}` makes objects, whose text and `repr` may differ"
        return None

    def _by_annotation(self, annotation: cst.Annotation) -> str | None:
        """Say what a parameter's declared type speaks against it; types that are known are the business of `kinds`."""
        declared = set(re.findall(r"\w+", self._document.tree.source(annotation.annotation))) - _TYPE_WORDS
        classes = sorted(name for name in declared if name[0].isupper())
        return f"it is declared as {classes[0]}, whose text and `repr` may differ" if classes else None

    def _by_name(self, label: str) -> str | None:
        """Say what the name of an unknown value speaks against it."""
        parts = words(label)
        last = parts[-1] if parts else ""
        packages = self._document.scopes.imported_packages
        if last in _EXCEPTIONS or (last == "reason" and "twisted" in packages):
            return f"`{label}` may be an exception, whose text and `repr` differ"
        if last in _OBJECTS:
            return f"`{label}` may be an object, whose text and `repr` differ"
        if _PATHS.fullmatch(label) and packages & _PATH_LIBRARIES:
            return f"`{label}` may be a path object, whose text and `repr` differ"
        if parts and "".join(parts) in self._classes:
            return f"`{label}` may be an object of the class of that name"
        libraries = self._document.fact(Libraries)
        if libraries.has(Library.ARRAY, Library.ORM) and not ({last, label} & _TEXTS):
            return f"objects of {libraries.names(Library.ARRAY, Library.ORM)} print differently"
        return None

    @cached_property
    def _classes(self) -> frozenset[str]:
        """The classes that this file defines or imports, their names in lower case without underscores."""
        scopes = self._document.scopes
        defined = [node.name.value for node in self._document.tree.of_kind(cst.ClassDef)]
        imported = [one.name for one in scopes.imports if one.name is not None and _CLASS_NAME.fullmatch(one.name)]
        return frozenset("".join(words(name)) for name in (*defined, *imported))

    @cached_property
    def speaks_beyond_ascii(self) -> bool:
        """Whether the program has text that is not ASCII, so that other texts of it may not be, either."""
        return any(
            not node.value.isascii() and not isinstance(self._document.tree.parent(node), cst.Expr)
            for node in self._document.tree.of_kind(cst.SimpleString)
        )


def _is_member(value: cst.Attribute) -> bool:
    """Whether a value looks like `Color.RED`."""
    return value.attr.value.isupper() and _CLASS_NAME.fullmatch(last_name(value.value)) is not None


def _is_exception_info(value: cst.BaseExpression) -> bool:
    """Whether a value is `sys.exc_info()`, whose second item is an exception."""
    return isinstance(value, cst.Call) and last_name(value.func) == "exc_info"
