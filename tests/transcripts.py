"""Terminal transcripts in documents: the commands are run, and what they print is compared with what is shown.

A transcript is a fenced block of the language `console`. Its lines that begin with `$ ` are commands (`> ` continues
one), the lines after a command are what it prints, and a line `...` stands for any lines. All transcripts of a page
run in order in one shell, in an empty folder. What a page needs there is made by comments that no reader sees:

    <!-- setup: cp "$ROOT/examples/gopher_client.py" . -->

A block of commands that cannot be run like that says where it is run instead: `<!-- run by: tests/test_x.py -->`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SETUP = re.compile(r"<!-- setup: (?P<command>.*?) -->", re.DOTALL)
_BLOCK = re.compile(
    r"(?:<!-- run by: (?P<by>\S+) -->\n)?"
    r"(?P<indent>[ ]*)```(?P<language>console|sh|bash|shell)\n(?P<text>.*?)(?P=indent)```\n",
    re.DOTALL,
)
_MARK = "\x01netfix transcript"


@dataclass(slots=True)
class Command:
    """A command of a transcript with what is shown of its output; `visible` is false for set-up."""

    text: str
    shown: list[str] = field(default_factory=list[str])
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A block of commands, and the test file which is said to run them (None: nothing is said)."""

    text: str
    by: str | None


def commands(page: str) -> list[Command]:
    """Give the commands of a page in order, set-up included."""
    found: list[tuple[int, list[Command]]] = [
        (each.start(), [Command(each["command"].replace("\\\n", ""), visible=False)]) for each in _SETUP.finditer(page)
    ]
    found += ((each.start(), _of_block(each)) for each in _BLOCK.finditer(page) if _is_transcript(each))
    return [command for _, several in sorted(found, key=lambda each: each[0]) for command in several]


def run_elsewhere(page: str) -> list[Elsewhere]:
    """Give the blocks of commands which are no transcripts."""
    return [Elsewhere(each["text"], each["by"]) for each in _BLOCK.finditer(page) if not _is_transcript(each)]


def _is_transcript(block: re.Match[str]) -> bool:
    return block["language"] == "console" and block["by"] is None


def _of_block(block: re.Match[str]) -> list[Command]:
    several: list[Command] = []
    for whole in block["text"].splitlines():
        line = whole.removeprefix(block["indent"])
        if line.startswith("$ "):
            several.append(Command(line[2:]))
        elif line.startswith("> ") and not several[-1].shown:
            several[-1].text += "\n" + line[2:]
        else:
            several[-1].shown.append(line)
    return several


def printed(several: list[Command], root: Path, folder: Path) -> list[list[str]]:
    """Run the commands in one shell in `folder` and give the lines that each prints, errors among them."""
    script = ["exec 2>&1"]
    for command in several:
        # The mark must not change what `echo $?` in the next command says.
        script += [command.text, f'__status=$?; printf "%s\\n" "{_MARK}"; (exit $__status)']
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    for name, arguments in {"netfix": "-m netfix ", "python": ""}.items():
        program = tools / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        program.chmod(0o755)
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(root), "ROOT": str(root),
        "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home), "COLUMNS": "100",
        "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONWARNINGS": "default",
        "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "--noprofile", "--norc"], input="\n".join(script) + "\n", text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=folder, env=environment, check=False, timeout=300,
    )  # fmt: skip
    outputs = done.stdout.split(f"{_MARK}\n")
    assert len(outputs) == len(several) + 1, done.stdout
    return [output.splitlines() for output in outputs[:-1]]


def matches(shown: list[str], lines: list[str]) -> bool:
    """Whether what is shown is what was printed; `...` on a line of its own stands for any lines.

    Blanks at the ends of lines do not count: nobody sees them, and editors take them away.
    """
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in lines)) is not None


def blessed(page: str, outputs: list[list[str]]) -> str:
    """Give the page with what its commands print now, where it does not match what is shown."""
    visible = iter([output for command, output in zip(commands(page), outputs, strict=True) if command.visible])

    def renewed(block: re.Match[str]) -> str:
        if not _is_transcript(block):
            return block[0]
        lines: list[str] = []
        for command in _of_block(block):
            output = next(visible)
            lines.append("$ " + command.text.replace("\n", "\n> "))
            lines += command.shown if matches(command.shown, output) else output
        text = "".join(f"{block['indent']}{line}".rstrip() + "\n" for each in lines for line in each.split("\n"))
        return f"{block['indent']}```console\n{text}{block['indent']}```\n"

    return _BLOCK.sub(renewed, page)
