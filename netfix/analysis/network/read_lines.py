"""Which values of a Python 2 program are lines read from a file, newline and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.python2_names import is_bound_here, is_variable, scope_of, scope_of_name, variables
from netfix.engine.python2_nodes import call_parts

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node

_FILE_CALLS = frozenset({
    "open", "file", "codecs.open", "io.open", "gzip.open", "bz2.BZ2File", "os.popen", "os.fdopen", "fileinput.input",
    "urllib.urlopen", "urllib2.urlopen",
})  # fmt: skip
_LINE_LISTS = ("readlines", "xreadlines", "makefile")
#: What cuts a text into pieces that have lost their newlines.
_PIECES = ("split", "splitlines", "rsplit", "keys", "values", "items", "strip", "rstrip")
_FILES = frozenset({"sys.stdin", "stdin", "sys.__stdin__"})


def may_be_line(tree: Python2Tree, node: Node) -> bool:
    """Whether a variable called `line` goes through something that may well be a file, as far as can be seen."""
    if node.kind != "NAME" or not node.value.endswith("line"):
        return False
    scope = scope_of(node)
    bindings = [leaf for leaf in _bindings(tree, node) if scope_of_name(leaf) is scope]
    return bool(bindings) and all(
        leaf.parent is not None and leaf.parent.kind == "for_stmt" and _may_be_file(tree, leaf.parent.children[3])
        for leaf in bindings
    )


def _may_be_file(tree: Python2Tree, iterable: Node) -> bool:
    """Whether something that is gone through may be a file: a name or call that nothing shows to be anything else."""
    if iterable.kind not in {"NAME", "power"} or _called_method(iterable) in _PIECES:
        return False
    statements = [leaf.parent for leaf in _bindings(tree, iterable)] if iterable.kind == "NAME" else []
    values = [parent.children[-1] for parent in statements if parent is not None and parent.kind == "expr_stmt"]
    return all(value.kind in {"NAME", "power"} and _called_method(value) not in _PIECES for value in values)


def _bindings(tree: Python2Tree, name: Node) -> list[Node]:
    """Give the places at which a name's scope binds it."""
    return [leaf for leaf in variables(tree, scope_of(name), name.value) if is_bound_here(leaf)]


def is_line(tree: Python2Tree, node: Node) -> bool:
    """Whether an expression is a line as it was read: `f.readline()`, or a variable which is never anything else."""
    if _called_method(node) == "readline":
        return True
    if node.kind != "NAME" or not is_variable(node):
        return False
    scope = scope_of(node)
    bindings = [leaf for leaf in _bindings(tree, node) if scope_of_name(leaf) is scope]
    return bool(bindings) and all(_is_bound_to_line(tree, leaf) for leaf in bindings)


def _is_bound_to_line(tree: Python2Tree, leaf: Node) -> bool:
    """Whether a binding makes a name a line: `for line in f`, `line = f.readline()`."""
    statement = leaf.parent
    if statement is None:
        return False
    if statement.kind == "for_stmt":
        return _gives_lines(tree, statement.children[3])
    if statement.kind == "expr_stmt":
        return _called_method(statement.children[-1]) == "readline"
    return False


def _gives_lines(tree: Python2Tree, iterable: Node) -> bool:
    """Whether iterating gives lines: a file that was opened here, its `readlines()`, standard input."""
    if _called_method(iterable) in _LINE_LISTS:
        return True
    called = call_parts(iterable)
    if called is not None:
        return called[0] in _FILE_CALLS
    if tree.source(iterable) in _FILES:
        return True
    if iterable.kind != "NAME":
        return False
    bindings = _bindings(tree, iterable)
    return bool(bindings) and all(_opens(leaf) for leaf in bindings)


def _opens(leaf: Node) -> bool:
    """Whether a name is bound to a file, or a list of lines, where `leaf` stands."""
    statement = leaf.parent
    if statement is None:
        return False
    if statement.kind == "with_item":
        value = statement.children[0]
    elif statement.kind == "expr_stmt":
        value = statement.children[-1]
    else:
        return False
    called = call_parts(value)
    return _called_method(value) in _LINE_LISTS or (called is not None and called[0] in _FILE_CALLS)


def _called_method(node: Node) -> str:
    """Give the name of the method that an expression calls last, or ""."""
    if node.kind != "power" or len(node.children) < 3:  # noqa: PLR2004 - object, method, brackets
        return ""
    before, last = node.children[-2:]
    if before.kind != "trailer" or last.kind != "trailer" or last.children[0].value != "(":
        return ""
    return before.children[1].value if before.children[0].value == "." else ""
