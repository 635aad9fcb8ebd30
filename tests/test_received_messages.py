"""What programs make of messages that arrive in pieces, before and after `recv-as-message`.

The peer sends a piece and waits until the program has answered or given up. Before, the program gives up at once: only
then does it wait long. After, the next piece follows soon, and it does not matter how soon.
"""

from __future__ import annotations

import select
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix
from netfix.testing import settings_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Seconds.
PATIENCE = 30.0
SOON = 0.05

RECORD = """\
import socket
import struct
import sys

connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
try:
    print(struct.unpack("!HH", connection.recv(4)))
except struct.error:
    print("too short")
connection.close()
"""
ANNOUNCED = """\
import socket
import struct
import sys

connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
length, = struct.unpack("!B", connection.recv(1))
text = connection.recv(length)
print(text.decode("ascii"))
connection.close()
"""
LINE = """\
import socket
import sys

connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
while True:
    data = connection.recv(1024)
    if not data:
        break
    word = data.decode("ascii").rstrip("\\r\\n")
    print(word)
    if word != "go on":
        break
connection.close()
"""
PROTOCOL = """\
from twisted.internet.protocol import Protocol

class Control(Protocol):
    stopped = 0

    def dataReceived(self, data):
        if data == b"STOP\\r\\n":
            self.stopped += 1
"""


def rewritten(program: str) -> str:
    codemods = [codemod for codemod in CODEMODS if codemod.name == "recv-as-message"]
    return fix(program, settings_for(codemods, Target.PY3, unsafe=True)).text


def shown(program: str, pieces: Sequence[bytes], patience: float, folder: Path) -> str:
    """Run a program against a peer that sends these pieces, and give what it prints."""
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE)
        port = str(listener.getsockname()[1])
        running = subprocess.Popen([sys.executable, str(path), port], stdout=subprocess.PIPE, text=True)
        connection = listener.accept()[0]
        with connection:
            for piece in pieces:
                connection.sendall(piece)
                if select.select([connection], [], [], patience)[0]:
                    break
        return running.communicate(timeout=PATIENCE)[0]


CASES = [
    (RECORD, [b"\x00\x01", b"\x00\x02"], "too short\n", "(1, 2)\n"),
    (ANNOUNCED, [b"\x05hel", b"lo"], "hel\n", "hello\n"),
    (LINE, [b"go", b" on\r\nst", b"op\r\n"], "go\n", "go on\nstop\n"),
]


@pytest.mark.parametrize(("program", "pieces", "wrong", "right"), CASES, ids=["record", "announced", "line"])
def test_a_message_in_pieces_is_read_whole_after_the_rewrite_and_not_before(
    program: str, pieces: list[bytes], wrong: str, right: str, tmp_path: Path
) -> None:
    assert shown(program, pieces, PATIENCE, tmp_path) == wrong
    assert shown(rewritten(program), pieces, SOON, tmp_path) == right


@pytest.mark.parametrize(
    ("pieces", "before"), [([b"ST", b"OP\r\n"], 0), ([b"STOP\r\nSTOP\r\n"], 0), ([b"STOP\r\n", b"STOP\r\n"], 2)]
)
def test_a_line_receiver_finds_the_lines_in_whatever_pieces_they_come(pieces: list[bytes], before: int) -> None:
    testing = pytest.importorskip("twisted.internet.testing")
    wanted = b"".join(pieces).count(b"STOP")
    for program, stopped in ((PROTOCOL, before), (rewritten(PROTOCOL), wanted)):
        names: dict[str, Any] = {}
        exec(program, names)
        protocol = names["Control"]()
        protocol.makeConnection(testing.StringTransport())
        for piece in pieces:
            protocol.dataReceived(piece)
        assert protocol.stopped == stopped
