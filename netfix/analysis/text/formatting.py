"""Texts into which a program puts values, in all its ways of doing so, as one shape: which value is shown where.

`text % values`, `text.format(values)`, f-strings, and calls that format later: `log.warning(text, value)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.text.literal_text import LiteralText, literal_text
from netfix.analysis.text.placeholders import Format, Placeholder, brace_format, percent_format
from netfix.analysis.text.quotation import VALUE
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Shown:
    """A place of a text at which a value is shown.

    `start` and `end` are offsets of the text's value. `value` is the expression that is shown, None if it cannot be
    seen; `label` a name that goes with it, or empty. `as_repr` is what shows its `repr` instead, see `Placeholder`;
    for an expression in an f-string it is empty, as the expression stays where it is.
    """

    start: int
    end: int
    value: cst.BaseExpression | None
    label: str
    as_repr: str | None


@dataclass(frozen=True, slots=True)
class Formatting:
    """A text and the values shown in it; `node` is the expression whose value, sooner or later, is that text."""

    node: cst.BaseExpression
    text: LiteralText
    shown: tuple[Shown, ...]

    @property
    def prose(self) -> str:
        """The text with U+FFFC for each value that is shown."""
        pieces: list[str] = []
        at = 0
        for one in self.shown:
            pieces += (self.text.value[at : one.start], VALUE)
            at = one.end
        return "".join((*pieces, self.text.value[at:]))

    def in_prose(self, shown: Shown) -> int:
        """Give the offset in `prose` at which a value is shown."""
        return shown.start - sum(one.end - one.start - 1 for one in self.shown if one.start < shown.start)


def percent_formatting(node: cst.BinaryOperation) -> Formatting | None:
    """Read `text % values`; None if it is something else, or if the values do not fit the text."""
    if not isinstance(node.operator, cst.Modulo):
        return None
    text = literal_text(node.left)
    wanted = percent_format(text.value) if text is not None and not text.is_formatted else None
    if text is None or wanted is None or not wanted.placeholders:
        return None
    values = _percent_values(wanted, node.right)
    return None if values is None else Formatting(node, text, _shown(wanted, values))


def call_formatting(node: cst.Call) -> Formatting | None:
    """Read `text.format(values)` and `text.format_map(values)`; None if it is neither, or the values do not fit."""
    if not (isinstance(node.func, cst.Attribute) and node.func.attr.value in {"format", "format_map"}):
        return None
    text = literal_text(node.func.value)
    wanted = brace_format(text.value) if text is not None and not text.is_formatted else None
    if text is None or wanted is None or not wanted.placeholders:
        return None
    if node.func.attr.value == "format_map":
        return None if wanted.positional else Formatting(node, text, _shown(wanted, lambda _: None))
    values = _brace_values(wanted, node.args)
    return None if values is None else Formatting(node, text, _shown(wanted, values))


def literal_formatting(node: cst.FormattedString | cst.ConcatenatedString) -> Formatting | None:
    """Read an f-string, or adjacent literals with one among them; None if there is none."""
    text = literal_text(node)
    if text is None or not text.is_formatted:
        return None
    shown = tuple(
        Shown(at, at + 1, field.expression, _name(field.expression), "" if _is_plain(field) else None)
        for at, character in enumerate(text.characters)
        if (field := character.field) is not None
    )
    return Formatting(node, text, shown)


def later_percent_formatting(text_node: cst.BaseExpression, arguments: Sequence[cst.Arg]) -> Formatting | None:
    """Read a call that does `text % arguments` later, as `logging` does: one mapping, or as many as wanted."""
    text = literal_text(text_node)
    wanted = percent_format(text.value) if text is not None and not text.is_formatted else None
    if text is None or wanted is None or not wanted.placeholders or any(argument.keyword for argument in arguments):
        return None
    if wanted.names:
        one_mapping = len(arguments) == 1 and not arguments[0].star
        values = _percent_values(wanted, arguments[0].value) if one_mapping else None
    else:
        values = _positional(wanted, [(argument.value, bool(argument.star)) for argument in arguments])
    return None if values is None else Formatting(text_node, text, _shown(wanted, values))


def later_brace_formatting(text_node: cst.BaseExpression, arguments: Sequence[cst.Arg]) -> Formatting | None:
    """Read a call that does `text.format(arguments)` later, as `twisted.logger` does."""
    text = literal_text(text_node)
    wanted = brace_format(text.value) if text is not None and not text.is_formatted else None
    if text is None or wanted is None or not wanted.placeholders:
        return None
    values = _brace_values(wanted, arguments)
    return None if values is None else Formatting(text_node, text, _shown(wanted, values))


def named_percent_formatting(text_node: cst.BaseExpression, arguments: Sequence[cst.Arg]) -> Formatting | None:
    """Read a call that does `text % its_keywords` later, as Twisted's `log.msg(format=…)` does."""
    text = literal_text(text_node)
    wanted = percent_format(text.value) if text is not None and not text.is_formatted else None
    if text is None or wanted is None or not wanted.placeholders or wanted.positional:
        return None
    values = _brace_values(wanted, arguments)
    return None if values is None else Formatting(text_node, text, _shown(wanted, values))


def _shown(wanted: Format, values: Callable[[Placeholder], cst.BaseExpression | None]) -> tuple[Shown, ...]:
    return tuple(_shown_at(placeholder, values(placeholder)) for placeholder in wanted.placeholders)


def _shown_at(placeholder: Placeholder, value: cst.BaseExpression | None) -> Shown:
    """Give what a placeholder shows. Of `{0.name}` the value is not seen, but it goes by `name`."""
    name = placeholder.path.strip("[]'\"").replace("[", ".").replace("]", "").rpartition(".")[2]
    if not name and value is not None:
        name = _name(value)
    elif not name and isinstance(placeholder.field, str):
        name = placeholder.field
    seen = None if placeholder.path else value
    return Shown(placeholder.start, placeholder.end, seen, name, placeholder.as_repr)


def _percent_values(
    wanted: Format, right: cst.BaseExpression
) -> Callable[[Placeholder], cst.BaseExpression | None] | None:
    """Give what finds a placeholder's value in the right operand of `%`; None if the two do not fit."""
    if isinstance(right, cst.Tuple):
        elements = [(element.value, isinstance(element, cst.StarredElement)) for element in right.elements]
        return None if wanted.names else _positional(wanted, elements)
    if wanted.names:
        return _mapping(wanted, right)
    if wanted.positional == 1:
        return lambda _: right
    may_be_tuple = isinstance(
        right, (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.BinaryOperation, cst.IfExp, cst.Await)
    )
    return (lambda _: None) if may_be_tuple else None


def _positional(
    wanted: Format, values: Sequence[tuple[cst.BaseExpression, bool]]
) -> Callable[[Placeholder], cst.BaseExpression | None] | None:
    """As `_percent_values`, for values of which some are starred."""
    known = next((at for at, (_, starred) in enumerate(values) if starred), len(values))
    fits = len(values) == wanted.positional if known == len(values) else len(values) - 1 <= wanted.positional
    if not fits or wanted.names:
        return None
    return lambda one: values[one.field][0] if isinstance(one.field, int) and one.field < known else None


def _mapping(wanted: Format, right: cst.BaseExpression) -> Callable[[Placeholder], cst.BaseExpression | None] | None:
    """As `_percent_values`, for placeholders with names."""
    if isinstance(right, cst.Dict):
        return _from_dict(wanted, right)
    if isinstance(right, cst.Call) and isinstance(right.func, cst.Name) and right.func.value == "dict":
        return _brace_values(wanted, right.args)
    if isinstance(right, (cst.BaseString, cst.BaseNumber, cst.List, cst.Set)):
        return None
    return lambda _: None


def _from_dict(wanted: Format, right: cst.Dict) -> Callable[[Placeholder], cst.BaseExpression | None] | None:
    values: dict[str, cst.BaseExpression] = {}
    is_whole = True
    for element in right.elements:
        key = element.key if isinstance(element, cst.DictElement) else None
        value = key.evaluated_value if isinstance(key, cst.SimpleString) else None
        if isinstance(value, str):
            values[value] = element.value
        else:
            is_whole = False
    if is_whole and not wanted.names <= values.keys():
        return None
    return lambda one: values.get(str(one.field))


def _brace_values(
    wanted: Format, arguments: Sequence[cst.Arg]
) -> Callable[[Placeholder], cst.BaseExpression | None] | None:
    """Give what finds a placeholder's value among a call's arguments; None if one is missing."""
    positional = [argument for argument in arguments if argument.keyword is None and argument.star != "**"]
    known = next((at for at, argument in enumerate(positional) if argument.star), len(positional))
    names = {argument.keyword.value: argument.value for argument in arguments if argument.keyword is not None}
    if known == len(positional) and wanted.positional > known:
        return None
    if (
        not any(argument.star for argument in arguments if argument not in positional)
        and not wanted.names <= names.keys()
    ):
        return None

    def value(one: Placeholder) -> cst.BaseExpression | None:
        if isinstance(one.field, str):
            return names.get(one.field)
        return positional[one.field].value if one.field < known else None

    return value


def _is_plain(field: cst.FormattedStringExpression) -> bool:
    """Whether an expression of an f-string is put in as its text is."""
    return (
        field.equal is None and not field.format_spec and field.format_spec is None and field.conversion in (None, "s")
    )


def _name(value: cst.BaseExpression) -> str:
    """Give the name that a value goes by: a variable's, an attribute's, a called method's, a key; empty if none."""
    while isinstance(value, cst.Call):
        value = value.func
    if isinstance(value, cst.Subscript) and isinstance(value.slice[0].slice, cst.Index):
        return literal_string(value.slice[0].slice.value) or ""
    if isinstance(value, cst.Attribute):
        return value.attr.value
    return value.value if isinstance(value, cst.Name) else ""
