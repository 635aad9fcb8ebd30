"""Python 2 text to syntax tree, by fissix's tokenizer and parser. The only import of fissix.

fissix is imported when the first Python 2 text is parsed. Its tokenizer reads Python 3 as well, so tokens which
Python 2.7 does not have are refused here; the rest is up to the grammar.
"""

from __future__ import annotations

import importlib
import io
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from netfix.engine.parsing import MAX_BRACKETS, ParseFailed, refuse_deep_brackets
from netfix.engine.python2_automaton import Automaton, Unexpected
from netfix.engine.python2_grammar import GRAMMAR, STATEMENT_KEYWORDS
from netfix.engine.python2_nodes import Node, in_source_order
from netfix.engine.python2_tokens import Unusual, Vocabulary, leaves_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Kind, text, place where it starts, place where it ends (1-based line and column), the line.
_Raw: TypeAlias = "tuple[int, str, tuple[int, int], tuple[int, int], str]"

_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_STRING_PREFIX = re.compile(r"(?i)(?:u|b|ur|br|r)?['\"]")


def parse_python2(text: str, statements: frozenset[str]) -> tuple[list[Node], list[Node]]:
    """Parse `text`; of `print` and `exec`, those in `statements` are statements.

    Gives the leaves in order, and the other nodes, each after those in it: the root is the last. Raises ParseFailed.
    """
    automaton, vocabulary = automaton_of(statements)
    leaves: list[Node] = []
    tokens: Iterable[tuple[int, Node]]
    try:
        labels, leaves = leaves_of(text, vocabulary)
        tokens = zip(labels, leaves, strict=True)
    except Unusual:
        refuse_deep_brackets(text)
        tokens = _noted(fissix_tokens(text), automaton, leaves)
    try:
        inner = automaton.read(tokens)
    except Unexpected as error:
        raise ParseFailed(line_of(text, error.leaf.start), _complaint(error.leaf)) from error
    if inner is None:
        raise ParseFailed(None, "the text ends too early")
    for node in in_source_order(node for node in inner if node.kind == "arglist"):
        _refuse_positional_after_star(text, node)
    return leaves, inner


def _noted(tokens: Iterable[Node], automaton: Automaton, leaves: list[Node]) -> Iterator[tuple[int, Node]]:
    """Give tokens with their labels, and add them to `leaves`."""
    for leaf in tokens:
        leaf.first = leaf.last = len(leaves)
        leaves.append(leaf)
        yield automaton.label(leaf), leaf


def line_of(text: str, offset: int) -> int:
    """Give the 1-based line of an offset."""
    return text.count("\n", 0, offset) + 1


def line_starts(text: str) -> list[int]:
    """Give the offset at which each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _complaint(leaf: Node) -> str:
    if leaf.kind in {"INDENT", "DEDENT"}:
        return f"unexpected {leaf.kind.lower()}"
    return f"invalid syntax at {leaf.value!r}" if leaf.value.strip() else "invalid syntax at the end of the line"


@cache
def _fissix(name: str) -> Any:
    """Import a module of fissix's parser, which has neither annotations nor stubs."""
    return importlib.import_module(f"fissix.pgen2.{name}")


@cache
def automaton_of(statements: frozenset[str]) -> tuple[Automaton, Vocabulary]:
    """Give the automaton of Python 2.7's grammar, and the texts of its tokens.

    It is generated in each process, which takes some milliseconds: fissix would keep tables in the user's home.
    """
    tables = _fissix("pgen").ParserGenerator("Python 2.7", io.StringIO(GRAMMAR)).make_grammar()
    for keyword in set(STATEMENT_KEYWORDS) - statements:
        del tables.keywords[keyword]
    names = _fissix("token").tok_name
    automaton = Automaton(tables, names)
    return automaton, Vocabulary(automaton, {text: names[kind] for text, kind in _fissix("grammar").opmap.items()})


def _refuse_positional_after_star(text: str, arguments: Node) -> None:
    """Raise ParseFailed for `f(*a, b)`, which only Python 3 takes. It is no matter of grammar in Python 2."""
    starred = False
    for argument, following in pairwise(arguments.children):
        starred = starred or argument.kind == "STAR"
        named = following.kind == "DOUBLESTAR" or (
            following.kind == "argument" and following.children[1].kind == "EQUAL"
        )
        if starred and argument.kind == "COMMA" and not named:
            raise ParseFailed(line_of(text, following.start), "only named arguments may follow *arguments in Python 2")


def fissix_tokens(text: str) -> Iterator[Node]:
    """Give the tokens that the grammar knows, as fissix reads them. Raises ParseFailed."""
    token, opmap = _fissix("token"), _fissix("grammar").opmap
    starts = line_starts(text)
    size = len(text)
    end = depth = 0
    for kind, value, (row, column), _, _ in _with_long_binaries(_raw_tokens(text)):
        if kind in {token.DEDENT, token.ENDMARKER}:
            # fissix places these at the next statement, after the comments between.
            yield Node(token.tok_name[kind], "", end, end)
            continue
        start = starts[row - 1] + column
        end = min(start + len(value), size)
        if text[start:end] != value and kind != token.NEWLINE:
            raise ParseFailed(row, f"the parser misplaces {value!r}")
        depth += (value in _OPENING) - (value in _CLOSING)
        if depth > MAX_BRACKETS:
            raise ParseFailed(row, f"brackets nest deeper than {MAX_BRACKETS} levels")
        yield Node(token.tok_name[opmap[value] if kind == token.OP else kind], value, start, end)


def _raw_tokens(text: str) -> Iterator[_Raw]:
    """Give fissix's tokens without comments, as Python 2.7 would have them. Raises ParseFailed."""
    token, tokenize = _fissix("token"), _fissix("tokenize")
    complete = _with_last_line_ended(text)
    try:
        for kind, value, start, end, line in tokenize.generate_tokens(io.StringIO(complete).readline):
            _refuse_python3(kind, value, start[0])
            if kind in {token.ASYNC, token.AWAIT}:
                yield token.NAME, value, start, end, line
            elif kind not in {token.COMMENT, token.NL}:
                yield kind, value, start, end, line
    except tokenize.TokenError as error:
        raise ParseFailed(error.args[1][0], error.args[0]) from error
    except IndentationError as error:
        raise ParseFailed(error.lineno, error.msg) from error


def _with_long_binaries(tokens: Iterator[_Raw]) -> Iterator[_Raw]:
    """Join `0b1` and `L`, which fissix takes for a number and a name."""
    number = _fissix("token").NUMBER
    before: _Raw | None = None
    for token in tokens:
        if before is not None and token[1] in {"l", "L"} and before[3] == token[2]:
            yield number, before[1] + token[1], before[2], token[3], token[4]
            before = None
            continue
        if before is not None:
            yield before
            before = None
        if token[0] == number and token[1][:2] in {"0b", "0B"}:
            before = token
        else:
            yield token


def _with_last_line_ended(text: str) -> str:
    """End the last line, as Python does; a backslash at the very end continues nothing."""
    stripped = text.rstrip("\n")
    if stripped.endswith("\\") and len(text) - len(stripped) <= 1:
        return stripped[:-1] + " \n"
    return text if text.endswith("\n") or not text else text + "\n"


def _refuse_python3(kind: int, value: str, line: int) -> None:
    """Raise ParseFailed for a token that Python 2.7 does not have."""
    token = _fissix("token")
    if kind == token.ERRORTOKEN:
        _refuse(line, f"invalid token {value.strip()[:20]!r}")
    if kind == token.STRING and not _STRING_PREFIX.match(value):
        _refuse(line, f"a string literal {value[:10]}… is not Python 2")
    if kind == token.NUMBER and ("_" in value or value[:2] == "0_"):
        _refuse(line, f"the number {value} is not Python 2")
    if kind == token.NAME and not value.isascii():
        _refuse(line, f"the name {value} is not Python 2")


def _refuse(line: int, reason: str) -> NoReturn:
    raise ParseFailed(line, reason)
