"""Kinds of literals and of what operators make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.kind import NOTHING, STRINGS, Kind, joined, unknown
from netfix.analysis.values.libraries import Library
from netfix.engine.dialect import Dialect
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.kinds import Kinds

_NUMBERS = frozenset({"int", "bool"})
_ALL_NUMBERS = _NUMBERS | {"float"}
_SETS = frozenset({"set", "frozenset"})
#: Types of which two of the same kind may be added, within each family.
_ADDABLE = (STRINGS, frozenset({"list"}), frozenset({"tuple"}), frozenset({"deque"}), frozenset({"Counter"}))
_REPEATABLE = STRINGS | {"list", "tuple"}

#: Operators by the names of their node classes, augmented assignments among them.
_ADD = frozenset({"Add", "AddAssign"})
_REPEAT = frozenset({"Multiply", "MultiplyAssign"})
_FORMAT = frozenset({"Modulo", "ModuloAssign"})
_DIVIDE = frozenset({"Divide", "DivideAssign"})
_POWER = frozenset({"Power", "PowerAssign"})
_COMBINE = frozenset({
    "BitOr", "BitAnd", "BitXor", "Subtract", "BitOrAssign", "BitAndAssign", "BitXorAssign", "SubtractAssign",
})  # fmt: skip

#: What is made by writing it down: the type and how people call the expression.
_DISPLAYS: tuple[tuple[str, str, str], ...] = (
    ("ListComp", "list", "a list comprehension"),
    ("List", "list", "a list literal"),
    ("SetComp", "set", "a set comprehension"),
    ("Set", "set", "a set literal"),
    ("Dict", "dict", "a dict literal"),
    ("BaseDict", "dict", "a dict comprehension"),
    ("Tuple", "tuple", "a tuple literal"),
    ("GeneratorExp", "generator", "a generator expression"),
    ("Lambda", "function", "a lambda"),
    ("Integer", "int", "a number"),
    ("Float", "float", "a number"),
)


def kind_of_literal(kinds: Kinds, node: cst.BaseExpression) -> Kind:
    """Give the kind of a literal, display or comprehension; unknown for other expressions."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return kinds.known(_word_of_string(kinds, node), "it is a string literal")
    if isinstance(node, cst.FormattedString):
        return kinds.known("native", "it is an f-string")
    for class_name, name, description in _DISPLAYS:
        if isinstance(node, getattr(cst, class_name)):
            return Kind((name,), f"it is {description}")
    return unknown("its type is not known")


def _word_of_string(kinds: Kinds, node: cst.BaseExpression) -> str:
    """Say whether a literal, or several adjacent ones, are bytes, text, or what the dialect makes of a plain one."""
    parts: list[cst.BaseExpression] = []
    while isinstance(node, cst.ConcatenatedString):
        parts.append(node.left)
        node = node.right
    prefixes = {part.prefix for part in (*parts, node) if isinstance(part, cst.SimpleString)}
    if any("b" in prefix for prefix in prefixes):
        return "bytes"
    is_text = any("u" in prefix for prefix in prefixes) or any(
        imported.module == "__future__" and imported.name == "unicode_literals" for imported in kinds.scopes.imports
    )
    return "text" if is_text else "native"


def kind_of_operation(kinds: Kinds, node: cst.BinaryOperation | cst.UnaryOperation | cst.Comparison) -> Kind:
    """Give the kind of what an operator makes."""
    if isinstance(node, cst.UnaryOperation):
        return _of_unary(kinds, node)
    if isinstance(node, cst.Comparison):
        return _of_comparison(kinds, node)
    # A sum of many terms leans to the left; it is followed without going as deep as it has terms.
    terms: list[tuple[cst.BaseBinaryOp, cst.BaseExpression]] = []
    first: cst.BaseExpression = node
    while isinstance(first, cst.BinaryOperation):
        terms.append((first.operator, first.right))
        first = first.left
    kind = kinds.infer(first)
    for operator, term in reversed(terms):
        if kind.is_unknown:
            break
        kind = combined(kinds, kind, operator, kinds.infer(term))
    return kind


def kind_of_augmented(kinds: Kinds, node: cst.AugAssign) -> Kind:
    """Give the kind that the target of `target += value` has afterwards."""
    return combined(kinds, kinds.infer(node.target), node.operator, kinds.infer(node.value))


def combined(kinds: Kinds, left: Kind, operator: cst.BaseBinaryOp | cst.BaseAugOp, right: Kind) -> Kind:
    """Give the kind of an operation from those of its operands.

    Both must be known: the right operand's `__radd__` may make anything (`[1] + array` is an array), and it is asked
    even by `+=`. Only `%` on a string always is a string.
    """
    if not left.alternatives or not right.alternatives:
        return NOTHING
    if type(operator).__name__ in _FORMAT and left.is_one_of(STRINGS):
        return Kind(_with_unicode(kinds, left.alternatives), "it is the result of % formatting", left.certain)
    if left.is_unknown:
        return left
    if type(operator).__name__ in _REPEAT:
        repeated = _repeated(kinds, left, right)
        if repeated is not None:
            return repeated
    return right if right.is_unknown else _of_known(left, operator, right)


def _of_known(left: Kind, operator: cst.BaseBinaryOp | cst.BaseAugOp, right: Kind) -> Kind:
    certain = left.certain and right.certain
    if type(operator).__name__ in _ADD:
        for family in _ADDABLE:
            if left.is_one_of(family) and right.is_one_of(family):
                names = tuple(sorted({*left.alternatives, *right.alternatives}))
                return Kind(names, f"it is a sum of two of type {' or '.join(names)}", certain)
    if type(operator).__name__ in _COMBINE and left.is_one_of(_SETS) and right.is_one_of(_SETS):
        return Kind(left.alternatives, f"it is a combination of two of type {left.name}", certain)
    is_power = type(operator).__name__ in _POWER  # of a negative number it may be complex
    if left.is_one_of(_ALL_NUMBERS) and right.is_one_of(_ALL_NUMBERS) and not is_power:
        return Kind(_of_numbers(left, operator, right), "it is a number", certain)
    return unknown(f"nothing tells what this operator makes of {left.with_article} and {right.with_article}")


def _repeated(kinds: Kinds, left: Kind, right: Kind) -> Kind | None:
    """Give the kind of a sequence times a number; an unknown number may be an array's element, and make an array."""
    for sequence, count in ((left, right), (right, left)):
        if sequence.is_one_of(_REPEATABLE):
            is_number = count.is_one_of(_NUMBERS) or (count.is_unknown and not kinds.libraries.has(Library.ARRAY))
            if is_number:
                return Kind(sequence.alternatives, f"it is a repeated {sequence.name}", sequence.certain)
    return None


def _of_numbers(left: Kind, operator: cst.BaseBinaryOp | cst.BaseAugOp, right: Kind) -> tuple[str, ...]:
    if type(operator).__name__ in _COMBINE and left.is_one_of(_NUMBERS) and right.is_one_of(_NUMBERS):
        return tuple(sorted({*left.alternatives, *right.alternatives, "int"}))
    keeps = type(operator).__name__ not in _DIVIDE
    return ("int",) if keeps and left.is_one_of(_NUMBERS) and right.is_one_of(_NUMBERS) else ("float", "int")


def _with_unicode(kinds: Kinds, names: tuple[str, ...]) -> tuple[str, ...]:
    """Add unicode in Python 2, where a str that meets unicode becomes unicode."""
    return ("str", "unicode") if kinds.dialect is Dialect.PYTHON2 and "str" in names else names


def _of_unary(kinds: Kinds, node: cst.UnaryOperation) -> Kind:
    if isinstance(node.operator, cst.Not):
        return Kind(("bool",), "it is the result of not")
    operand = kinds.infer(node.expression)
    if operand.is_one_of(_ALL_NUMBERS):
        return Kind(("int",) if operand.is_one_of(_NUMBERS) else operand.alternatives, operand.why, operand.certain)
    return operand if not operand.alternatives else unknown("nothing tells what this operator makes")


def _of_comparison(kinds: Kinds, node: cst.Comparison) -> Kind:
    """Give bool for tests that always are: `in`, `is`, and comparisons of numbers and strings."""
    if len(node.comparisons) != 1:
        return unknown("a chain of comparisons gives one of their results")
    target = node.comparisons[0]
    result = Kind(("bool",), "it is the result of a comparison")
    if isinstance(target.operator, (cst.Is, cst.IsNot, cst.In, cst.NotIn)):
        return result
    sides = kinds.infer(node.left), kinds.infer(target.comparator)
    if all(side.is_one_of(_ALL_NUMBERS | STRINGS) for side in sides):
        return result if all(side.certain for side in sides) else result.doubted()
    return unknown("objects may compare as they like")


def kind_of_choice(kinds: Kinds, node: cst.BooleanOperation | cst.IfExp) -> Kind:
    """Give the kind of `a or b`, `a and b`, `a if test else b`."""
    if isinstance(node, cst.IfExp):
        return joined((kinds.infer(node.body), kinds.infer(node.orelse)))
    # What `or` passes over was false; None is, so it does not come out.
    is_or = isinstance(node.operator, cst.Or)
    left = kinds.infer(node.left)
    return joined((left.without_none() if is_or and not left.is_unknown else left, kinds.infer(node.right)))
