"""Files and answers that are read into memory as a whole, and what is fetched into a list before it is looked at.

What is meant is only what a program goes through once, or hands on as it is: then it need not be there all at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding

_ANSWERING = frozenset(
    {"urllib.request.urlopen", "urllib2.urlopen", "urllib.urlopen", "six.moves.urllib.request.urlopen"}
)
#: What gives an object whose lines can be iterated over, beside `open` and answers.
_OPENING = frozenset({"gzip.open", "bz2.open", "io.open", "codecs.open"})
#: What gives an object to read from, whatever it is called on.
_CONNECTED = frozenset({"makefile", "getresponse"})
_REQUESTS = frozenset({f"requests.{verb}" for verb in ("get", "post", "request")})
#: Methods that wait for one message or article each, by the package that has them.
_FETCHING = {
    "retr": frozenset({"poplib"}),
    "fetch": frozenset({"imaplib", "imapclient"}),
    "article": frozenset({"nntplib"}),
    "body": frozenset({"nntplib"}),
}
#: Names of what opens, moves or removes files.
_CHANGING = ("open", "file", "rename", "remove", "unlink", "replace", "truncate", "move", "copyfile", "copy")


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of lines that is gone through: the call that makes it, the file, and whether `readlines` makes it."""

    call: cst.Call
    file: cst.BaseExpression
    by_readlines: bool


class ReadWhole:
    """Asks of one program's expressions what they read."""

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._scopes = document.scopes

    def lines(self, iterable: cst.BaseExpression) -> Lines | None:
        """Give the lines that are gone through: `f.readlines()`, or `f.read()` cut at its newlines."""
        if isinstance(iterable, cst.Call) and self._scopes.is_builtin(iterable.func, "enumerate") and iterable.args:
            iterable = iterable.args[0].value
        called = _method(iterable)
        if called is None or not isinstance(iterable, cst.Call):
            return None
        receiver, name = called
        if name == "readlines" and not iterable.args and self.is_file(receiver):
            return Lines(iterable, receiver, by_readlines=True)
        inner = _method(receiver)
        is_cut = (name == "splitlines" and not iterable.args) or (name == "split" and self._is_newline(iterable.args))
        if not is_cut or inner is None or inner[1] != "read" or not self.is_file(inner[0]):
            return None
        return Lines(iterable, inner[0], by_readlines=False)

    def _is_newline(self, arguments: Sequence[cst.Arg]) -> bool:
        values = [each.value for each in arguments]
        return (
            len(values) == 1 and isinstance(values[0], cst.SimpleString) and values[0].evaluated_value in {"\n", b"\n"}
        )

    def is_file(self, node: cst.BaseExpression) -> bool:
        """Whether a value is a file, an answer, or a connection as a file."""
        return self._is_made(node, {"makefile"}, _OPENING | _ANSWERING, or_open=True)

    def is_answer(self, node: cst.BaseExpression) -> bool:
        """Whether a value is the answer of an HTTP server, or a connection as a file, to be read from."""
        return self._is_made(node, _CONNECTED, _ANSWERING, or_open=False)

    def _is_made(
        self, node: cst.BaseExpression, methods: frozenset[str] | set[str], functions: frozenset[str], *, or_open: bool
    ) -> bool:
        if isinstance(node, cst.Name):
            values = [_value(binding) for binding in self._scopes.bindings_of(node)]
            return bool(values) and all(
                isinstance(value, cst.Call) and self._is_made(value, methods, functions, or_open=or_open)
                for value in values
            )
        if not isinstance(node, cst.Call):
            return False
        called = _method(node)
        is_connection = called is not None and called[1] in methods
        is_opened = or_open and self._scopes.is_builtin(node.func, "open")
        return is_connection or is_opened or self._scopes.qualified(node.func) in functions

    def written_body(self, write: cst.Call) -> cst.BaseExpression | None:
        """Give the answer if a statement is `file.write(answer.read())`."""
        called = _method(write)
        read = write.args[0].value if len(write.args) == 1 else None
        if called is None or called[1] != "write" or not isinstance(self._tree.parent(write), cst.Expr):
            return None
        inner = _method(read) if isinstance(read, cst.Call) and not read.args else None
        return inner[0] if inner is not None and inner[1] == "read" and self.is_answer(inner[0]) else None

    def only_written(self, assign: cst.Assign) -> bool:
        """Whether `body = answer.read()` is only there to be written: `file.write(body)` is all its use."""
        value = assign.value
        inner = _method(value) if isinstance(value, cst.Call) and not value.args else None
        if inner is None or inner[1] != "read" or not self.is_answer(inner[0]):
            return False
        use = self._only_use(assign)
        argument = self._tree.parent(use) if use is not None else None
        write = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
        if (
            not isinstance(write, cst.Call)
            or len(write.args) != 1
            or not isinstance(self._tree.parent(write), cst.Expr)
        ):
            return False
        called = _method(write)
        return called is not None and called[1] == "write"

    def is_written_content(self, write: cst.Call) -> bool:
        """Whether a statement is `file.write(response.content)`, of an answer that requests has read as a whole."""
        called = _method(write)
        content = write.args[0].value if len(write.args) == 1 else None
        if called is None or called[1] != "write" or not isinstance(content, cst.Attribute):
            return False
        maker = content.value
        if isinstance(maker, cst.Name):
            bindings = self._scopes.bindings_of(maker)
            value = _value(bindings[0]) if len(bindings) == 1 else None
            maker = value if value is not None else maker
        return (
            content.attr.value == "content"
            and isinstance(maker, cst.Call)
            and self._scopes.qualified(maker.func) in _REQUESTS
            and not any(argument.keyword is not None and argument.keyword.value == "stream" for argument in maker.args)
        )

    def only_looked_through(self, assign: cst.Assign) -> bool:
        """Whether a list of messages, each fetched by a call, is made only for one loop to go through."""
        value = assign.value
        if not isinstance(value, cst.ListComp) or not any(
            self._fetches(call)
            for call in self._tree.of_kind(cst.Call)
            if value.elt in (call, *self._tree.ancestors(call))
        ):
            return False
        use = self._only_use(assign)
        loop = self._tree.parent(use) if use is not None else None
        if not isinstance(loop, cst.For) or loop.iter is not use:
            return False
        repeated = [each for each in self._tree.ancestors(loop) if isinstance(each, (cst.For, cst.While))]
        return all(each in self._tree.ancestors(assign) for each in repeated)

    def _fetches(self, call: cst.Call) -> bool:
        called = _method(call)
        packages = _FETCHING.get(called[1], frozenset[str]()) if called is not None else frozenset[str]()
        known = _ANSWERING | _REQUESTS
        return bool(packages & self._scopes.imported_packages) or self._scopes.qualified(call.func) in known

    def _only_use(self, assign: cst.Assign) -> cst.Name | None:
        """Give the only use of a variable that only this assignment binds."""
        target = assign.targets[0].target
        scope = self._scopes.lookup(target) if isinstance(target, cst.Name) and len(assign.targets) == 1 else None
        if scope is None or scope.reads_unseen or not isinstance(target, cst.Name):
            return None
        uses = self._scopes.reads(scope, target.value)
        return uses[0] if len(uses) == 1 and len(scope.bindings(target.value)) == 1 else None

    def is_read_on(self, loop: cst.CSTNode, file: cst.BaseExpression) -> bool:
        """Whether a file is used in a loop over its lines or behind it, other than to close it there."""
        if not isinstance(file, cst.Name):
            return False
        scope = self._scopes.lookup(file)
        uses = () if scope is None else self._scopes.reads(scope, file.value)
        start, end = self._tree.position(loop)
        behind = [use for use in uses if use is not file and self._tree.position(use)[0] >= start]
        return not all(self._tree.position(use)[0] >= end and self._is_closed_by(use) for use in behind)

    def _is_closed_by(self, use: cst.Name) -> bool:
        method = self._tree.parent(use)
        return isinstance(method, cst.Attribute) and method.attr.value == "close"


def _method(node: object) -> tuple[cst.BaseExpression, str] | None:
    """Give what a method is called on, and its name."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.value, node.func.attr.value
    return None


def _value(binding: Binding) -> cst.BaseExpression | None:
    """Give what a name is bound to by an assignment or a with statement."""
    return binding.node.item if isinstance(binding.node, cst.WithItem) else binding.value


def changes_files(document: Document, body: cst.CSTNode, file: cst.BaseExpression) -> bool:
    """Whether statements open, move or remove a file, perhaps `file`, whose own opening does not count."""
    opening = file.func if isinstance(file, cst.Call) else None
    inside = (name for name in document.tree.of_kind(cst.Name) if body in document.tree.ancestors(name))
    return any(is_name(name, *_CHANGING) and name is not opening for name in inside)
