"""Whether a text is Python 2 or Python 3.

Many texts are both. What a text is read as then decides what is done to it: a Python 3 program that is taken for
Python 2 would be damaged, one that is taken for Python 3 although it is Python 2 is only left alone. So Python 3 is
the answer wherever a text parses as such and nothing but Python 2 explains it.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.languages import Dialect, Target
from netfix.engine.lazy import cst
from netfix.engine.needles import content_of
from netfix.engine.normalise import normalise
from netfix.engine.parsing import ParseFailed, parse_module, parse_with_cpython, symbols_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.dialect_evidence import Evidence


_OLD_NAMES = "raw_input|xrange|unichr|basestring|execfile|unicode|has_key|iteritems|itervalues|iterkeys"
_OLD_MODULES = (
    "urllib2|urlparse|cStringIO|StringIO|ConfigParser|Queue|SocketServer|httplib|cPickle|commands|thread|cookielib"
    "|Cookie|BaseHTTPServer|SimpleHTTPServer|CGIHTTPServer|SimpleXMLRPCServer|DocXMLRPCServer|xmlrpclib|HTMLParser"
    "|htmlentitydefs|Tkinter|md5|sha|rfc822|mimetools|robotparser|copy_reg|anydbm|UserDict|__builtin__"
)
#: Words without which no text hints at Python 2, but for the first line.
_HINTING = frozenset(f"{_OLD_NAMES}|{_OLD_MODULES}|urllib".encode().split(b"|"))
_INNER_STATEMENT = re.compile(r"^[ \t]*(?:global\b|[ \t]from\b[^\n]*\bimport[ \t]*\*)", re.MULTILINE)
#: What CPython says of programs that it would parse if they did not go so deep.
_TOO_MUCH = re.compile(r"too many|nests too deep|too complex")
_OLD_STATEMENTS = frozenset({b"print", b"exec"})
#: What begins with a letter is searched for by memchr; behind a boundary it is not, which takes ten times as long.
_EXCEPT_WITH_COMMA = re.compile(r"except\b(?![ \t]*\([^()\n]*\)[ \t]*(?:as[ \t]+\w+[ \t]*)?:)[^\n]*,")

#: Where an f-string may begin. What is before it is looked at last, as few places come to that.
_F_STRING = re.compile(r"[fF](?<!\w.)[rR]?['\"]|[rR](?<!\w.)[fF]['\"]")


def detect(text: str, target: Target) -> Dialect:
    """Say what `text` is. Raises ParseFailed, with the complaints of both parsers, if it is neither.

    With the target py27 a text that is both counts as Python 2, unless it says of itself that it is not.
    """
    if target is Target.PY3 and _is_plainly_python3(text):
        return Dialect.PYTHON3
    try:
        module = parse_with_cpython(text)
    except ParseFailed as error:
        return _not_for_this_python(text, error)
    pairs = list(_pairs_of_ast(module)) if _EXCEPT_WITH_COMMA.search(text) else []
    compiles = _compiles(module, text)
    if target is Target.PY3 and compiles and not (pairs or _has_hint(text) or _has_odd_statement(module, text)):
        return Dialect.PYTHON3
    if not pairs and _has_new_syntax(module, text):
        return Dialect.PYTHON3
    return _either(text, target, pairs, compiles=compiles)


def _is_plainly_python3(text: str) -> bool:
    """Whether Python 3 reads a text and nothing in it needs a closer look: so it is for most, without a syntax tree."""
    if _has_old_statement(text) or _has_inner_statement(text) or _EXCEPT_WITH_COMMA.search(text):
        return False
    return not _has_hint(text) and symbols_of(text) is not None


def _has_new_syntax(module: ast.Module, text: str) -> bool:
    """Whether a text has what Python 2's grammar has no place for, by a look that takes a hundredth of its parse."""
    if any(map(_is_new, _statements(module))):
        return True
    return _F_STRING.search(text) is not None and any(isinstance(node, ast.JoinedStr) for node in ast.walk(module))


def _is_new(statement: ast.AST) -> bool:
    match statement:
        case ast.AnnAssign() | ast.AsyncFunctionDef() | ast.Nonlocal() | ast.FunctionDef(returns=ast.expr()):
            return True
        case ast.FunctionDef(args=ast.arguments(kwonlyargs=[_, *_])):
            return True
        case ast.FunctionDef(args=arguments):
            named = (*arguments.posonlyargs, *arguments.args, arguments.vararg, arguments.kwarg)
            return any(each is not None and each.annotation is not None for each in named)
        case _:
            return False


def _statements(module: ast.Module) -> Iterator[ast.AST]:
    """Give the statements, and the clauses of `try` and `match`, outer ones first: a tenth of all nodes."""
    waiting: deque[ast.AST] = deque([module])
    while waiting:
        node = waiting.popleft()
        yield node
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            waiting.extend(getattr(node, name, ()))


def _words(text: str) -> frozenset[bytes]:
    return content_of(text.encode("utf-8", "surrogatepass")).words


def _has_old_statement(text: str) -> bool:
    """Whether a word stands in a text that is a statement in Python 2."""
    return not _OLD_STATEMENTS.isdisjoint(_words(text))


def _has_inner_statement(text: str) -> bool:
    """Whether there is a statement that Python 3 refuses in some places only."""
    return not _words(text).isdisjoint((b"global", b"import")) and _INNER_STATEMENT.search(text) is not None


def _has_hint(text: str) -> bool:
    """Whether something stands in a text that is hardly found in Python 3; then it is looked at more closely."""
    is_possible = text.startswith("#!") or not _HINTING.isdisjoint(_words(text))
    return is_possible and _hints().search(text) is not None


@cache
def _hints() -> re.Pattern[str]:
    return re.compile(
        r"\A#![^\n]*python2"
        rf"|\b(?:{_OLD_NAMES})\b"
        rf"|^[ \t]*(?:import[ \t]+(?:[^\n#]*\b)?|from[ \t]+(?:[^\n#]*;[^\n#]*\b)?)(?:{_OLD_MODULES})\b"
        r"|\burllib\.(?:urlopen|urlencode|quote|unquote|urlretrieve)",
        re.MULTILINE,
    )


def _either(text: str, target: Target, pairs: list[Pair], *, compiles: bool) -> Dialect:
    """Decide on a text that parses as Python 3 and may be Python 2."""
    try:
        evidence = _evidence(text)
    except ParseFailed as complaint:
        _refuse_misread(pairs, text, complaint)
        return Dialect.PYTHON3
    if evidence.tree.complaint is not None:
        return Dialect.PYTHON3
    if pairs and (not evidence.for_python3 or evidence.outweighs_python3):
        return Dialect.PYTHON2
    if pairs:
        _refuse_misread(pairs, text, evidence.refusal)
        return Dialect.PYTHON3
    if target is Target.PY27:
        return Dialect.PYTHON3 if evidence.for_python3 or evidence.prints_by_function else Dialect.PYTHON2
    python2 = evidence.speaks_for_python2 or not (compiles or evidence.for_python3)
    return Dialect.PYTHON2 if python2 else Dialect.PYTHON3


def _not_for_this_python(text: str, complaint: ParseFailed) -> Dialect:
    """Decide on a text that the running Python does not parse: Python 2, or newer than that, or too much for it."""
    if _TOO_MUCH.match(complaint.reason) and _parses_with_libcst(text):
        return Dialect.PYTHON3
    try:
        evidence = _evidence(text)
    except ParseFailed as other:
        return _newer(text, complaint, other)
    if not evidence.for_python3:
        return Dialect.PYTHON2
    if evidence.is_python2_by_pairs_only:
        return _newer(text, complaint, evidence.refusal)
    if evidence.outweighs_python3:
        return Dialect.PYTHON2
    raise _both(complaint, evidence.refusal)


def _newer(text: str, complaint: ParseFailed, other: ParseFailed) -> Dialect:
    """Decide on a text that neither the running Python nor Python 2 parses: LibCST may know its syntax."""
    try:
        module = parse_module(normalise(text).new)
    except ParseFailed:
        raise _both(complaint, other) from None
    if _EXCEPT_WITH_COMMA.search(text):
        _refuse_misread(list(_pairs_of_libcst(module)), text, other, complaint)
    return Dialect.PYTHON3


def _parses_with_libcst(text: str) -> bool:
    try:
        parse_module(normalise(text).new)
    except ParseFailed:
        return False
    return True


def _evidence(text: str) -> Evidence:
    """Look at a text as Python 2. Raises ParseFailed if it is not."""
    from netfix.engine.dialect_evidence import Evidence  # noqa: PLC0415 - imports fissix
    from netfix.engine.python2 import Python2Tree  # noqa: PLC0415 - imports fissix

    return Evidence(Python2Tree.parse(normalise(text).new))


def _both(python3: ParseFailed, python2: ParseFailed) -> ParseFailed:
    """Give one error that says what either parser has to say."""
    complaints = (("Python 3", python3), ("Python 2", python2))
    said = [f"not {name} ({f'line {error.line}: ' if error.line else ''}{error.reason})" for name, error in complaints]
    return ParseFailed(python3.line, " and ".join(said))


class Pair(NamedTuple):
    """`except A, B:` at a line: Python 2 catches A as B, Python 3.14 catches both. `second` is B."""

    line: int
    second: str

    def is_of_classes(self, text: str) -> bool:
        """Whether B is called like a class, or the text binds it elsewhere, so that it may well be one."""
        first, _, last = self.second.rpartition(".")
        if first:
            return not first.startswith("self")
        if last.lstrip("_")[:1].isupper():
            return True
        name = re.escape(last)
        bound = rf"\bimport\b[^\n]*\b{name}\b|\b(?:as|class)[ \t]+{name}\b|^[ \t]*{name}[ \t]*(?:=[^=]|:)"
        return re.search(bound, text, re.MULTILINE) is not None


def _refuse_misread(pairs: list[Pair], text: str, python2: ParseFailed, python3: ParseFailed | None = None) -> None:
    """Raise ParseFailed if a modern text says `except A, e`: valid since Python 3.14, but never what was meant."""
    for pair in pairs:
        if not pair.is_of_classes(text):
            meant = f"`except …, {pair.second}` does not bind {pair.second}"
            raise _both(python3 or ParseFailed(pair.line, meant), python2)


def _pairs_of_ast(module: ast.Module) -> Iterator[Pair]:
    """Give the pairs in what CPython parsed. A tuple in parentheses begins before its first item."""
    for node in _statements(module):
        if not isinstance(node, ast.ExceptHandler) or not isinstance(node.type, ast.Tuple):
            continue
        caught = node.type
        bare = (caught.lineno, caught.col_offset) == (caught.elts[0].lineno, caught.elts[0].col_offset)
        if bare and len(caught.elts) == 2:  # noqa: PLR2004 - a pair
            yield Pair(node.lineno, ast.unparse(caught.elts[1]))


def _pairs_of_libcst(module: cst.Module) -> Iterator[Pair]:
    """Give the pairs in what LibCST parsed, without their lines."""
    pending: list[cst.CSTNode] = [module]
    while pending:
        node = pending.pop()
        if isinstance(node, cst.ExceptHandler) and isinstance(node.type, cst.Tuple) and not node.type.lpar:
            items = node.type.elements
            if len(items) == 2:  # noqa: PLR2004 - a pair
                yield Pair(0, module.code_for_node(items[1].value))
        pending += node.children


def _compiles(module: ast.Module, text: str) -> bool:
    """Whether Python 3 compiles what it parsed, as far as a Python 2 program may have reasons that it does not.

    A `global` below a use of its name, and `from m import *` in a function, are only warned of in Python 2.
    """
    if not _has_inner_statement(text):
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(module, "<text>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _has_odd_statement(module: ast.Module, text: str) -> bool:
    """Whether an expression stands alone that only Python 2 makes sense of.

    Those are a bare `print`, `print >>f, x`, `print ("a"), b`, `print ("%s") % x` and `exec (code) in namespace`.
    """
    return _has_old_statement(text) and any(
        _is_odd(node.value) for node in _statements(module) if isinstance(node, ast.Expr)
    )


def _is_odd(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return False
    if isinstance(value, ast.Compare):
        return isinstance(value.ops[0], ast.In) and _begins_with(value.left, "exec")
    return _begins_with(value, "print")


def _begins_with(value: ast.expr, name: str) -> bool:
    """Whether the first token of an expression that does not begin with a parenthesis is `name`."""
    while not isinstance(value, ast.Name):
        match value:
            case ast.Tuple(elts=[first, *_]) | ast.BinOp(left=first) | ast.Compare(left=first) | ast.IfExp(body=first):
                value = first
            case ast.Call(func=first) | ast.Attribute(value=first) | ast.Subscript(value=first):
                value = first
            case ast.BoolOp(values=[first, *_]):
                value = first
            case _:
                return False
    return value.id == name


__all__ = ["Dialect", "Pair", "Target", "detect"]
