"""The parsers, and the ways in which they refuse a text made one: `ParseFailed`."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

    import libcst as cst

#: Brackets nested deeper than this are refused. CPython's tokenizer stops at 200 (MAXLEVEL in Parser/tokenizer.h);
#: LibCST ends the process with SIGSEGV somewhere below 3,000.
MAX_BRACKETS = 200


class ParseFailed(Exception):
    """A text is not the syntax it was read as. `line` is 1-based, or None; `reason` one line for people."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


_BRACKETS = re.compile(
    r"""(?P<skip>\#[^\n]*|[rRbBuUfF]{0,2}(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|\'\'\'(?:\\.|[^\\])*?\'\'\'
    |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?P<open>[(\[{])|(?P<close>[)\]}])""",
    re.VERBOSE | re.DOTALL,
)


def bracket_depth(text: str) -> int:
    """Give how deep brackets nest in a program's text; those in strings and comments do not count."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        if found["open"]:
            depth += 1
            deepest = max(deepest, depth)
        elif found["close"]:
            depth -= 1
    return deepest


def refuse_deep_brackets(text: str) -> None:
    """Raise ParseFailed for a text whose brackets nest deeper than any Python reads them."""
    if text.count("(") + text.count("[") + text.count("{") > MAX_BRACKETS and bracket_depth(text) > MAX_BRACKETS:
        raise ParseFailed(None, f"brackets nest deeper than {MAX_BRACKETS} levels")


def parse_module(text: str) -> cst.Module:
    """Parse by LibCST, all of whose ways to refuse become ParseFailed."""
    refuse_deep_brackets(text)
    import libcst as cst  # noqa: PLC0415 - half a second of CPU, which most files need not pay

    try:
        with _unchecked():
            return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise ParseFailed(error.raw_line, _first_line(error.message)) from error
    except (SyntaxError, ValueError, LookupError) as error:
        raise ParseFailed(None, _first_line(str(error))) from error
    except RecursionError as error:
        raise ParseFailed(None, "nests too deep to be parsed") from error


@lru_cache(maxsize=2)
def parse_with_cpython(text: str) -> ast.Module:
    """Parse by the Python that runs netfix: ten times as fast, but it knows no newer syntax. Raises ParseFailed.

    The last trees are kept: several ask for the same. Nobody may change one.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except SyntaxError as error:
            raise ParseFailed(error.lineno, error.msg) from error
        except ValueError as error:
            raise ParseFailed(None, str(error)) from error
        except (RecursionError, MemoryError) as error:
            raise ParseFailed(None, "nests too deep to be parsed") from error


@contextmanager
def _unchecked() -> Generator[None]:
    """Keep nodes from checking themselves, an eighth of the time: what the parser makes is right by construction."""
    import libcst as cst  # noqa: PLC0415 - as above

    node: Any = cst.CSTNode
    check = node.__post_init__
    node.__post_init__ = _accept
    try:
        yield
    finally:
        node.__post_init__ = check


def _accept(_node: cst.CSTNode) -> None:
    """Find nothing wrong with a node."""


@lru_cache(maxsize=1)
def symbols_of(text: str) -> symtable.SymbolTable | None:
    """Give what the compiler of the Python that runs netfix knows of a text's names, None if it refuses the text.

    It is two thirds of the price of its syntax tree. The one before is kept, as several ask for the same.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes that are none: not ours to tell
        try:
            return symtable.symtable(text, "<text>", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _first_line(message: str) -> str:
    return message.strip().split("\n", 1)[0]
