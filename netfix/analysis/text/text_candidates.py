"""What codemods ask of the texts in an outline, as `analysis.names.candidates`: it may say yes too often, never no."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.text.message_sinks import HANDLER_LOGS, LOGS
from netfix.analysis.text.message_text import is_syntax, language
from netfix.analysis.text.placeholders import brace_format, percent_format
from netfix.analysis.text.quotation import VALUE, is_quoted
from netfix.engine.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netfix.analysis.text.placeholders import Format
    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

_FORMATTING = frozenset({"format", "format_map"})
#: Methods that log: they put their further arguments into the text.
_LOGGING = LOGS | HANDLER_LOGS
#: What a text holds in which a placeholder follows a quote.
_AFTER_QUOTE = ("'%", '"%', "'{", '"{')
#: Conversions of an f-string's values that show their texts: none, and `!s`.
_PLAIN = frozenset({-1, ord("s")})


def has_quoted_placeholder(document: Document) -> bool:
    """Whether a text that is formatted shows a value between two quotes, and is no text for machines by its looks."""
    known = document.fact(outline)
    if known is None:
        return True
    joined = _Joined(known)
    return any(
        _shows_in_quotes(text, read(text), is_whole=node not in joined) for node, text, read in _formatted(known)
    ) or any(_quotes_a_value(node, is_whole=node not in joined) for node in known.of_kind(ast.JoinedStr))


class _Joined:
    """The expressions that are joined to something else by `+`: what stands beside them may change what they are."""

    def __init__(self, known: Outline) -> None:
        self._known = known
        self._nodes: set[ast.expr] | None = None

    def __contains__(self, node: ast.expr) -> bool:
        if self._nodes is None:
            sums = (each for each in self._known.of_kind(ast.BinOp) if isinstance(each.op, ast.Add))
            self._nodes = {side for each in sums for side in (each.left, each.right)}
        return node in self._nodes


def _formatted(known: Outline) -> Iterator[tuple[ast.expr, str, Callable[[str], Format | None]]]:
    """Give the texts that are formatted other than as f-strings: the expression that is the text then, and how."""
    for operation in known.of_kind(ast.BinOp):
        if isinstance(operation.op, ast.Mod) and _may_quote(operation.left):
            yield operation, _text(operation.left), percent_format
    for call in known.of_kind(ast.Call):
        function = call.func
        if not isinstance(function, ast.Attribute):
            continue
        if function.attr in _FORMATTING and _may_quote(function.value):
            yield call, _text(function.value), brace_format
        elif function.attr in _LOGGING:
            for argument in (*call.args[:2], *(each.value for each in call.keywords if each.arg == "format")):
                if _may_quote(argument):
                    yield argument, _text(argument), percent_format
                    yield argument, _text(argument), brace_format


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _may_quote(node: ast.expr) -> bool:
    """Whether an expression is a text in which a placeholder may stand behind a quote."""
    text = _text(node)
    return bool(text) and any(pair in text for pair in _AFTER_QUOTE)


def _shows_in_quotes(text: str, wanted: Format | None, *, is_whole: bool) -> bool:
    """Whether a plain placeholder stands in quotes."""
    if wanted is None:
        return False
    pieces: list[str] = []
    places: list[int] = []
    at = shorter_by = 0
    for one in wanted.placeholders:
        if one.start < at:
            return True  # it stands in the format of another one
        pieces += (text[at : one.start], VALUE)
        if one.as_repr is not None:
            places.append(one.start - shorter_by)
        shorter_by += one.end - one.start - 1
        at = one.end
    return _is_candidate("".join((*pieces, text[at:])), places, is_whole=is_whole)


def _quotes_a_value(node: ast.JoinedStr, *, is_whole: bool) -> bool:
    """Whether a value of an f-string stands between two quotes of a kind."""
    places: list[int] = []
    prose = ""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            # `{x=}` comes as the text `x=` and a value: what is then taken for text may be none of the program's.
            is_whole = is_whole and not prose.rstrip().endswith("=")
            if part.format_spec is None and part.conversion in _PLAIN:
                places.append(len(prose))
            prose += VALUE
        else:
            prose += _text(part)
    return _is_candidate(prose, places, is_whole=is_whole)


def _is_candidate(prose: str, places: Sequence[int], *, is_whole: bool) -> bool:
    """Whether a value at one of these places of a text is quoted, as far as the text itself tells.

    If it is not the whole text, what stands beside it tells which quotes open and close.
    """
    quoted = [at for at in places if at and prose[at - 1] in "'\"" and prose[at - 1] == prose[at + 1 : at + 2]]
    if not quoted or not is_whole:
        return bool(quoted)
    own = (at for at in quoted if is_quoted(prose, at, at + 1) and not is_syntax(prose, at - 1))
    return any(own) and language(prose) is None
