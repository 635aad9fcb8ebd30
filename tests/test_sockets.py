"""Which expressions are sockets, whether they block, and which values came over the network."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.analysis.network.data import NetworkData
from netfix.analysis.network.sockets import Blocking, Sockets, Transport
from netfix.analysis.network.source import Form
from netfix.codemods import SYNTAX
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

HEAD = "import select, socket, ssl, threading\n"


def read(text: str, dialect: Dialect = Dialect.PYTHON3) -> Document:
    return Document(text, dialect, Target.PY3, syntax=SYNTAX)


def subject(document: Document, function: str = "look") -> cst.BaseExpression:
    """Give the first argument of the program's call of `look`, or of another function."""
    calls = document.tree.of_kind(cst.Call)
    return next(call.args[0].value for call in calls if isinstance(call.func, cst.Name) and call.func.value == function)


def transport(text: str) -> tuple[Transport, bool] | None:
    """Give the transport of what a program looks at, and whether that is certain."""
    document = read(HEAD + text)
    socket = document.fact(Sockets).of(subject(document))
    return None if socket is None else (socket.transport, socket.doubt is None)


def blocking(text: str) -> Blocking:
    document = read(HEAD + text)
    return document.fact(Sockets).blocking(subject(document, "repr"))[0]


STREAM = (Transport.STREAM, True)


@pytest.mark.parametrize(
    "text",
    [
        "s = socket.socket()\nlook(s)\n",
        "s = socket.socket(type=socket.SOCK_STREAM)\nlook(s)\n",
        "look(socket.create_connection(a))\n",
        "with socket.create_connection(a) as s:\n    look(s)\n",
        "s, address = listener.accept()\nlook(s)\n",
        "look(listener.accept()[0])\n",
        "a, b = socket.socketpair()\nlook(b)\n",
        "s = ssl.wrap_socket(socket.socket())\nlook(s)\n",
        "def make():\n    s = socket.socket()\n    return s\nlook(make())\n",
        "class C:\n    def f(self):\n        self.s = socket.socket()\n    def g(self):\n        look(self.s)\n",
    ],
)
def test_what_makes_a_stream_is_a_stream(text: str) -> None:
    assert transport(text) == STREAM


@pytest.mark.parametrize("kind", ["SOCK_DGRAM", "SOCK_RAW"])
def test_other_types_are_no_streams(kind: str) -> None:
    assert transport(f"s = socket.socket(socket.AF_INET, socket.{kind})\nlook(s)\n") == (Transport.DATAGRAM, True)


def test_a_type_that_is_computed_is_not_known() -> None:
    assert transport("s = socket.socket(family, kind)\nlook(s)\n") == (Transport.UNKNOWN, True)


def test_a_socket_of_two_types_is_of_none() -> None:
    text = "s = socket.socket()\nif datagrams:\n    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nlook(s)\n"
    assert transport(text) == (Transport.UNKNOWN, True)


def test_a_parameter_is_what_the_callers_of_the_file_pass_but_not_surely() -> None:
    text = "def f(s):\n    look(s)\nthreading.Thread(target=f, args=(socket.socket(),)).start()\n"
    assert transport(text) == (Transport.STREAM, False)


def test_use_tells_that_a_parameter_is_a_socket() -> None:
    assert transport("def f(s):\n    s.setsockopt(1, 2, 3)\n    look(s)\n") == (Transport.UNKNOWN, False)
    assert transport("def f(s):\n    s.listen(5)\n    look(s)\n") == (Transport.STREAM, False)
    assert transport("def f(s):\n    s.sendto(b'', a)\n    look(s)\n") == (Transport.DATAGRAM, False)


def test_a_name_tells_nothing() -> None:
    assert transport("def f(sock):\n    sock.send(1)\n    look(sock)\n") is None


def test_sockets_of_message_libraries_are_none() -> None:
    assert transport("import zmq\ndef f(s):\n    s.setsockopt(1, 2)\n    look(s)\n") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Blocking.YES),
        ("s.setblocking(True)", Blocking.YES),
        ("s.settimeout(None)", Blocking.YES),
        ("s.settimeout(2.5)", Blocking.YES),
        ("s.setblocking(0)", Blocking.NO),
        ("s.settimeout(0.0)", Blocking.NO),
        ("import fcntl, os\nfcntl.fcntl(s.fileno(), fcntl.F_SETFL, os.O_NONBLOCK)", Blocking.NO),
        ("socket.setdefaulttimeout(0)", Blocking.NO),
        ("s.settimeout(limit)", Blocking.DOUBTFUL),
        ("select.select([s], [], [])", Blocking.DOUBTFUL),
        ("import asyncore", Blocking.DOUBTFUL),
        ("other.setblocking(0)", Blocking.DOUBTFUL),
        ("from elsewhere import tune\ntune(s)", Blocking.DOUBTFUL),
    ],
)
def test_a_socket_blocks_unless_the_program_says_otherwise(text: str, expected: Blocking) -> None:
    assert blocking(f"s = socket.socket()\n{text}\nrepr(s)\n") is expected


def test_another_socket_may_be_non_blocking() -> None:
    assert blocking("s = socket.socket()\nt = socket.socket()\nt.setblocking(0)\nrepr(s)\n") is Blocking.YES


def form(text: str) -> Form | None:
    document = read("import io, json, os, socket\nfrom urllib.request import urlopen\n" + text)
    source = document.fact(NetworkData).source(subject(document))
    return None if source is None else source.form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("look(s.recv(9))", Form.BYTES),
        ("look(s.recv(9).decode())", Form.TEXT),
        ("look(s.makefile())", Form.OBJECT),
        ("for line in s.makefile():\n    look(line)", Form.TEXT),
        ("data, address = s.recvfrom(9)\nlook(data)", Form.BYTES),
        ("data, address = s.recvfrom(9)\nlook(address)", None),
        ("look(urlopen(url))", Form.OBJECT),
        ("look(urlopen(url).read())", Form.BYTES),
        ("look(urlopen(url).status)", None),
        ("look(int(s.recv(9)))", None),
        ("look(len(s.recv(9)))", None),
        ("buf = b''\nwhile more:\n    buf += s.recv(9)\nlook(buf[4:])", Form.BYTES),
        ("parts = []\nparts.append(s.recv(9))\nlook(b''.join(parts))", Form.BYTES),
        ("look(os.environ['HTTP_COOKIE'])", Form.TEXT),
        ("look(os.environ['HOME'])", None),
        ("look(open('f').read())", None),
        ("a, b = socket.socketpair()\nlook(a.recv(9))", None),
        ("def get():\n    return s.recv(9)\nlook(get())", Form.BYTES),
        ("def use(data):\n    look(data)\nuse(s.recv(9))", Form.BYTES),
        ("class P(Protocol):\n    def dataReceived(self, data):\n        look(data)", Form.BYTES),
        ("class P(Protocol):\n    def handle(self, data):\n        look(data)", None),
        ("x = x\nlook(x)", None),
    ],
)
def test_received_values_are_followed(text: str, expected: Form | None) -> None:
    assert form(f"{text}\n") is expected


def test_values_of_python2_programs_are_followed() -> None:
    document = read(
        "import urllib2\nprint urllib2.urlopen(u).read()\nlook(urllib2.urlopen(u).read())\n", Dialect.PYTHON2
    )
    assert document.fact(NetworkData).source(subject(document)) is not None
