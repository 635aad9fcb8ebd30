"""Results for tests of reports, made from programs as netfix makes them."""

from __future__ import annotations

from netfix.codemods import SYNTAX
from netfix.engine.process import Mode, Task, process_bytes
from netfix.engine.results import Failed, Result
from netfix.engine.settings import Settings
from netfix.reports.formats import FORMATS, Needs
from netfix.reports.report import Run
from netfix.selection import select

#: A program with a safe, an unsafe and a manual finding, characters outside the BMP before one of them.
PROGRAM = """\
import socket

def fetch(host, words):
    mark = "\N{GRINNING FACE}"; empty = host == None
    connection = socket.create_connection((host, 70))
    if len(words):
        connection.sendall(b"%s")
    while 1:
        if not len(connection.recv(10)):
            break
"""
BROKEN = Failed("broken, 100%: a.py", 3, "invalid\nsyntax & <more>")


def result(text: str | bytes, path: str = "client.py", mode: Mode = Mode.FIND, *, unsafe: bool = False) -> Result:
    """Give what comes of a program."""
    settings = Settings(select((), ()), SYNTAX, unsafe=unsafe)
    data = text.encode() if isinstance(text, str) else text
    return process_bytes(path, data, Task((settings,), mode, keep=True))


def report(name: str, *results: Result, run: Run | None = None) -> str:
    """Give a whole report in a format."""
    return "".join(FORMATS[name].render(results, run or Run()))


def found(name: str, text: str | bytes = PROGRAM, path: str = "client.py") -> str:
    """Give the report on one program in a format."""
    mode = Mode.PREVIEW if FORMATS[name].needs is Needs.PREVIEW else Mode.FIND
    return report(name, result(text, path, mode))
