"""Kinds of parts: of a slice, of an element, of what a tuple holds at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.kind import NOTHING, Kind, joined, unknown
from netfix.analysis.values.known_methods import ELEMENTS_OF_METHOD, PARTS_OF_METHOD
from netfix.analysis.values.known_results import ELEMENTS_OF_CALL, ELEMENTS_OF_VALUE, PARTS_OF_CALL, PARTS_OF_ELEMENTS
from netfix.engine.dialect import Dialect
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.analysis.values.kinds import Kinds

_SLICEABLE = frozenset({"str", "unicode", "bytes", "bytearray", "list", "tuple", "range", "memoryview"})
_TEXT = frozenset({"str", "unicode"})

#: Builtins that give the elements of what they are given, one by one.
_PASSING_ON = ("sorted", "reversed", "list", "tuple", "set", "frozenset", "iter")

_NOT_KNOWN = "nothing tells what its elements are"


def kind_of_subscript(kinds: Kinds, node: cst.Subscript) -> Kind:
    """Give the kind of a slice, which is that of the whole, or of an element."""
    if len(node.slice) != 1:
        return unknown("an index of several parts is no built-in container's")
    index = node.slice[0].slice
    if isinstance(index, cst.Slice):
        whole = kinds.infer(node.value)
        if whole.is_one_of(_SLICEABLE):
            return Kind(whole.alternatives, f"it is a slice, and {whole.about('the whole').why}", whole.certain)
        return (
            whole if whole.is_unknown or not whole.alternatives else unknown(f"it is a slice of {whole.with_article}")
        )
    if not isinstance(index, cst.Index):
        return unknown(_NOT_KNOWN)
    place = _integer(index.value)
    parts = parts_of(kinds, node.value) if place is not None else None
    if parts is not None and place is not None and -len(parts) <= place < len(parts):
        return parts[place]
    if isinstance(node.value, (cst.Call, cst.Attribute)) or kinds.infer(node.value).is_one_of(_TEXT | {"bytes"}):
        return element_of(kinds, node.value)
    return unknown(_NOT_KNOWN)


def _integer(node: cst.BaseExpression) -> int | None:
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        value = _integer(node.expression)
        return None if value is None else -value
    return int(node.value) if isinstance(node, cst.Integer) and node.value.isdecimal() else None


def parts_of(kinds: Kinds, node: cst.BaseExpression) -> Sequence[Kind] | None:
    """Give what each place of a tuple holds; None if that is not known."""
    match node:
        case cst.Tuple() | cst.List() if not any(isinstance(each, cst.StarredElement) for each in node.elements):
            # The elements of a list are known only where it is taken apart at once, and nobody else has it.
            return [kinds.infer(element.value) for element in node.elements]
        case cst.Name():
            bindings = kinds.scopes.bindings_of(node)
            seen = kinds.flow.reaching(node, bindings) if bindings else None
            if seen is not None and seen.value is not None and kinds.infer(node).alternatives == ("tuple",):
                return parts_of(kinds, seen.value)
            return None
        case cst.Call():
            return _parts_of_call(kinds, node)
        case _:
            return None


def _parts_of_call(kinds: Kinds, call: cst.Call) -> Sequence[Kind] | None:
    """Give the parts of what a function or method returns, where the whole is known to be a tuple."""
    whole = kinds.infer(call)
    if whole.alternatives != ("tuple",):
        return None
    words = PARTS_OF_CALL.get(kinds.scopes.qualified(call.func) or "")
    if words is None and isinstance(call.func, cst.Attribute):
        words = PARTS_OF_METHOD.get(call.func.attr.value)
    if words is None:
        return None
    kinds_of_parts = (kinds.known(word, _part_of(whole)) for word in words)
    return [kind if whole.certain else kind.doubted() for kind in kinds_of_parts]


def _part_of(whole: Kind) -> str:
    """Say that something is part of what `whole` says: "it is the result of …" holds of both only in other words."""
    return whole.why.replace("it is the result of", "it comes from", 1)


def element_of(kinds: Kinds, node: cst.BaseExpression) -> Kind:
    """Give the kind of what is got by iterating over an expression."""
    match node:
        case cst.List() | cst.Tuple() | cst.Set() if node.elements:
            if any(isinstance(element, cst.StarredElement) for element in node.elements):
                return unknown(_NOT_KNOWN)
            return joined(kinds.infer(element.value) for element in node.elements)
        case cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
            return kinds.infer(node.elt)
        case cst.Subscript() if isinstance(node.slice[0].slice, cst.Slice):
            return element_of(kinds, node.value)
        case cst.Call():
            found = _element_of_call(kinds, node)
            if found is not None:
                return found
        case cst.Attribute() | cst.Name():
            qualified = kinds.scopes.qualified(node)
            if qualified in ELEMENTS_OF_VALUE:
                return kinds.known(ELEMENTS_OF_VALUE[qualified], f"it comes from {qualified}")
        case _:
            pass
    return _element_of_kind(kinds, kinds.infer(node))


def _element_of_kind(kinds: Kinds, whole: Kind) -> Kind:
    """Give the kind of the elements that a container of this kind has, whatever is in it."""
    if not whole.alternatives:
        return NOTHING
    if whole.is_one_of(_TEXT):
        return Kind(whole.alternatives, "it is a character of a string", whole.certain)
    if whole.is_one_of(frozenset({"bytes", "bytearray"})):
        return Kind(("int",), "it is a byte", whole.certain)
    if whole.is_one_of(frozenset({"range", "xrange"})):
        return Kind(("int",), "it is a number of a range", whole.certain)
    if whole.is_one_of(frozenset({"file", "StringIO", "BytesIO", "response"})):
        line = kinds.known("string", "it is a line of a file")
        return line if whole.certain else line.doubted()
    return unknown(_NOT_KNOWN)


def _element_of_call(kinds: Kinds, call: cst.Call) -> Kind | None:
    """Give the kind of the elements of a result; None if the function says nothing of them."""
    first = call.args[0].value if call.args and not call.args[0].star and not call.args[0].keyword else None
    if first is not None and any(kinds.scopes.is_surely_builtin(call.func, name) for name in _PASSING_ON):
        is_call_until = len(call.args) > 1 and isinstance(call.func, cst.Name) and call.func.value == "iter"
        if not is_call_until:
            return element_of(kinds, first)
        return kinds.infer(first.body) if isinstance(first, cst.Lambda) else None
    qualified = kinds.scopes.qualified(call.func) or ""
    if qualified in ELEMENTS_OF_CALL:
        return kinds.known(ELEMENTS_OF_CALL[qualified], f"it comes from {qualified}()")
    if any(kinds.scopes.is_surely_builtin(call.func, name) for name in ("range", "xrange")):
        return Kind(("int",), "it is a number of a range")
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in ELEMENTS_OF_METHOD:
        return None
    whole = kinds.infer(call)
    if whole.alternatives != ("list",):
        return None
    receiver = kinds.infer(call.func.value)
    why = f"it comes from {call.func.attr.value}()"
    if receiver.is_one_of(_TEXT | {"bytes"}) and kinds.dialect is Dialect.PYTHON3:
        return Kind(receiver.alternatives, why, receiver.certain)
    strings = kinds.known(ELEMENTS_OF_METHOD[call.func.attr.value], why)
    return strings if whole.certain else strings.doubted()


def parts_of_elements(kinds: Kinds, node: cst.BaseExpression) -> Sequence[Kind] | None:
    """Give what each place holds of the tuples got by iterating; None if that is not known."""
    if isinstance(node, (cst.List, cst.Tuple)):
        rows = [parts_of(kinds, element.value) for element in node.elements]
        if not rows or any(row is None or len(row) != len(rows[0] or ()) for row in rows):
            return None
        return [joined(column) for column in zip(*(row for row in rows if row is not None), strict=True)]
    if not isinstance(node, cst.Call):
        return None
    words = PARTS_OF_ELEMENTS.get(kinds.scopes.qualified(node.func) or "")
    if words is not None:
        return [kinds.known(word, "it comes from os.walk()") for word in words]
    plain = [argument.value for argument in node.args if not argument.star and not argument.keyword]
    if len(plain) != len(node.args) or not plain:
        return None
    if kinds.scopes.is_surely_builtin(node.func, "enumerate"):
        return [Kind(("int",), "it is a number that enumerate() gives"), element_of(kinds, plain[0])]
    if kinds.scopes.is_surely_builtin(node.func, "zip"):
        return [element_of(kinds, each) for each in plain]
    return None
