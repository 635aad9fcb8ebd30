"""The blank that Python 2's `print` owes: when it is written, and what comes next.

After an item, `print` notes on the file that a blank is due (`softspace`); the next item printed to that file, or
`raw_input`, writes it. No blank is due after a str that ends in white space other than a blank. Writing a newline and
the file's own `write` forget it, and when a script ends, a blank that is still due on sys.stdout is written as a
newline (PRINT_ITEM and PRINT_NEWLINE in Python/ceval.c, Py_FlushLine in Python/pythonrun.c of Python 2.7).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from netfix.analysis.text.python2_strings import ends_in
from netfix.engine.python2_names import LOOPS, statement_of
from netfix.engine.python2_nodes import call_parts, dotted_text, without_parentheses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node


class Ending(Enum):
    """How the text of a printed item ends."""

    TEXT = auto()  # a blank is due
    LAYOUT = auto()  # in a newline, a tab or the like: none is
    UNKNOWN = auto()


class Next(Enum):
    """What may happen to a file after a print statement whose newline was suppressed."""

    ITEM = auto()  # an item is printed: the blank is written
    NEWLINE = auto()  # a bare `print`: it is not
    WRITE = auto()  # the file's own `write`: it is not
    EXIT = auto()  # the script ends
    CALL = auto()  # something unknown is called, which might print
    UNKNOWN = auto()  # the function ends


#: Functions whose result is printed as text that does not end in white space.
_TEXT_CALLS = frozenset({
    "repr", "len", "int", "float", "long", "abs", "id", "hash", "ord", "round", "bool", "hex", "oct", "type", "sum",
    "list", "dict", "tuple", "set", "range", "time.time",
})  # fmt: skip
#: Functions that print nothing themselves, whatever they are given of the built-in kinds.
_SILENT_CALLS = _TEXT_CALLS | frozenset({
    "str", "unicode", "chr", "unichr", "min", "max", "sorted", "zip", "map", "filter", "enumerate", "reversed",
    "xrange", "iter", "isinstance", "getattr", "hasattr", "open", "file", "time.sleep", "time.ctime", "time.strftime",
    "random.random", "random.randint", "random.choice", "os.path.join", "os.path.exists", "sys.stdout.flush",
    "sys.stderr.flush",
})  # fmt: skip
_SILENT_METHODS = frozenset({
    "append", "extend", "pop", "get", "keys", "values", "items", "split", "strip", "rstrip", "lstrip", "join",
    "replace", "startswith", "endswith", "find", "index", "count", "lower", "upper", "readline", "flush", "sort",
    "has_key", "format", "ljust", "rjust", "center", "zfill",
})  # fmt: skip
_STDOUT = "sys.stdout"
_CONVERSION = re.compile(r"%(?:\([^)]*\))?[#0\- +]*(?:\*|\d*)(?:\.(?:\*|\d*))?[hlL]?([A-Za-z%])")


def ending_of(node: Node) -> Ending:
    """Say how the text ends that `print` writes for an expression."""
    node = without_parentheses(node)
    last = ends_in(node) if node.kind in {"STRING", "atom"} else None
    if last is not None:
        return Ending.LAYOUT if last.isspace() and last != " " else Ending.TEXT
    match node.kind:
        case "NUMBER" | "comparison" | "not_test" | "testlist_comp":
            return Ending.TEXT
        case "atom":
            return Ending.TEXT if node.children[0].value in {"[", "{", "`", "("} else Ending.UNKNOWN
        case "arith_expr":
            return _ending_of_sum(node)
        case "term":
            return _ending_of_term(node)
        case "test":
            endings = {ending_of(node.children[0]), ending_of(node.children[4])}
            return endings.pop() if len(endings) == 1 else Ending.UNKNOWN
        case "power":
            return _ending_of_call(node)
        case _:
            return Ending.UNKNOWN


def _ending_of_sum(node: Node) -> Ending:
    """Say how `a + b` ends: as b, if that is text."""
    operator, last = node.children[-2:]
    ending = ending_of(last)
    return ending if operator.value == "+" and (ends_in(last) != "" or last.kind != "STRING") else Ending.UNKNOWN


def _ending_of_term(node: Node) -> Ending:
    """Say how `"…" % x` or `"-" * 70` ends."""
    template, operator = node.children[0], node.children[1]
    last = ends_in(without_parentheses(template))
    if len(node.children) != 3 or not last:  # noqa: PLR2004 - template, operator, values
        return Ending.UNKNOWN
    if operator.value == "*":
        return ending_of(template) if ending_of(template) is Ending.TEXT else Ending.UNKNOWN
    if operator.value != "%":
        return Ending.UNKNOWN
    leaves = list(without_parentheses(template).walk())
    conversions = list(_CONVERSION.finditer(leaves[-1].value))
    if conversions and conversions[-1].end() >= len(leaves[-1].value.rstrip("'\"")):
        return Ending.TEXT if conversions[-1][1] in "diouxXeEfFgGr%" else Ending.UNKNOWN
    return ending_of(template)


def _ending_of_call(node: Node) -> Ending:
    """Say how the result of a call ends."""
    called = call_parts(node)
    if called is not None:
        return Ending.TEXT if called[0] in _TEXT_CALLS else Ending.UNKNOWN
    last = ends_in(node.children[0])
    formatted = len(node.children) == 3 and node.children[1].children[-1].value == "format"  # noqa: PLR2004
    if last and formatted and last != "}":
        return ending_of(node.children[0])
    return Ending.UNKNOWN


def stream_of(destination: Node | None) -> str | None:
    """Give the text that stands for the file printed to; None if it is no plain name."""
    if destination is None or destination.value == "None":
        return _STDOUT
    return dotted_text(destination)


def what_follows(tree: Python2Tree, statement: Node, stream: str) -> frozenset[Next]:
    """Say what may next happen to `stream` after a print statement."""
    return frozenset(_Flow(tree, stream).after(statement))


class _Flow:
    """Follows a program from a statement to the next output on one file."""

    def __init__(self, tree: Python2Tree, stream: str) -> None:
        self._tree = tree
        self._stream = stream
        self._seen: set[int] = set()
        self._events: set[Next] = set()

    def after(self, statement: Node) -> set[Next]:
        """Give what may come after a statement."""
        pending = list(self._after(statement))
        while pending:
            node = pending.pop()
            if id(node) not in self._seen:
                self._seen.add(id(node))
                pending += self._through(node)
        return self._events

    def _through(self, statement: Node) -> Iterator[Node]:
        """Note what a statement does to the file, or give the statements that may run next."""
        match statement.kind:
            case "print_stmt" if self._prints_here(statement):
                return
            case "if_stmt" | "while_stmt" | "for_stmt" | "try_stmt" | "with_stmt" | "classdef":
                yield from self._into(statement)
            case "funcdef" | "decorated" | "import_from" | "import_name" | "global_stmt":
                yield from self._after(statement)
            case "return_stmt" | "raise_stmt" | "yield_expr":
                self._events.add(Next.UNKNOWN)
            case "NAME" if statement.value in {"return", "yield"}:
                self._events.add(Next.UNKNOWN)
            case "NAME" if statement.value == "break":
                yield from self._after(_loop_of(statement))
            case "NAME" if statement.value == "continue":
                yield _loop_of(statement)
            case _:
                if not self._ends_here(statement):
                    yield from self._after(statement)

    def _prints_here(self, statement: Node) -> bool:
        """Whether a print statement prints to the file; what it does first is noted."""
        children = statement.children
        destination = children[2] if len(children) > 1 and children[1].value == ">>" else None
        if stream_of(destination) != self._stream:
            return False
        items = children[1:] if destination is None else children[4:]
        self._events.add(Next.ITEM if items else Next.NEWLINE)
        return True

    def _ends_here(self, node: Node) -> bool:
        """Whether an expression or simple statement decides what happens to the file; calls are noted."""
        for power in node.walk():
            if power.kind == "exec_stmt":
                self._events.add(Next.CALL)
            if power.kind != "power" or power.children[-1].kind != "trailer":
                continue
            called = call_parts(power)
            name = called[0] if called is not None else ""
            if name in {f"{self._stream}.write", f"{self._stream}.writelines"}:
                self._events.add(Next.WRITE)
                return True
            if name in {"raw_input", "input"} and self._stream == _STDOUT:
                self._events.add(Next.ITEM)
                return True
            if name in {"sys.exit", "exit", "quit"}:
                self._events.add(Next.EXIT)
                return True
            self._note_call(power, name)
        return False

    def _note_call(self, power: Node, name: str) -> None:
        """Note that something is called which might print."""
        calls = [
            trailer for trailer in power.children if trailer.kind == "trailer" and trailer.children[0].value == "("
        ]
        before = power.children[-2]
        method = before.children[1].value if before.kind == "trailer" and before.children[0].value == "." else ""
        if calls and name not in _SILENT_CALLS and method not in _SILENT_METHODS:
            self._events.add(Next.CALL)

    def _into(self, statement: Node) -> Iterator[Node]:
        """Give the first statements of the blocks of a compound statement, and what follows if none is entered."""
        may_skip = statement.kind in {"if_stmt", "for_stmt", "while_stmt"}
        is_try = statement.kind == "try_stmt"
        for at, child in enumerate(statement.children):
            if child.is_token(":"):
                yield first_statement(statement.children[at + 1])
            elif child.is_token("else", "finally"):
                may_skip = False
                if is_try:
                    return
            elif not child.is_leaf and child.kind not in {"suite", "simple_stmt"} and self._ends_here(child):
                return
        if may_skip and not _loops_for_ever(statement):
            yield from self._after(statement)

    def _after(self, statement: Node) -> Iterator[Node]:
        """Give what runs after a statement has come to its end."""
        parent = statement.parent
        if parent is None:
            return
        place = next(at for at, child in enumerate(parent.children) if child is statement)
        if parent.kind == "simple_stmt":
            following = [child for child in parent.children[place + 1 :] if child.kind not in {"SEMI", "NEWLINE"}]
            yield from following[:1] or self._after(parent)
        elif parent.kind in {"suite", "file_input"}:
            following = [
                child for child in parent.children[place + 1 :] if child.kind not in {"DEDENT", "ENDMARKER", "NEWLINE"}
            ]
            if following:
                yield first_statement(following[0])
            elif parent.kind == "suite":
                yield from self._after(parent)
            else:
                self._events.add(Next.EXIT)
        else:
            yield from self._after_block(parent, statement)

    def _after_block(self, owner: Node, block: Node) -> Iterator[Node]:
        """Give what runs after a block of a compound statement."""
        at = next(at for at, child in enumerate(owner.children) if child is block)
        words = [child.value for child in owner.children[:at] if child.kind == "NAME"]
        if owner.kind == "funcdef":
            self._events.add(Next.UNKNOWN)
        elif owner.kind in LOOPS and words[-1:] != ["else"]:
            yield owner
        elif owner.kind == "try_stmt" and words == ["try"] and owner.tokens("else"):
            otherwise = owner.tokens("else")[0]
            yield first_statement(owner.children[owner.children.index(otherwise) + 2])
        elif owner.kind == "try_stmt" and "finally" not in words and owner.tokens("finally"):
            yield first_statement(owner.children[-1])
        else:
            yield from self._after(owner)


def _loops_for_ever(statement: Node) -> bool:
    """Whether a loop is a `while` that only ends by `break`."""
    return statement.kind == "while_stmt" and statement.children[1].value in {"1", "True"}


def _loop_of(node: Node) -> Node:
    loop = node.enclosing(*LOOPS)
    return loop if loop is not None else statement_of(node)


def first_statement(block: Node) -> Node:
    """Give the first statement of a block; of `a; b`, a."""
    if block.kind == "suite":
        block = next(child for child in block.children if child.kind not in {"NEWLINE", "INDENT"})
    return block.children[0] if block.kind == "simple_stmt" else block
