"""Whether a message may show received data, told from a text's outline; as `analysis.names.candidates`.

`network.data` follows values from where they are shown back to where they were received. Here all goes forwards, and
by names alone: whatever a statement reads may end up in whatever it binds, and a name is the same thing wherever it
stands.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from netfix.analysis.network import sources
from netfix.analysis.network.arguments import CALLING_ANOTHER
from netfix.analysis.text.message_sinks import HANDLER_LOGS, LOGS
from netfix.engine.outline import last_name, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

#: Stands among names for something received.
_RECEIVED = ""
#: Behind a function's name: what its parameters get.
_GIVEN = "("
#: Functions by qualified name that give what was received, or objects that do.
_SOURCES = (*sources.SOURCE_CALLS, *sources.SESSIONS, *sources.PROXIES)
#: Modules whose functions all do, under names that say little.
_VERBS = frozenset({"requests", "httpx", "flask"})
#: Conversions of an f-string's values that show their texts: none, and `!s`.
_PLAIN = frozenset({-1, ord("s")})
#: Words without which no function of the file is one that others call.
_SERVING = ("register_function", "register_instance", "start_server", "Unmarshaller")
_LOGGING = LOGS | HANDLER_LOGS
_HANDLER_ATTRIBUTES = frozenset[str]().union(*sources.HANDLER_ATTRIBUTES.values())

_Function = ast.FunctionDef | ast.AsyncFunctionDef
#: Names from which something may go, and those to which it then goes.
_Flow = tuple[Iterable[str], Iterable[str]]


def may_show_received(document: Document) -> bool:
    """Whether a text for people may show something that was received over the network."""
    text = document.text
    if "Content-type" in text or "Content-Type" in text:
        return False  # what such a program prints is for a browser
    known = document.fact(outline)
    if known is None:
        return True
    packages = {alias.name.partition(".")[0] for each in known.of_kind(ast.Import) for alias in each.names}
    absolute = [each for each in known.of_kind(ast.ImportFrom) if each.module and not each.level]
    packages |= {each.module.partition(".")[0] for each in absolute if each.module}
    if "cgi" in packages:
        return False
    if any(word in text for word in _SERVING):
        return True
    starred = (each.module or "" for each in absolute if each.names[0].name == "*")
    if any(module.partition(".")[0] in _VERBS for module in starred):
        return True
    names = _Names(text, packages)
    shown = list(_shown(known)) if names.has_source(known) else []
    received = _reached(names.sources, _flows(known, names)) if shown else set[str]()
    return any(not received.isdisjoint(names.of(node)) for node in shown)


def _shown(known: Outline) -> Iterator[ast.expr]:
    """Give what a text may show: what is formatted, what is added to a text, what is printed behind one."""
    for part in known.of_kind(ast.FormattedValue):
        if part.conversion in _PLAIN and part.format_spec is None:
            yield part.value
    for operation in known.of_kind(ast.BinOp):
        left, right = operation.left, operation.right
        if isinstance(operation.op, ast.Mod) and _is_text(left):
            yield right
        elif isinstance(operation.op, ast.Add):
            for value, other in ((left, right), (right, left)):
                is_value = not isinstance(value, (ast.BinOp, ast.Constant))
                if is_value and (isinstance(other, ast.BinOp) or _is_text(other)):
                    yield value
    for call in known.of_kind(ast.Call):
        yield from _shown_by_call(call)


def _shown_by_call(call: ast.Call) -> list[ast.expr]:
    """Give what `text.format(…)`, a logging call or `print("text", …)` shows."""
    name = last_name(call.func)
    if name in {"format", "format_map"} and _is_text(getattr(call.func, "value", None)):
        return _arguments(call)
    if name == "print":
        return [value for before, value in pairwise(call.args) if _is_text(before)]
    if name in _LOGGING and (any(map(_is_text, call.args[:2])) or any(each.arg == "format" for each in call.keywords)):
        return _arguments(call)[1:] if call.args else _arguments(call)
    return []


def _is_text(node: object) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _functions(known: Outline) -> list[_Function]:
    return [*known.of_kind(ast.FunctionDef), *known.of_kind(ast.AsyncFunctionDef)]


class _Names:
    """Which names stand in a program's expressions, with `_RECEIVED` for what is received there and then.

    `sources` are names that stand for what was received wherever they are used.
    """

    def __init__(self, text: str, packages: set[str]) -> None:
        """Look at one program, which imports these packages."""
        self._is_wsgi = "start_response" in text
        self._is_handler = any(base in text for base in sources.HANDLER_ATTRIBUTES)
        self._receiving = sources.RECEIVING.keys() | {
            method for method, owners in sources.RECEIVING_WITH.items() if any(package in text for package in owners)
        }
        self._of_request = {
            name for package, names in sources.REQUEST_ATTRIBUTES.items() if package in text for name in names
        }
        made = [(name.partition(".")[0], name.rpartition(".")[2]) for name in _SOURCES]
        self.sources = {_RECEIVED, *(_VERBS & packages)}
        self.sources |= {last for package, last in made if package in packages and package not in _VERBS}
        if "flask" in text:
            self.sources.add("request")

    def has_source(self, known: Outline) -> bool:
        """Whether anything may be received; notes the parameters that get it from whoever calls the functions."""
        self.sources.update(self._given(_functions(known)))
        named = {node.id for node in known.of_kind(ast.Name)} | {node.attr for node in known.of_kind(ast.Attribute)}
        named |= {part for alias in known.of_kind(ast.alias) for part in _parts(alias.name)}
        named |= {part for each in known.of_kind(ast.ImportFrom) for part in _parts(each.module)}
        return (
            not self.sources.isdisjoint(named)
            or any(map(self._is_received, known.of_kind(ast.Attribute)))
            or any(map(_is_cgi_variable, known.of_kind(ast.Constant)))
        )

    def of(self, node: ast.AST) -> set[str]:
        """Give the names in an expression."""
        found: set[str] = set()
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                found.add(part.id)
            elif isinstance(part, ast.Attribute):
                found.add(part.attr)
                if self._is_received(part):
                    found.add(_RECEIVED)
            elif _is_cgi_variable(part):
                found.add(_RECEIVED)
        return found

    def _is_received(self, node: ast.Attribute) -> bool:
        name = node.attr
        if name in self._receiving or (self._is_handler and name in _HANDLER_ATTRIBUTES):
            return True
        return name in self._of_request and last_name(node.value) == "request"

    def _given(self, functions: Iterable[_Function]) -> Iterator[str]:
        if self._is_wsgi:
            yield "environ"
        for function in functions:
            parameters = _parameters(function)
            if function.name in sources.CALLBACKS:
                yield from parameters[1 + sources.CALLBACKS[function.name] :][:1]
            elif function.name.startswith("xmlrpc_"):
                yield from parameters[1:]


def _is_cgi_variable(node: ast.AST) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and sources.CGI_VARIABLES.fullmatch(text) is not None


def _parts(module: str | None) -> list[str]:
    return module.split(".") if module else []


def _parameters(function: _Function) -> list[str]:
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]


def _flows(known: Outline, names: _Names) -> Iterator[_Flow]:
    """Give which names a value goes from, and to which."""
    for target, value in _assigned(known):
        yield names.of(value), list(_holders(target))
    for call in known.of_kind(ast.Call):
        yield from _into_call(call, names)
    methods = set(_methods(known))
    classes = [each.name + _GIVEN for each in known.of_kind(ast.ClassDef)]
    for function in _functions(known):
        # The first parameter of a method is given by the call's object, or by name.
        parameters = _parameters(function)[function in methods and not function.decorator_list :]
        yield classes if function.name == "__init__" else [function.name + _GIVEN], parameters
        yield from ((names.of(value), [function.name]) for value in _returned(function))
    for statement in known.of_kind(ast.Import):
        yield from ((_parts(alias.name), [alias.asname]) for alias in statement.names if alias.asname)
    for source in known.of_kind(ast.ImportFrom):
        module = _parts(source.module)
        yield from (([*module, alias.name], [alias.asname or alias.name]) for alias in source.names)


def _into_call(call: ast.Call, names: _Names) -> Iterator[_Flow]:
    """Give where the arguments of a call go: to the parameters of what is called, in the end, and to its object."""
    arguments, name = _arguments(call), last_name(call.func)
    given = set[str]().union(*map(names.of, arguments))
    if not given:
        return
    called = [call.func, *(arguments if name in CALLING_ANOTHER else ())]
    yield given, [last_name(function) + _GIVEN for function in called]
    if name in sources.STORING_METHODS and isinstance(call.func, ast.Attribute):
        yield given, list(_holders(call.func.value))
    yield from ((names.of(each.value), [each.arg]) for each in call.keywords if each.arg is not None)


def _assigned(known: Outline) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Give targets and what they get, or get a part of."""
    for assign in known.of_kind(ast.Assign):
        yield from ((target, assign.value) for target in assign.targets)
    for augmented in known.of_kind(ast.AugAssign):
        yield augmented.target, augmented.value
    for annotated in known.of_kind(ast.AnnAssign):
        if annotated.value is not None:
            yield annotated.target, annotated.value
    for walrus in known.of_kind(ast.NamedExpr):
        yield walrus.target, walrus.value
    for loops in (known.of_kind(ast.For), known.of_kind(ast.AsyncFor), known.of_kind(ast.comprehension)):
        yield from ((loop.target, loop.iter) for loop in loops)
    for item in known.of_kind(ast.withitem):
        if item.optional_vars is not None:
            yield item.optional_vars, item.context_expr


def _holders(target: ast.expr) -> Iterator[str]:
    """Give the names of what a target binds or changes."""
    waiting = [target]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Tuple, ast.List)):
            waiting += node.elts
        elif isinstance(node, (ast.Starred, ast.Subscript)):
            waiting.append(node.value)
        elif last_name(node):
            yield last_name(node)


def _methods(known: Outline) -> Iterator[ast.AST]:
    """Give the functions that stand in classes, not in functions in them."""
    waiting: list[ast.AST] = [*known.of_kind(ast.ClassDef)]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield child
            elif not isinstance(child, (ast.expr, ast.ClassDef)):
                waiting.append(child)


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(each.value for each in call.keywords)]


def _returned(function: _Function) -> Iterator[ast.expr]:
    """Give what a function returns; what functions in it do is taken for its own."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value
        waiting += (child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr))


def _reached(start: Iterable[str], flows: Iterable[_Flow]) -> set[str]:
    """Give the names which something gets to from the names at the start."""
    onwards: dict[str, list[Iterable[str]]] = {}
    for origins, targets in flows:
        for name in origins:
            onwards.setdefault(name, []).append(targets)
    found = set(start)
    waiting = list(found)
    while waiting:
        for targets in onwards.pop(waiting.pop(), ()):
            new = [name for name in targets if name not in found]
            found.update(new)
            waiting += new
    return found
