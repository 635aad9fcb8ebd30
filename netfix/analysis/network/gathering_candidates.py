"""Whether anything is gathered, or read as a whole, told from a text's outline; as `analysis.names.candidates`."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.outline import last_name, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

_ADDING = frozenset({"add", "append"})
_CALLBACKS = frozenset({"addCallback", "addCallbacks", "addBoth", "add_done_callback"})
_CONTAINERS = frozenset({"set", "list", "MessageSet"})
#: Functions by their last names: what opens a file, what answers, what requests has, what fetches a message.
_OPENING = frozenset({"open", "makefile", "urlopen"})
_ANSWERING = frozenset({"makefile", "getresponse", "urlopen"})
_REQUESTS = frozenset({"get", "post", "request"})
_FETCHING = frozenset({"retr", "fetch", "article", "body", "urlopen"}) | _REQUESTS
_NEWLINES = ("\n", b"\n")


def may_gather(document: Document) -> bool:
    """Whether something is gathered by callbacks, fetched into a list, or read as a whole to be taken apart again."""
    known = document.fact(outline)
    if known is None:
        return True
    read = _Read(known)
    return (
        any(map(read.is_lines, _gone_through(known)))
        or any(map(read.is_written, known.of_kind(ast.Call)))
        or any(map(read.is_kept, known.of_kind(ast.Assign)))
        or _gathers_results(document.text, known)
        or _fills_attribute(known)
    )


def _gone_through(known: Outline) -> Iterator[ast.expr]:
    """Give what loops and comprehensions go through, and what that enumerates."""
    for found in (known.of_kind(ast.For), known.of_kind(ast.AsyncFor), known.of_kind(ast.comprehension)):
        for each in found:
            yield each.iter
            if isinstance(each.iter, ast.Call) and last_name(each.iter.func) == "enumerate":
                yield from _arguments(each.iter)


class _Read:
    """Asks of one program's outline what `read_whole` asks of its tree."""

    def __init__(self, known: Outline) -> None:
        self._known = known

    def is_lines(self, node: ast.expr) -> bool:
        """Whether an expression is the lines of a file: `f.readlines()`, or `f.read()` cut at its newlines."""
        name, receiver = _method(node)
        if name == "readlines":
            return not _arguments(node) and self._is_made(receiver, _OPENING)
        cut_at = [each.value if isinstance(each, ast.Constant) else None for each in _arguments(node)]
        is_cut = (name == "splitlines" and not cut_at) or (name == "split" and len(cut_at) == 1)
        inner, file = _method(receiver)
        return (
            is_cut and all(each in _NEWLINES for each in cut_at) and inner == "read" and self._is_made(file, _OPENING)
        )

    def is_written(self, call: ast.Call) -> bool:
        """Whether a call is `file.write(answer.read())` or `file.write(response.content)`."""
        name, _ = _method(call)
        arguments = _arguments(call) if name == "write" else []
        if len(arguments) != 1:
            return False
        if isinstance(arguments[0], ast.Attribute) and arguments[0].attr == "content":
            return self._is_made(arguments[0].value, _REQUESTS)
        return self._is_all(arguments[0])

    def is_kept(self, assign: ast.Assign) -> bool:
        """Whether a variable gets an answer, to be written, or messages, each fetched by a call, to be looped over."""
        target = assign.targets[0]
        if len(assign.targets) != 1 or not isinstance(target, ast.Name):
            return False
        if not isinstance(assign.value, ast.ListComp):
            return self._is_all(assign.value) and target.id in self._written
        calls = (node for node in ast.walk(assign.value.elt) if isinstance(node, ast.Call))
        return any(self._may_be(call.func, _FETCHING) for call in calls) and target.id in self._looped_over

    def _is_all(self, node: ast.expr) -> bool:
        """Whether an expression is `answer.read()`."""
        name, answer = _method(node)
        return name == "read" and not _arguments(node) and self._is_made(answer, _ANSWERING)

    def _is_made(self, node: ast.expr | None, names: frozenset[str]) -> bool:
        """Whether an expression may be what one of these functions has made, or a variable that holds it."""
        if isinstance(node, ast.Name):
            return any(self._may_be(function, names) for function in self._makers.get(node.id, ()))
        return isinstance(node, ast.Call) and self._may_be(node.func, names)

    def _may_be(self, function: ast.expr, names: frozenset[str]) -> bool:
        """Whether what is called may have one of these names as its last, where it comes from."""
        return last_name(function) in names or (isinstance(function, ast.Name) and function.id in self._renamed)

    @cached_property
    def _makers(self) -> dict[str, list[ast.expr]]:
        """What is called for the variables that get what a call gives, by the variable's name."""
        found: dict[str, list[ast.expr]] = {}
        for name, value in self._bound:
            if isinstance(value, ast.Call):
                found.setdefault(name, []).append(value.func)
        return found

    @cached_property
    def _renamed(self) -> frozenset[str]:
        """The names that stand for what is called otherwise where it comes from."""
        assigned = {name for name, value in self._bound if isinstance(value, (ast.Name, ast.Attribute))}
        return frozenset(assigned | {alias.asname for alias in self._known.of_kind(ast.alias) if alias.asname})

    @cached_property
    def _bound(self) -> list[tuple[str, ast.expr]]:
        """What variables get, each with whatever is assigned by the same statement."""
        known = self._known
        pairs: list[tuple[ast.expr, ast.expr | None]] = [
            *((target, each.value) for each in known.of_kind(ast.Assign) for target in each.targets),
            *((each.target, each.value) for each in known.of_kind(ast.AnnAssign)),
            *((each.target, each.value) for each in known.of_kind(ast.NamedExpr)),
            *((each.optional_vars, each.context_expr) for each in known.of_kind(ast.withitem) if each.optional_vars),
        ]
        return [
            (target.id, part)
            for whole, value in pairs
            if value is not None
            for target in _parts(whole)
            if isinstance(target, ast.Name)
            for part in _parts(value)
        ]

    @cached_property
    def _written(self) -> frozenset[str]:
        """The variables that are all that a method `write` is given."""
        writing = (call for call in self._known.of_kind(ast.Call) if last_name(call.func) == "write")
        given = (_arguments(call) for call in writing)
        return frozenset(each[0].id for each in given if len(each) == 1 and isinstance(each[0], ast.Name))

    @cached_property
    def _looped_over(self) -> frozenset[str]:
        loops: list[ast.For | ast.AsyncFor] = [*self._known.of_kind(ast.For), *self._known.of_kind(ast.AsyncFor)]
        return frozenset(loop.iter.id for loop in loops if isinstance(loop.iter, ast.Name))


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Give the members of a display, and of those in it; another expression as it is."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (ast.Tuple, ast.List)):
            waiting += part.elts
        elif isinstance(part, ast.Starred):
            waiting.append(part.value)
        else:
            yield part


def _method(node: ast.expr | None) -> tuple[str, ast.expr | None]:
    """Give the name of the method that an expression calls, and on what; an empty name for another expression."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr, node.func.value
    return "", None


def _arguments(node: ast.expr) -> list[ast.expr]:
    """Give all arguments of a call; none of another expression."""
    if not isinstance(node, ast.Call):
        return []
    positional = [each.value if isinstance(each, ast.Starred) else each for each in node.args]
    return positional + [each.value for each in node.keywords]


def _functions(known: Outline) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [*known.of_kind(ast.FunctionDef), *known.of_kind(ast.AsyncFunctionDef)]


def _gathers_results(text: str, known: Outline) -> bool:
    """Whether there are `gatherResults` and a function that goes through what it is given."""
    return "gatherResults" in text and any(
        isinstance(statement, (ast.For, ast.AsyncFor))
        and isinstance(statement.iter, ast.Name)
        and statement.iter.id in {parameter.arg for parameter in function.args.args[:2]}
        for function in _functions(known)
        for statement in function.body
    )


def _fills_attribute(known: Outline) -> bool:
    """Whether a callback's last statement puts something into a container that is made for an attribute of `self`."""
    adding = [call for call in known.of_kind(ast.Call) if last_name(call.func) in _CALLBACKS]
    given = {each.attr for call in adding for each in _arguments(call) if isinstance(each, ast.Attribute)}
    callbacks = [function for function in _functions(known) if function.name in given]
    filled = {_filled(function.body[-1]) for function in callbacks} - {""}
    return bool(filled) and any(_makes_container(assign, filled) for assign in known.of_kind(ast.Assign))


def _filled(statement: ast.stmt) -> str:
    """Give `name` for the statement `….name.add(item)`; empty for another one."""
    method, container = _method(statement.value if isinstance(statement, ast.Expr) else None)
    return container.attr if method in _ADDING and isinstance(container, ast.Attribute) else ""


def _makes_container(assign: ast.Assign, names: set[str]) -> bool:
    """Whether an assignment makes an empty container for one of these attributes."""
    target, value = assign.targets[0], assign.value
    if not isinstance(target, ast.Attribute) or target.attr not in names:
        return False
    if isinstance(value, ast.Call):
        return last_name(value.func) in _CONTAINERS and not _arguments(value)
    return isinstance(value, ast.List) and not value.elts
