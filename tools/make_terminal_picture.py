"""Writes docs/images/terminal.svg: what netfix shows on a terminal, as README has it.

python tools/make_terminal_picture.py docs/images/terminal.svg
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
_WIDTH = 100
_PROGRAM = """\
import socket


def fetch(host, selector=None):
    if selector == None:
        selector = ""
    connection = socket.create_connection((host, 70))
    connection.send(selector.encode() + b"\\r\\n")
    while 1:
        chunk = connection.recv(4096)
        if not len(chunk):
            break
        yield chunk
    print("'%s' is complete" % host)
"""


def shown(*arguments: str) -> str:
    """Give what netfix writes to a terminal of 100 columns about the program, escape sequences and all."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "gopher.py").write_text(_PROGRAM, "utf-8")
        here, there = pty.openpty()
        environment = {
            **{name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "CI"}},
            "PYTHONPATH": str(ROOT), "COLUMNS": str(_WIDTH), "LINES": "60", "TERM": "xterm-256color", "COLORTERM": "",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "netfix", "--no-cache", *arguments, "gopher.py"],
            cwd=folder, stdin=there, stdout=there, stderr=there, env=environment,
        )  # fmt: skip
        os.close(there)
        pieces: list[bytes] = []
        try:
            while piece := os.read(here, 65536):
                pieces.append(piece)
        except OSError:  # how Linux tells that the other side is closed
            pass
        os.close(here)
        process.wait()
    return b"".join(pieces).decode("utf-8").replace("\r\n", "\n")


def picture() -> str:
    """Give the picture as SVG."""
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True)
    for arguments in ((), ("--diff",)):
        console.print(Text.from_ansi(f"\x1b[1m$ netfix {' '.join((*arguments, 'gopher.py'))}\x1b[0m"))
        console.print(Text.from_ansi(shown(*arguments)))
    return console.export_svg(title="netfix", unique_id="netfix")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(), encoding="utf-8")
