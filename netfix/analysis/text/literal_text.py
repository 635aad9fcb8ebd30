"""The text of string literals as it is at run time, and where in the source each of its characters stands.

So that a codemod can look for words in what will be read, and edit what was written with its escapes and prefixes.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from netfix.analysis.text.quotation import VALUE
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netfix.engine.tree import Tree

    _Literal = cst.SimpleString | cst.FormattedString

#: What an escape sequence begins with; one that is none of these is two characters, as Python has it.
_ESCAPE = re.compile(r"\\(?:\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)", re.DOTALL)
#: Characters that mean something here. Whoever writes them as `\x27` has a reason, and is left alone.
_SIGNIFICANT = "'\"%{}\\"
#: An escape sequence that is longer than two characters is never a quote in its plain form.
_PLAIN_ESCAPE = 2


@dataclass(frozen=True, slots=True)
class Character:
    """One character at run time; it stands at `start` to `end` of the source of `node`, a literal or a part of one.

    `piece` counts the adjacent literals. `field` is the expression of an f-string that makes this "character".
    """

    value: str
    node: cst.CSTNode
    start: int
    end: int
    piece: int
    field: cst.FormattedStringExpression | None = None


@dataclass(frozen=True)
class LiteralText:
    """A text literal, adjacent ones taken together: `literals`.

    `value` is the text, with U+FFFC for each expression of an f-string. `is_formatted` says that an f-string is among
    the literals, `is_unicode` that one has the prefix `u`, `is_raw` that one is raw.
    """

    value: str
    literals: tuple[_Literal, ...]
    is_formatted: bool
    is_unicode: bool
    is_raw: bool

    @cached_property
    def characters(self) -> tuple[Character, ...]:
        """Where each character of `value` stands. Most texts are only read, so it waits until somebody asks."""
        return tuple(one for one in _read(self.literals) if one is not None)

    def is_written_as_is(self, start: int, end: int) -> bool:
        """Whether the characters `start` to `end` stand side by side in one literal."""
        run = self.characters[start:end]
        return all(_are_neighbours(one, other) for one, other in pairwise(run))

    def span(self, tree: Tree, start: int, end: int) -> tuple[int, int]:
        """Give the offsets of the file's text at which the characters `start` to `end` stand."""
        return _span(tree, self.characters[start])[0], _span(tree, self.characters[end - 1])[1]


def _are_neighbours(one: Character, other: Character) -> bool:
    if one.node is other.node:
        return one.end == other.start
    ends = one.field is not None or (isinstance(one.node, cst.FormattedStringText) and one.end == len(one.node.value))
    return one.piece == other.piece and ends and other.start == 0


def literal_text(node: cst.CSTNode) -> LiteralText | None:
    """Read a text literal, formatted or not; None for another node, for bytes, and where escapes hide quotes."""
    if not isinstance(node, (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)):
        return None
    literals: list[_Literal] = []
    for literal in _pieces(node):
        if not isinstance(literal, (cst.SimpleString, cst.FormattedString)) or "b" in literal.prefix.lower():
            return None
        literals.append(literal)
    value = _plain_value(literals)
    if value is None:
        read = list(_read(literals))
        if None in read:
            return None
        value = "".join(one.value for one in read if one is not None)
    prefixes = [literal.prefix.lower() for literal in literals]
    return LiteralText(
        value=value,
        literals=tuple(literals),
        is_formatted=any("f" in prefix for prefix in prefixes),
        is_unicode=any("u" in prefix for prefix in prefixes),
        is_raw=any("r" in prefix for prefix in prefixes),
    )


def _plain_value(literals: Sequence[_Literal]) -> str | None:
    """Give the text of literals that stand for themselves: without escapes and expressions; None of others."""
    bodies: list[str] = []
    for literal in literals:
        if isinstance(literal, cst.FormattedString) or "\\" in literal.value:
            return None
        bodies.append(_body(literal))
    return "".join(bodies)


def _read(literals: Iterable[_Literal]) -> Iterator[Character | None]:
    """Give the characters of adjacent literals; None for an escape that hides what matters here."""
    for piece, literal in enumerate(literals):
        yield from _formatted(literal, piece) if isinstance(literal, cst.FormattedString) else _simple(literal, piece)


def _pieces(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """Give adjacent literals one by one."""
    while isinstance(node, cst.ConcatenatedString):
        yield node.left
        node = node.right
    yield node


def _simple(literal: cst.SimpleString, piece: int) -> Iterator[Character | None]:
    start = len(literal.prefix) + len(literal.quote)
    yield from _characters(_body(literal), literal, start, piece, raw="r" in literal.prefix.lower())


def _body(literal: cst.SimpleString) -> str:
    """Give what stands between a literal's quotes."""
    return literal.value[len(literal.prefix) + len(literal.quote) : -len(literal.quote)]


def _formatted(literal: cst.FormattedString, piece: int) -> Iterator[Character | None]:
    raw = "r" in literal.prefix.lower()
    for part in literal.parts:
        if isinstance(part, cst.FormattedStringText):
            yield from _without_doubled_braces(_characters(part.value, part, 0, piece, raw=raw))
        elif isinstance(part, cst.FormattedStringExpression):
            yield Character(VALUE, part, 0, 0, piece, part)


def _without_doubled_braces(characters: Iterator[Character | None]) -> Iterator[Character | None]:
    held: Character | None = None
    for one in characters:
        if held is not None:
            held = None
            continue  # the second of two braces that stand for one
        held = one if one is not None and one.value in "{}" else None
        yield one


def _characters(body: str, node: cst.CSTNode, offset: int, piece: int, *, raw: bool) -> Iterator[Character | None]:
    """Give the characters that a literal's body stands for; None for an escape that hides what matters here."""
    at = 0
    while at < len(body):
        match = None if raw or body[at] != "\\" else _ESCAPE.match(body, at)
        end = match.end() if match else at + 1
        value = _unescaped(body[at:end]) if match else body[at]
        if value is None:
            yield None
        else:
            for character in value:
                yield Character(character, node, offset + at, offset + end, piece)
        at = end


def _unescaped(escape: str) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `\d` is two characters, with a warning
            value = str(ast.literal_eval(f'"""{escape}"""'))
    except (SyntaxError, ValueError):
        return None
    return None if value in tuple(_SIGNIFICANT) and len(escape) > _PLAIN_ESCAPE else value


def _span(tree: Tree, character: Character) -> tuple[int, int]:
    if character.field is not None:
        return tree.full_span(character.field)
    node = character.node
    offset = (tree.position(node) if isinstance(node, cst.BaseString) else tree.full_span(node))[0]
    return offset + character.start, offset + character.end
