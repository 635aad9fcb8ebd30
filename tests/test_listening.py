"""Where a program listens."""

from __future__ import annotations

import pytest

from netfix.analysis.network.listening import Listening
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def hosts(text: str) -> list[str]:
    return [each.host for each in Listening(Document(text, Dialect.PYTHON3, Target.PY3)).listeners]


@pytest.mark.parametrize(
    ("call", "host"),
    [
        ("s.bind(('', 80)); s.listen()", ""),
        ("host = '::'; s.bind((host, 80, 0, 0)); s.listen()", "::"),
        ("import socketserver as m; m.TCPServer(('127.0.0.1', 0), H)", "127.0.0.1"),
        ("import http.server; http.server.HTTPServer(server_address=('0.0.0.0', 0), H=1)", "0.0.0.0"),  # noqa: S104 - a text
        ("reactor.listenTCP(80, f)", ""),
        ("reactor.listenTCP(80, f, interface='10.0.0.1')", "10.0.0.1"),
        ("reactor.listenSSL(80, f, c, 50, 'localhost')", "localhost"),
        ("import asyncio; asyncio.start_server(f, 'localhost', 80)", "localhost"),
        ("import socket; socket.create_server(('::1', 80))", "::1"),
        ("app.run(host='0.0.0.0')", "0.0.0.0"),  # noqa: S104 - a text
        ("import socket; s.bind((socket.INADDR_ANY, 80)); s.listen()", ""),
    ],
)
def test_the_host_of_a_listener_is_found(call: str, host: str) -> None:
    assert hosts(call + "\n") == [host]


@pytest.mark.parametrize(
    "call",
    [
        "s.bind(('', 80))",
        "s.bind(address); s.listen()",
        "s.bind((host(), 80)); s.listen()",
        "for host in hosts: s.bind((host, 80)); s.listen()",
        "app.run()",
        "socketserver.TCPServer(*a)",
    ],
)
def test_what_is_not_written_out_is_not_known(call: str) -> None:
    assert hosts(call + "\n") == []


def test_addresses_are_told_apart() -> None:
    everywhere, loopback = Listening(
        Document("s.bind(('0.0.0.0', 1)); t.bind(('127.0.1.1', 1)); s.listen()\n", Dialect.PYTHON3, Target.PY3)
    ).listeners
    assert everywhere.is_everywhere
    assert not everywhere.is_loopback
    assert loopback.is_loopback
    assert not loopback.is_everywhere
