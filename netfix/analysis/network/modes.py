"""Whether the sockets of a program block: whether an operation waits until it is done.

A socket blocks unless it is told otherwise: by `setblocking`, by a timeout of nought, by `fcntl`, or by an event loop
into whose hands it is given.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name, names
from netfix.analysis.network.candidates import EVENT_LOOPS
from netfix.analysis.network.origins import OriginFinder
from netfix.analysis.network.variables import assigned_values
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document


class Blocking(Enum):
    """Whether a socket's operations wait."""

    YES = "yes"
    DOUBTFUL = "doubtful"
    NO = "no"


_WAITERS = frozenset({
    "select.select", "select.poll", "select.epoll", "select.kqueue", "select.devpoll", "selectors.DefaultSelector",
    "selectors.SelectSelector", "selectors.PollSelector", "selectors.EpollSelector", "selectors.KqueueSelector",
})  # fmt: skip
#: Methods and builtins that keep or show what they are given, and do nothing to it.
_HARMLESS = names(
    "append add put put_nowait insert remove discard appendleft extend print str repr len id isinstance type closing",
    "Thread Process Timer start_new_thread wrap_socket getattr hasattr submit info debug warning error",
)


class Modes:
    """Answers how the sockets of one program are set."""

    def __init__(self, document: Document) -> None:
        """Collect all that the program says about blocking."""
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._origins = document.fact(OriginFinder)
        #: Origin -> how the program sets it; the texts of receivers whose origin is not known.
        self._set: dict[cst.CSTNode, Blocking] = {}
        self._set_by_text: dict[str, Blocking] = {}
        #: Why every socket of the program is in doubt.
        self.general_doubt: str | None = None
        #: Whether the program makes all its sockets non-blocking.
        self._never_blocks = False
        self._collect()

    def of(self, node: cst.BaseExpression) -> tuple[Blocking, str]:
        """Say whether the socket that `node` stands for blocks, and why not."""
        origins = {each.node for each in self._origins.of(node).found}
        settings = {self._set[origin] for origin in origins if origin in self._set}
        text = self._tree.source(node)
        if text in self._set_by_text:
            settings.add(self._set_by_text[text])
        if Blocking.NO in settings or self._never_blocks:
            return Blocking.NO, "it does not block"
        if settings:
            return Blocking.DOUBTFUL, "its timeout is not known"
        if self.general_doubt is not None:
            return Blocking.DOUBTFUL, self.general_doubt
        stranger = self._stranger(origins)
        if stranger is not None:
            return Blocking.DOUBTFUL, f"it is given to {stranger}(), which may change how it blocks"
        return Blocking.YES, ""

    def _collect(self) -> None:
        packages = self._scopes.imported_packages
        loop = min(packages & EVENT_LOOPS, default=None)
        if loop is not None:
            self.general_doubt = f"the program uses {loop}, whose sockets do not block"
        for call in self._tree.of_kind(cst.Call):
            name = self._scopes.qualified(call.func)
            if name in _WAITERS:
                self.general_doubt = self.general_doubt or (
                    f"the program waits with {name}, and sendall holds up whatever else it waits for"
                )
            elif name == "socket.setdefaulttimeout" and call.args:
                self._set_all(_timeout(call.args[0].value))
            elif name == "fcntl.fcntl" and call.args and "NONBLOCK" in self._tree.source(call):
                self._note(self._of_descriptor(call.args[0].value), Blocking.NO)
            elif name == "os.set_blocking" and len(call.args) > 1:
                self._note(self._of_descriptor(call.args[0].value), _blocking(call.args[1].value))
            elif name == "socket.socket" and "SOCK_NONBLOCK" in self._tree.source(call):
                self._set[call] = Blocking.NO
            elif isinstance(call.func, cst.Attribute) and call.func.attr.value in _SETTINGS and call.args:
                self._note(call.func.value, _SETTINGS[call.func.attr.value](call.args[0].value))

    def _of_descriptor(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """Give the socket `s` for its descriptor: `s.fileno()`, or a variable that was assigned it."""
        for value in (node, *assigned_values(self._document, node)):
            if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute):
                return value.func.value if value.func.attr.value == "fileno" else node
        return node

    def _set_all(self, setting: Blocking) -> None:
        self._never_blocks = self._never_blocks or setting is Blocking.NO
        if setting is Blocking.DOUBTFUL:
            self.general_doubt = self.general_doubt or "its timeout is not known"

    def _note(self, receiver: cst.BaseExpression, setting: Blocking) -> None:
        """Note how a call sets a socket."""
        if setting is Blocking.YES:
            return
        origins = self._origins.of(receiver)
        for origin in origins.found:
            if self._set.get(origin.node) is not Blocking.NO:
                self._set[origin.node] = setting
        if origins.doubt:
            self._set_by_text[self._tree.source(receiver)] = setting
            self.general_doubt = self.general_doubt or "the program makes sockets non-blocking, maybe this one"

    def _stranger(self, origins: set[cst.CSTNode]) -> str | None:
        """Name a function from elsewhere that is given a socket of these origins."""
        for call in self._tree.of_kind(cst.Call):
            name = last_name(call.func)
            if name in _HARMLESS or not call.args or not self._is_foreign(call.func):
                continue
            for value in _named_values(call):
                if origins & {each.node for each in self._origins.of(value).found}:
                    return name
        return None

    def _is_foreign(self, function: cst.BaseExpression) -> bool:
        """Whether what is called does not stand in this file, nor in the standard library."""
        if isinstance(function, cst.Attribute) and self._scopes.qualified(function) is None:
            is_own = isinstance(function.value, cst.Name) and function.value.value in {"self", "cls"}
            return not is_own or not self._is_defined(function.attr.value)
        name = self._scopes.qualified(function)
        if name is not None:
            return name.partition(".")[0] not in _standard_modules()
        return (
            isinstance(function, cst.Name) and self._scopes.lookup(function) is None and not _is_builtin(function.value)
        )

    def _is_defined(self, name: str) -> bool:
        return any(each.name.value == name for each in self._tree.of_kind(cst.FunctionDef))


def _standard_modules() -> frozenset[str]:
    import sys  # noqa: PLC0415 - wanted here only

    return sys.stdlib_module_names | _OLD_MODULES


#: Modules of Python 2.7's library which Python 3 has under other names.
_OLD_MODULES = names(
    "thread SocketServer Queue httplib cStringIO StringIO urllib2 commands cPickle",
)


def _is_builtin(name: str) -> bool:
    from netfix.engine.builtin_names import BUILTINS  # noqa: PLC0415 - wanted here only

    return name in BUILTINS


def _named_values(call: cst.Call) -> Iterator[cst.BaseExpression]:
    """Give the arguments that are variables or attributes."""
    for argument in call.args:
        if isinstance(argument.value, (cst.Name, cst.Attribute)):
            yield argument.value


def _blocking(value: cst.BaseExpression) -> Blocking:
    """Read the argument of `setblocking`."""
    match value:
        case cst.Name(value="True"):
            return Blocking.YES
        case cst.Name(value="False"):
            return Blocking.NO
        case cst.Integer():
            return Blocking.NO if int(value.value, 0) == 0 else Blocking.YES
        case _:
            return Blocking.DOUBTFUL


def _timeout(value: cst.BaseExpression) -> Blocking:
    """Read the argument of `settimeout`: with one above nought an operation still waits until it is done."""
    match value:
        case cst.Name(value="None"):
            return Blocking.YES
        case cst.Integer() | cst.Float():
            return Blocking.NO if float(value.evaluated_value) == 0 else Blocking.YES
        case _:
            return Blocking.DOUBTFUL


def _control(_: cst.BaseExpression) -> Blocking:
    """Read the arguments of `ioctl`, by which Windows sets how a socket blocks, and other things."""
    return Blocking.DOUBTFUL


#: Methods of sockets that set whether they block.
_SETTINGS = {"setblocking": _blocking, "settimeout": _timeout, "ioctl": _control}
