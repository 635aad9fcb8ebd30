"""What codemods about networks ask of a text's outline, to learn cheaply that it holds nothing for them.

Each answer may be a yes too many, never a no too many. A text of which there is no outline may hold anything.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.analysis.network.clients import Client
    from netfix.engine.document import Document

#: Packages of which one is imported by programs that use sockets themselves.
OF_SOCKETS = frozenset({"socket", "ssl", "socketserver", "SocketServer"})
#: Those whose objects have methods of the same names: connections of multiprocessing, ZeroMQ's sockets, …
LIKE_SOCKETS = frozenset(
    {"websocket", "websockets", "serial", "usb", "bluetooth", "paramiko", "zmq", "nanomsg", "pexpect", "can"}
)
#: Those whose event loops make sockets non-blocking, or own objects with a `send` of their own.
EVENT_LOOPS = frozenset({
    "asyncore", "asynchat", "asyncio", "trollius", "twisted", "tornado", "gevent", "eventlet", "trio", "curio", "anyio",
    "pyuv", "pyev", "uvloop", "kombu", "pyinotify",
})  # fmt: skip
#: Methods of sockets, and of hardly anything else that also has `send` or `recv`.
ONLY_OF_SOCKETS = frozenset({
    "setsockopt", "getsockopt", "getpeername", "getsockname", "recvfrom", "recv_into", "sendall", "sendto",
    "settimeout", "setblocking", "gettimeout", "shutdown",
})  # fmt: skip
ONLY_OF_STREAMS = frozenset({"accept", "listen"})
DATAGRAM_METHODS = frozenset({"sendto", "recvfrom", "recvfrom_into"})
#: What makes sockets, and what takes them to the peer, as `OriginFinder` knows them.
_MAKERS = frozenset({
    "socket.socket", "socket.SocketType", "_socket.socket", "socket.create_connection", "socket.create_server",
    "socket.fromfd", "socket.socketpair", "ssl.wrap_socket",
})  # fmt: skip
_HANDLERS = frozenset({
    f"{module}.{name}"
    for module in ("socketserver", "SocketServer")
    for name in ("BaseRequestHandler", "StreamRequestHandler")
})  # fmt: skip
_FRAMEWORKS = frozenset({"unittest", "unittest2", "pytest", "nose", "doctest", "mock"})
_RECEIVING = frozenset({"recv", "recvfrom", "recv_into", "recvfrom_into"})
_GIVEN_CHUNKS = frozenset({"dataReceived", "data_received"})
#: A method's parameters: `self`, and what was received.
_PAIR = 2
_REGISTERING = frozenset({"register_function", "register_instance", "start_server"})


def method_of(call: ast.Call) -> str:
    """Give the name of the method that is called; empty for what is no method."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def methods_called(names: PossibleNames) -> frozenset[str]:
    """Give the names of all methods that are called."""
    return frozenset(map(method_of, names.outline.of_kind(ast.Call)))


def is_surely_test(names: PossibleNames) -> bool:
    """Whether `is_test_file` says so, as far as statements and definitions tell."""
    if any(
        module.partition(".")[0] in _FRAMEWORKS or f"{module}.{name or ''}".startswith("twisted.trial.")
        for module, name in names.statements
    ):
        return True
    return any(function.name.startswith("test_") for function in names.functions)


def may_have_sockets(names: PossibleNames, telling: Collection[str] = ()) -> bool:
    """Whether anything may be known for a socket: by where it comes from, or by its use.

    `telling` are methods of which one must be called for the use to tell, empty if none need be.
    """
    methods = methods_called(names)
    if names.may_call(_MAKERS) or not methods.isdisjoint({"accept", "wrap_socket"}):
        return True
    bases = (base for each in names.outline.of_kind(ast.ClassDef) for base in each.bases)
    if any(names.may_be(base, _HANDLERS) or last_name(base).endswith("RequestHandler") for base in bases):
        return True
    is_likely = names.packages & OF_SOCKETS and not names.surely_imported & (EVENT_LOOPS | LIKE_SOCKETS)
    return bool(is_likely) and (not telling or not methods.isdisjoint(telling))


def has_plain_arguments(call: ast.Call, most: int) -> bool:
    """Whether a call has one to so many positional arguments and no other."""
    return 1 <= len(call.args) <= most and not call.keywords and not _has_star(call)


def _has_star(call: ast.Call) -> bool:
    return any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords)


def may_send_partly(document: Document) -> bool:
    """Whether a socket's `send` may be a statement."""
    names = document.fact(possible_names)
    if names is None:
        return True
    calls = (each.value for each in names.outline.of_kind(ast.Expr) if isinstance(each.value, ast.Call))
    sends = any(method_of(call) == "send" and has_plain_arguments(call, 2) for call in calls)
    return sends and may_have_sockets(names, ONLY_OF_SOCKETS | ONLY_OF_STREAMS | DATAGRAM_METHODS)


def may_wait_for_ever(document: Document) -> bool:
    """Whether something may wait for a peer without a timeout."""
    from netfix.analysis.network.clients import CLIENTS, METHODS  # noqa: PLC0415 - for candidates only

    names = document.fact(possible_names)
    if names is None:
        return True
    for call in names.outline.of_kind(ast.Call):
        found = names.of(call.func)
        if found is None or any(name in CLIENTS and _lacks_timeout(call, name, CLIENTS[name]) for name in found):
            return True
    for call in names.calls_of(METHODS):
        makers = METHODS.keys() & (names.of(call.func) or METHODS)
        methods = {name: client for maker in makers for name, client in METHODS[maker].items()}
        others = ((other, methods.get(method_of(other))) for other in names.outline.of_kind(ast.Call))
        if any(client is not None and _lacks_timeout(other, "", client) for other, client in others):
            return True
    is_guarded = "SO_RCVTIMEO" in document.text or names.surely_imported & EVENT_LOOPS
    return not is_guarded and _connects_socket(names)


def _lacks_timeout(call: ast.Call, name: str, client: Client) -> bool:
    from netfix.analysis.network.clients import MAY_BE_BARE  # noqa: PLC0415 - for candidates only

    is_bare = not call.args and not call.keywords and name not in MAY_BE_BARE
    if _has_star(call) or (is_bare and not client.connects_later):
        return False
    return len(call.args) <= client.place and all(each.arg != "timeout" for each in call.keywords)


def _connects_socket(names: PossibleNames) -> bool:
    """Whether a socket that the program makes may be connected, or asked by datagrams."""
    methods = methods_called(names)
    waits = "connect" in methods or ("sendto" in methods and methods & _RECEIVING)
    calls = names.outline.of_kind(ast.Call)
    return bool(waits) and any(
        last_name(call.func) == "wrap_socket" or names.may_be(call.func, {"socket.socket"}) for call in calls
    )


def may_end_connection(document: Document) -> bool:
    """Whether a socket may be shut down, or closed while something is still to be done with it."""
    names = document.fact(possible_names)
    if names is None:
        return True
    if not names.packages & {"socket", "ssl"}:
        return False
    methods = methods_called(names)
    calls = names.outline.of_kind(ast.Call)
    if any(method_of(call) == "shutdown" and len(call.args) + len(call.keywords) == 1 for call in calls):
        return True
    closed = [
        call.func.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "close" and not (call.args or call.keywords)
    ]
    is_one_answer = {"accept", "recv"} <= methods and not methods.isdisjoint({"send", "sendall"})
    has_threads = "Thread" in document.text or "start_new_thread" in document.text
    if closed and (is_one_answer or (has_threads and not methods.isdisjoint({*_RECEIVING, "accept"}))):
        return True
    # What is done behind it is looked for in the text, too.
    ends = "|".join({rf"\b{last_name(each)}" if last_name(each) else r"\W" for each in closed} | {r"\)"})
    later = re.search(rf"(?:{ends})\.(?:send|sendall|recv|recv_into|shutdown)\(", document.text)
    return bool(closed) and later is not None


def may_take_chunk_for_message(document: Document) -> bool:
    """Whether a stream may be received from, or a protocol's `dataReceived` be defined."""
    names = document.fact(possible_names)
    if names is None:
        return True
    if _may_be_given_chunk(names) and not is_surely_test(names):
        return True
    calls = [call for call in names.outline.of_kind(ast.Call) if has_plain_arguments(call, 2) and _has_size(call)]
    awaited = {id(each.value) for each in names.outline.of_kind(ast.Await)}
    if "asyncio" in names.packages and any(method_of(call) == "read" and id(call) in awaited for call in calls):
        return True
    if not any(method_of(call) == "recv" for call in calls):
        return False
    bases = (base for each in names.outline.of_kind(ast.ClassDef) for base in each.bases)
    is_dispatcher = "asyncore" in names.packages or any(last_name(base).startswith("dispatcher") for base in bases)
    return is_dispatcher or may_have_sockets(names)


def _may_be_given_chunk(names: PossibleNames) -> bool:
    """Whether a method that is called with a chunk may be defined, and not collect the chunks."""
    if not any(owner.bases for owner in names.outline.of_kind(ast.ClassDef)):
        return False
    for function in names.functions:
        parameters = [*function.args.posonlyargs, *function.args.args]
        is_given = function.name in _GIVEN_CHUNKS and len(parameters) == _PAIR
        if is_given and not _collects(function, parameters[1].arg):
            return True
    return False


def _collects(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    """Whether a function never reads a parameter, or adds it to what it has, and gives it no other value."""
    uses: list[ast.Name] = []
    added: set[int] = set()
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and node.id == name:
            uses.append(node)
        elif isinstance(node, ast.AugAssign):
            added.add(id(node.value))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            return False
        waiting += ast.iter_child_nodes(node)
    is_kept = all(isinstance(each.ctx, ast.Load) for each in uses)
    return is_kept and (not uses or any(id(each) in added for each in uses))


def _has_size(call: ast.Call) -> bool:
    """Whether the first argument may be a number of bytes greater than one."""
    size = call.args[0]
    is_digit = isinstance(size, ast.Constant) and size.end_col_offset == size.col_offset + 1
    return not isinstance(size, ast.UnaryOp) and not (is_digit and getattr(size, "value", None) in (0, 1))


def may_receive(names: PossibleNames) -> bool:
    """Whether `NetworkData` may know of anything in the program that it came over the network."""
    from netfix.analysis.network import sources  # noqa: PLC0415 - for candidates only

    attributes = names.outline.of_kind(ast.Attribute)
    if any(each.attr in sources.RECEIVING for each in attributes):
        return True
    tables = (each for each in attributes if each.attr == "dispatch")
    if any(last_name(each.value) == "Unmarshaller" or _ends(names, each, "Unmarshaller.dispatch") for each in tables):
        return True
    receiving = {"flask", "xmlrpc", "xmlrpclib"}.union(*sources.RECEIVING_WITH.values())
    if names.packages & receiving or _is_served(names):
        return True
    makers = {*sources.SOURCE_CALLS, *sources.SESSIONS, *sources.PROXIES}
    requests = (each.attr for each in attributes if last_name(each.value) == "request")
    received = {
        name
        for package in sources.REQUEST_ATTRIBUTES.keys() & names.packages
        for name in sources.REQUEST_ATTRIBUTES[package]
    }
    return (
        names.may_call(makers)
        or not received.isdisjoint(requests)
        or any(sources.CGI_VARIABLES.fullmatch(text) for text in names.texts)
    )


def _ends(names: PossibleNames, node: ast.expr, end: str) -> bool:
    found = names.of(node)
    return found is None or any(name.endswith(end) for name in found)


def _is_served(names: PossibleNames) -> bool:
    """Whether a function or method may be called with what was received."""
    from netfix.analysis.network import sources  # noqa: PLC0415 - for candidates only

    if any(each.name in sources.CALLBACKS or each.name.startswith(("xmlrpc_", "end_")) for each in names.functions):
        return True
    if any(each.arg == "start_response" for each in names.outline.of_kind(ast.arg)):
        return True
    if any(last_name(call.func) in _REGISTERING for call in names.outline.of_kind(ast.Call)):
        return True
    bases = (base for each in names.outline.of_kind(ast.ClassDef) for base in each.bases)
    meant = (names.of(base) for base in bases)
    ends = ({last_name(base)} for each in names.outline.of_kind(ast.ClassDef) for base in each.bases)
    handlers = sources.HANDLER_ATTRIBUTES.keys()
    return any(each is None or any(name.rpartition(".")[2] in handlers for name in each) for each in meant) or any(
        each & handlers for each in ends
    )
