"""What annotations, and the classes of an `isinstance` test, say of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.kind import Kind, joined, unknown
from netfix.analysis.values.known_results import type_names
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.dialect import Dialect
    from netfix.engine.scopes import Scopes

_BUILTIN_CLASSES = frozenset({
    "str", "bytes", "bytearray", "memoryview", "list", "tuple", "dict", "set", "frozenset", "range", "int", "float",
    "bool", "complex",
})  # fmt: skip
_PYTHON2_CLASSES = {
    "unicode": ("unicode",),
    "basestring": ("str", "unicode"),
    "buffer": ("buffer",),
    "xrange": ("xrange",),
    "long": ("int",),
    "file": ("file",),
}

#: What typing, collections and the modules that bridge Python 2 and 3 call the built-in types.
_ALIASES = {
    **{f"typing.{name}": name.lower() for name in ("List", "Dict", "Set", "Tuple")},
    "typing.FrozenSet": "frozenset",
    "typing.Text": "text",
    "typing.LiteralString": "text",
    "typing.AnyStr": "string",
    "typing.Deque": "deque",
    "typing.DefaultDict": "defaultdict",
    "typing.OrderedDict": "OrderedDict",
    "typing.Counter": "Counter",
    "collections.deque": "deque",
    "collections.OrderedDict": "OrderedDict",
    "collections.defaultdict": "defaultdict",
    "collections.Counter": "Counter",
    "types.ListType": "list",
    "types.TupleType": "tuple",
    "types.DictType": "dict",
    "types.StringType": "native",
    "types.StringTypes": "string",
    "types.UnicodeType": "unicode",
    "types.NoneType": "None",
    "six.string_types": "decoded",
    "six.text_type": "text",
    "six.binary_type": "bytes",
}
_WRAPPERS = frozenset({"typing.Final", "typing.ClassVar", "typing.Annotated", "typing.Required", "typing.NotRequired"})


def kind_of_annotation(annotation: cst.BaseExpression, scopes: Scopes, dialect: Dialect) -> Kind:
    """Give the kind that an annotation declares; unknown for abstract types, type variables and quoted annotations."""
    if isinstance(annotation, cst.Name) and annotation.value == "None":
        return Kind(("None",), "it is annotated as None")
    if isinstance(annotation, cst.BinaryOperation) and isinstance(annotation.operator, cst.BitOr):
        parts = _alternatives(annotation)
        return _declared(joined(kind_of_annotation(part, scopes, dialect) for part in parts))
    if isinstance(annotation, cst.Subscript):
        return _of_subscript(annotation, scopes, dialect)
    names = _class_named(annotation, scopes, dialect)
    if names == ("float",):
        names = ("float", "int")  # by the numeric tower of PEP 484
    return _declared(Kind(names, "")) if names else unknown("its annotation names no built-in type")


def classes_tested(classes: cst.BaseExpression, scopes: Scopes, dialect: Dialect) -> tuple[str, ...]:
    """Give the types that the second argument of `isinstance` allows; none if one of them is no built-in type."""
    if not isinstance(classes, cst.Tuple):
        return _class_named(classes, scopes, dialect)
    names: set[str] = set()
    for element in classes.elements:
        found = () if isinstance(element, cst.StarredElement) else _class_named(element.value, scopes, dialect)
        if not found:
            return ()
        names.update(found)
    return tuple(sorted(names))


def _class_named(node: cst.BaseExpression, scopes: Scopes, dialect: Dialect) -> tuple[str, ...]:
    """Give the types that an expression which names a class stands for."""
    qualified = scopes.qualified(node)
    if qualified is not None:
        word = _ALIASES.get(qualified.replace("typing_extensions.", "typing."))
        return type_names(word, dialect) if word else ()
    if not (isinstance(node, cst.Name) and scopes.is_surely_builtin(node, node.value)):
        return ()
    if node.value in _BUILTIN_CLASSES:
        # Not `type_names`: there, `range` is what calling it gives in Python 2.
        return type_names("bytes", dialect) if node.value == "bytes" else (node.value,)
    return _PYTHON2_CLASSES.get(node.value, ())


def _of_subscript(annotation: cst.Subscript, scopes: Scopes, dialect: Dialect) -> Kind:
    """Read `list[int]`, `Optional[str]`, `Union[list, tuple]`, `Final[dict]`."""
    qualified = (scopes.qualified(annotation.value) or "").replace("typing_extensions.", "typing.")
    indices = [element.slice.value for element in annotation.slice if isinstance(element.slice, cst.Index)]
    if qualified in {"typing.Optional", "typing.Union"}:
        kinds = [kind_of_annotation(index, scopes, dialect) for index in indices]
        if qualified == "typing.Optional":
            kinds.append(Kind(("None",), ""))
        return _declared(joined(kinds))
    if qualified in _WRAPPERS and indices:
        return kind_of_annotation(indices[0], scopes, dialect)
    return kind_of_annotation(annotation.value, scopes, dialect)


def _declared(kind: Kind) -> Kind:
    """Give the kind with an annotation's reason."""
    return kind if kind.is_unknown else Kind(kind.alternatives, f"it is annotated as {kind.name}")


def _alternatives(annotation: cst.BaseExpression) -> list[cst.BaseExpression]:
    """Give the types between the bars of `a | b | c`."""
    parts: list[cst.BaseExpression] = []
    while isinstance(annotation, cst.BinaryOperation) and isinstance(annotation.operator, cst.BitOr):
        parts.append(annotation.right)
        annotation = annotation.left
    return [annotation, *parts]
