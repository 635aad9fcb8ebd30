"""Messages of `log.msg` as formats of a Logger: `"%s is %r" % (a, b)` is `"{a} is {b!r}", a=a, b=b`."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.text.formatting import call_formatting, named_percent_formatting, percent_formatting
from netfix.engine.expressions import dotted, literal_string

if TYPE_CHECKING:
    from netfix.analysis.text.formatting import Formatting
    from netfix.engine.tree import Tree

#: Keys of log events with a meaning of their own, and parameters of the methods of a Logger.
_TAKEN = frozenset({
    "self", "format", "level", "failure", "message", "time", "system", "isError", "why", "printed", "id", "debug",
    "logLevel", "sender",
})  # fmt: skip

#: What a placeholder of the `%` operator, or of `format`, is in a Logger's format: behind the name of the value.
_CONVERSIONS = {"%s": "", "%r": "!r", "%d": "", "%i": "", "{}": ""}


class Message:
    """The format and the values of one message, put together piece by piece."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._pieces: list[str] = []
        self._values: dict[str, str] = {}

    def text(self, text: str) -> None:
        """Add text as it is to be read."""
        self._pieces.append(text.replace("{", "{{").replace("}", "}}"))

    def value(self, value: cst.BaseExpression, conversion: str = "", name: str = "") -> None:
        """Add a value, under its name, or one that is made from it. What is called twice is so still."""
        source = self._tree.source(value)
        is_same_twice = isinstance(value, (cst.Name, cst.Attribute))
        base = name or _name(value)
        name, number = base, 1
        while (name in self._values and not (is_same_twice and self._values[name] == source)) or keyword.iskeyword(
            name
        ):
            number += 1
            name = f"{base}{number}"
        self._values[name] = source
        self._pieces.append(f"{{{name}{conversion}}}")

    @property
    def arguments(self) -> str:
        """The arguments of the method of a Logger."""
        format_text = "".join(self._pieces).replace("\\", "\\\\")
        quote = "'" if '"' in format_text and "'" not in format_text else '"'
        format_text = format_text.replace(quote, f"\\{quote}")
        for raw, escaped in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
            format_text = format_text.replace(raw, escaped)
        return ", ".join(
            [f"{quote}{format_text}{quote}", *(f"{name}={source}" for name, source in self._values.items())]
        )


def message_arguments(tree: Tree, call: cst.Call) -> str | None:
    """Give what a Logger is to be told in place of the arguments of `log.msg(…)`; None if that is not clear."""
    message = Message(tree)
    named = {each.keyword.value: each for each in call.args if each.keyword is not None}
    if any(each.star for each in call.args) or not call.args:
        return None
    if named:
        first = named.get("format")
        others = [each for each in call.args if each is not first]
        made = named_percent_formatting(first.value, others) if first is not None else None
        given = {each.keyword.value for each in others if each.keyword is not None}
        if made is None or given & _TAKEN or not _put(message, made) or len(others) != len(made.shown):
            return None
        return message.arguments
    for at, each in enumerate(call.args):
        if at:
            message.text(" ")
        _add(message, each.value)
    return message.arguments if all(map(_may_be_value, call.args)) else None


def _may_be_value(argument: cst.Arg) -> bool:
    """Whether an argument may be a value: not bytes, which `log.msg` decodes, nor what binds names or waits."""
    value = argument.value
    is_bytes = isinstance(value, cst.SimpleString) and "b" in value.prefix.lower()
    return not is_bytes and not isinstance(value, (cst.NamedExpr, cst.Yield, cst.GeneratorExp))


def _add(message: Message, value: cst.BaseExpression) -> None:
    """Add one argument: a text, a text with values in it, or a value."""
    plain = literal_string(value)
    if plain is not None and _is_plain(plain):
        message.text(plain)
        return
    if isinstance(value, cst.FormattedString) and _put_parts(message, value):
        return
    made: Formatting | None = None
    if isinstance(value, cst.BinaryOperation):
        made = percent_formatting(value)
    elif isinstance(value, cst.Call):
        made = call_formatting(value)
    if made is None or not _put(message, made):
        message.value(value)


def _is_plain(text: str) -> bool:
    """Whether a text can be written out anew: of ASCII, without characters that have no escape of one letter."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()


def _put_parts(message: Message, value: cst.FormattedString) -> bool:
    """Add an f-string; whether all of it has an equal in the format of a Logger. Adds nothing if not."""
    for part in value.parts:
        if isinstance(part, cst.FormattedStringText) and ("\\" in part.value or not _is_plain(part.value)):
            return False
        if isinstance(part, cst.FormattedStringExpression) and (
            part.format_spec is not None
            or part.equal is not None
            or part.conversion not in {None, "r", "s"}
            or isinstance(part.expression, (cst.Yield, cst.NamedExpr, cst.FormattedString))
        ):
            return False
    for part in value.parts:
        if isinstance(part, cst.FormattedStringText):
            message.text(_read(part.value, braces=True))
        elif isinstance(part, cst.FormattedStringExpression):
            message.value(part.expression, "!r" if part.conversion == "r" else "")
    return True


def _put(message: Message, made: Formatting) -> bool:
    """Add a text with values; whether all of it has an equal in the format of a Logger. Adds nothing if not."""
    text = made.text.value
    shown = sorted(made.shown, key=lambda one: one.start)
    conversions = [_conversion(text[one.start : one.end]) for one in shown]
    if None in conversions or any(one.value is None for one in shown) or not text.isascii():
        return False
    at = 0
    braces = isinstance(made.node, cst.Call) and bool(shown) and text[shown[0].start] == "{"
    for one, conversion in zip(shown, conversions, strict=True):
        message.text(_read(text[at : one.start], braces=braces))
        if one.value is not None:
            message.value(one.value, conversion or "", _key(text[one.start : one.end]))
        at = one.end
    message.text(_read(text[at:], braces=braces))
    return True


def _read(text: str, *, braces: bool) -> str:
    """Give what a part of a format shows."""
    return text.replace("{{", "{").replace("}}", "}") if braces else text.replace("%%", "%")


def _conversion(placeholder: str) -> str | None:
    """Give what stands behind the name in a Logger's format; None if the placeholder does more."""
    if placeholder.startswith("%("):
        placeholder = f"%{placeholder.rpartition(')')[2]}"
    elif placeholder.startswith("{"):
        inner = placeholder[1:-1]
        if ":" in inner or "[" in inner or "." in inner:
            return None
        return {"r": "!r", "s": "", "": ""}.get(inner.partition("!")[2])
    return _CONVERSIONS.get(placeholder)


def _key(placeholder: str) -> str:
    """Give the name of the value that a placeholder has itself: `who` of `%(who)s` and `{who!r}`; empty for none."""
    name = placeholder[2:].partition(")")[0] if placeholder.startswith("%(") else placeholder[1:-1].partition("!")[0]
    is_good = name.isascii() and name.isidentifier() and name not in _TAKEN and not name.startswith("log_")
    return name if is_good and placeholder.startswith(("%(", "{")) else ""


def _name(value: cst.BaseExpression) -> str:
    """Give a name for a value: the last one in it."""
    if isinstance(value, cst.Call):
        value = value.func if isinstance(value.func, cst.Attribute) else value
    if isinstance(value, cst.Subscript):
        value = value.value
    name = (dotted(value) or "").rpartition(".")[2].strip("_")
    if not name and isinstance(value, cst.Attribute):
        name = value.attr.value.strip("_")
    is_good = name.isascii() and name.isidentifier() and not name.startswith("log_") and name not in _TAKEN
    return name if is_good else "value"
