"""Never unpickle what came over the network.

A pickle is a program: to load it is to run it. Who can send one to `pickle.loads` can have any function called with
any arguments, before a single byte has been looked at. The same goes for what is made of pickle (`shelve`, `dill`,
`jsonpickle`, objects sent by `multiprocessing.connection`), for `yaml.load` with a loader that makes any object, and
for `marshal`, which crashes the interpreter on the wrong bytes.

     import pickle
     import socket

     def receive(address):
         connection = socket.create_connection(address)
         with connection.makefile("rb") as stream:
    !        return pickle.load(stream)

Send data, not objects: `json` for numbers, texts, lists and dictionaries; `struct` for records; between Twisted
programs AMP (`twisted.protocols.amp`), or `twisted.spread.jelly`, which makes only objects of the classes that were
allowed. Where a pickle must be, its sender has to be proven before it is loaded: `hmac.compare_digest`, or TLS with a
certificate for the client, too.

What to send instead has to be agreed with the peer, so the change is to be made by hand. Reported is what is seen to
come from a socket, a protocol's `dataReceived`, an HTTP request or response, a CGI program's environment, a remote
call; listeners and managers of `multiprocessing` that other machines reach without a key, or with one that is written
in the program; and settings that have Celery, kombu, Pyro 4 or RPyC take pickles. Left alone: files, pipes and socket
pairs of the program's own, ZeroMQ between programs of one machine, and pickles in functions that check an HMAC.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.expressions import is_name, literal_string
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

_PICKLES = ("pickle", "cPickle", "_pickle", "dill", "cloudpickle", "six.moves.cPickle")
#: Functions that make any object of their first argument: what is said of them.
_LOADERS = {
    **{
        f"{module}.{name}": "runs whatever its sender likes"
        for module in _PICKLES
        for name in ("load", "loads", "Unpickler")
    },
    "marshal.load": "crashes the interpreter on the wrong bytes",
    "marshal.loads": "crashes the interpreter on the wrong bytes",
    "shelve.open": "unpickles, and runs whatever its sender likes",
    "jsonpickle.decode": "makes any object, and runs whatever its sender likes",
    "jsonpickle.loads": "makes any object, and runs whatever its sender likes",
    "joblib.load": "unpickles, and runs whatever its sender likes",
    "pandas.read_pickle": "runs whatever its sender likes",
    "numpy.load": "unpickles, and runs whatever its sender likes",
    **{
        f"yaml.{name}": "makes any object, and runs whatever its sender likes"
        for name in ("load", "load_all", "unsafe_load", "unsafe_load_all")
    },
}
_UNSAFE_YAML = frozenset({"Loader", "UnsafeLoader", "CLoader"})
#: Addresses of ZeroMQ on this machine, and on others.
_LOCAL = re.compile(r"['\"](?:ipc|inproc)://")
_REMOTE = re.compile(r"\b(?:tcp|udp|e?pgm|ws|vmci)://")
_ADVICE = "use json, or for objects twisted.spread.jelly or AMP (twisted.protocols.amp)"
_OF_YAML = "use yaml.safe_load"
_CONNECTIONS = "multiprocessing.connection."
_LISTENERS = frozenset({f"{_CONNECTIONS}Listener", "multiprocessing.Listener"})
_CLIENT = f"{_CONNECTIONS}Client"
_MANAGERS = frozenset({"multiprocessing.managers.BaseManager", "multiprocessing.managers.SyncManager"})


class PickleFromNetwork(Codemod):
    """Reports what is received and unpickled."""

    noqa = ("S301",)
    needles = (
        rb"\b(?:pickle|cPickle|_pickle|cloudpickle|jsonpickle|marshal|shelve|yaml|dill|joblib|read_pickle)\b",
        rb"\b(?:multiprocessing|recv_pyobj|allow_pickle|x-python-serialize|PickleSerializer)\b",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether anything that was received may be unpickled."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.candidates import may_receive  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.pickle_settings import may_set_pickle  # noqa: PLC0415 - for candidates only

        names = document.fact(possible_names)
        if names is None:
            return True
        return (
            (names.may_call(_LOADERS) and may_receive(names))
            or ("zmq" in names.packages and any(a.attr == "recv_pyobj" for a in names.outline.of_kind(ast.Attribute)))
            or _may_connect(names)
            or may_set_pickle(document, names)
        )

    def visit_Call(self, node: cst.Call) -> None:
        """Look at a call that may load objects."""
        name = self.scopes.qualified(node.func)
        if name is None:
            is_receiver = isinstance(node.func, cst.Attribute) and node.func.attr.value == "recv_pyobj"
            if is_receiver and "zmq" in self.scopes.imported_packages and not self._stays_here():
                self.report(node, None, manual(_ADVICE), "`recv_pyobj` unpickles, and runs whatever its sender likes")
            elif self._is_manager(node.func):
                self._look_at_address(node, None)
        elif name in _LISTENERS or name == _CLIENT or name in _MANAGERS:
            self._look_at_address(node, name)
        elif name in _LOADERS and node.args and not node.args[0].star:
            self._look_at_loader(node, name)

    def _stays_here(self) -> bool:
        """Whether what the program's sockets receive comes from this machine, or the program is a test."""
        from netfix.analysis.names.files_of_tests import is_test_file  # noqa: PLC0415 - imports LibCST

        text = self.tree.text
        return (_LOCAL.search(text) is not None and not _REMOTE.search(text)) or is_test_file(self.document)

    def _look_at_loader(self, call: cst.Call, name: str) -> None:
        from netfix.analysis.network.data import NetworkData  # noqa: PLC0415 - imports LibCST

        if name in {"yaml.load", "yaml.load_all"} and not self._makes_objects(call):
            return
        if name == "numpy.load" and not any(_is_named(each, "allow_pickle", "True") for each in call.args):
            return
        source = self.document.fact(NetworkData).source(call.args[0].value)
        if source is None or self._checks_sender(call):
            return
        advice = _OF_YAML if name.startswith("yaml.") else _ADVICE
        self.report(call, None, manual(advice), f"`{name}` of what {source.what} gave {_LOADERS[name]}")

    def _makes_objects(self, call: cst.Call) -> bool:
        """Whether `yaml.load` is left to a loader that makes any object."""
        loaders = [each.value for each in call.args if each.keyword is not None and each.keyword.value == "Loader"]
        loaders += (each.value for each in call.args[1:2] if each.keyword is None)
        names = [self.tree.source(loader).rpartition(".")[2] for loader in loaders]
        return not names or names[0] in _UNSAFE_YAML

    def _checks_sender(self, node: cst.CSTNode) -> bool:
        """Whether the function or the class around a node, or the script that it stands in, computes an HMAC."""
        around = [each for each in self.tree.ancestors(node) if isinstance(each, (cst.FunctionDef, cst.ClassDef))]
        calls = _calls_in(around[-1] if around else self.tree.module)
        return any((self.scopes.qualified(call.func) or "").startswith("hmac.") for call in calls)

    def _is_manager(self, function: cst.BaseExpression) -> bool:
        """Whether what is called is a class of the file that is derived from a manager of `multiprocessing`."""
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        made = self.document.fact(Kinds).classes.named(function)
        return made is not None and any(self.scopes.qualified(base.value) in _MANAGERS for base in made.bases)

    def _look_at_address(self, call: cst.Call, name: str | None) -> None:
        """Report a connection of `multiprocessing` with other machines that has no key, or one which all can read."""
        from netfix.analysis.network.listening import EVERYWHERE, LOOPBACK  # noqa: PLC0415 - imports LibCST

        named = {each.keyword.value: each.value for each in call.args if each.keyword is not None}
        address = named.get("address") or (call.args[0].value if call.args and call.args[0].keyword is None else None)
        if not isinstance(address, cst.Tuple) or not address.elements or any(each.star for each in call.args):
            return
        host = literal_string(address.elements[0].value)
        places = [each.value for each in call.args[1:2] if each.keyword is None]
        is_manager = name is None or name in _MANAGERS
        key = named.get("authkey") or (places[0] if places and is_manager else None)
        has_key = key is not None and not is_name(key, "None")
        if host is None or host in LOOPBACK or host.startswith("127."):
            return
        if not has_key and not is_manager:
            who = "what its peer sends" if name == _CLIENT else "what anybody sends"
            self.report(
                call, None, manual("give it an authkey, or stay on localhost"), f"its connection unpickles {who}"
            )
        elif host in EVERYWHERE and isinstance(key, cst.SimpleString):
            advice = manual("listen on localhost, or read a long random key from outside of the program")
            self.report(call, None, advice, "it unpickles what anybody sends who has read the key in the program")

    def finish(self) -> None:
        """Look at the settings of libraries."""
        from netfix.analysis.network.pickle_settings import pickle_settings  # noqa: PLC0415 - imports LibCST

        for node, setting in pickle_settings(self.document):
            message = f"`{setting}` speaks pickle, which runs whatever its sender likes where it is loaded"
            self.report(node, None, manual("use json, or another serializer for data"), message)


def _is_named(argument: cst.Arg, keyword: str, value: str) -> bool:
    return argument.keyword is not None and argument.keyword.value == keyword and is_name(argument.value, value)


def _calls_in(node: cst.CSTNode) -> Iterable[cst.Call]:
    from netfix.engine.tree import code_children  # noqa: PLC0415 - imports LibCST

    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, cst.Call):
            yield part
        waiting += code_children(part)


def _may_connect(names: PossibleNames) -> bool:
    """Whether a connection of `multiprocessing` may be made, by a manager of the program's own as well."""
    bases = (base for each in names.outline.of_kind(ast.ClassDef) for base in each.bases)
    return names.may_call({_CLIENT, *_LISTENERS, *_MANAGERS}) or any(names.may_be(base, _MANAGERS) for base in bases)
