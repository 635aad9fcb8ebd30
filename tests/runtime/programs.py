"""The programs that are run, and what netfix makes of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix
from netfix.selection import select
from netfix.testing import settings_for

ROOT = Path(__file__).parent.parent.parent
LOGIN = ("guest", "sesame")


@dataclass(frozen=True, slots=True)
class Use:
    """How a program is started, and what it can meet.

    `kind` is the kind of server that it talks to, `arguments` those behind host and port, `marker` the words of an
    answer at which the server breaks off (none: the server's own choice), and `never` the situations that the program
    cannot meet, because it asks for nothing that could fail so.
    """

    kind: str
    arguments: tuple[str, ...] = ()
    marker: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


USES = {
    "ftp_listing": Use("ftp", (".", "inner", "broken")),
    "imap_capabilities": Use("imap", marker=("IDLE",), never=("refuse_login", "fail_item")),
    "imap_download": Use("imap", (*LOGIN, "copy")),
    "imap_download_delete": Use("imap", (*LOGIN, "copy")),
    "imap_login_errors": Use("imap", LOGIN, marker=("EXISTS",), never=("fail_item",)),
    "imap_structure": Use("imap", LOGIN),
    "imap_subjects": Use("imap", LOGIN),
    "smtp_send": Use("smtp", ("me@example.org", "you@example.org", "broken@example.org")),
    "web_agent": Use("web", ("/one", "/broken", "/two")),
    "web_titles": Use("web", ("/one", "/broken", "/two")),
}


@dataclass(frozen=True, slots=True)
class Program:
    """One program, as it stands in a file.

    `interpreter` runs it, and it stays in the language of `target`.
    """

    name: str
    text: str
    interpreter: str
    target: Target

    @property
    def use(self) -> Use:
        """How it is started."""
        return USES[self.name]

    @property
    def changes_the_server(self) -> bool:
        """Whether a second run would find another server than the first."""
        return self.name == "imap_download_delete"

    def arguments(self) -> tuple[str, ...]:
        """Give its arguments behind host and port."""
        return self.use.arguments

    def fixed(self) -> Program:
        """Give what netfix makes of it without being asked for more."""
        settings = settings_for(select((), ()), self.target)
        return Program(self.name, fix(self.text, settings).text, self.interpreter, self.target)

    def fixed_unsafely(self) -> Program:
        """Give what netfix makes of it with --unsafe. Where it waits for 30 seconds then, it waits for one here."""
        settings = settings_for(select((), (), unsafe=True), self.target, unsafe=True)
        text = fix(self.text, settings).text.replace("addTimeout(30, ", "addTimeout(1, ")
        text = text.replace("    timeout = 30\n", "    timeout = 1\n").replace(", timeout=30)", ", timeout=1)")
        return Program(self.name, text, self.interpreter, self.target)


def python3_programs() -> list[Program]:
    """Give the golden programs, which run on this Python and its Twisted."""
    folder = ROOT / "golden" / "programs"
    return [
        Program(name, (folder / f"{name}.before.py").read_text("utf-8"), sys.executable, Target.PY3) for name in USES
    ]


def python2_programs() -> list[Program]:
    """Give the examples, to run on Python 2.7 where that has a Twisted; else none."""
    interpreter = python2_with_twisted()
    if interpreter is None:
        return []
    folder = ROOT / "examples"
    return [Program(name, (folder / f"{name}.py").read_text("utf-8"), interpreter, Target.PY27) for name in USES]


@cache
def python2_with_twisted() -> str | None:
    """Give a Python 2.7 that can import Twisted: that of NETFIX_PYTHON2_TWISTED, or python2.7; None without one."""
    found = os.environ.get("NETFIX_PYTHON2_TWISTED") or shutil.which("python2.7")
    if found is None:
        return None
    command = [found, "-c", "import sys, twisted.mail.imap4, twisted.web.client; assert sys.version_info < (3,)"]
    return found if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None


def twisted_version(interpreter: str) -> str:
    """Give the versions of Twisted and Python that an interpreter has, in words."""
    code = "import sys, twisted; print('Twisted %s on Python %d.%d' % ((twisted.__version__,) + sys.version_info[:2]))"
    return subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
