"""One run of one program, and what came of it."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from servers import HOST

if TYPE_CHECKING:
    from .programs import Program

#: How a server behaves, and in words what a program meets there.
SITUATIONS = {
    "works": "works",
    "refuse": "refuses the connection",
    "drop_after_greeting": "drops it after the greeting",
    "drop_in_middle": "drops it in the middle",
    "refuse_login": "refuses the login",
    "fail_item": "one item fails",
}
FAILING = [situation for situation in SITUATIONS if situation != "works"]
#: What only a limit of time helps against.
SILENT = {"silent": "says nothing"}

#: Seconds. How long nothing must happen before a program counts as one that waits for ever.
_QUIET = 4.0
#: Seconds. No program takes as long, unless something happens in it again and again.
_PATIENCE = 90.0
#: The exit status of `watched.py` for a program that hangs.
_HANGS = 70

#: How lines of standard error begin that are not what a program or an exception says.
_ASIDE = (" ", "\t", ">>>", "<<<")
_LOST = r"(?i)connection.*(lost|closed|aborted)|ConnectionDone|Response(Failed|NeverReceived)|Unable to connect"
#: By what to know the error that a program met, whoever words it.
_ERRORS = {
    "refuse": r"(?i)refused",
    "drop_after_greeting": _LOST,
    "drop_in_middle": _LOST,
    "refuse_login": r"(?i)login failed|authentication failed|\b530\b|\b550\b|not from you|\b401\b",
    "fail_item": r"(?i)damaged|\b550\b|no such|\b500\b",
    "silent": r"(?i)time.?out|CancelledError|ConnectionDone|closed cleanly",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run.

    `status` is the exit status, None of a program that waits for ever. `expected` matches a line that tells the
    error it met; of a server that works there is none.
    """

    situation: str
    status: int | None
    output: str
    errors: str

    @property
    def hangs(self) -> bool:
        """Whether it waits for what cannot come."""
        return self.status is None

    @property
    def is_unhandled(self) -> bool:
        """Whether a Deferred was collected with a failure that nobody took."""
        return "Unhandled error in Deferred" in self.errors

    @property
    def reports(self) -> int:
        """How often the error that it met is told, in which source lines of tracebacks and transcripts don't count."""
        pattern = _ERRORS.get(self.situation)
        told = [line for line in self.errors.splitlines() if not line.startswith(_ASIDE)]
        return sum(bool(pattern and re.search(pattern, line)) for line in [*self.output.splitlines(), *told])

    @property
    def is_misleading(self) -> bool:
        """Whether it dies of something else than what it met."""
        return not self.hangs and self.situation != "works" and not self.reports and "Traceback" in self.errors

    @property
    def is_silent(self) -> bool:
        """Whether it ends without a word on what it met."""
        return not self.hangs and self.situation != "works" and not self.reports and not self.is_misleading

    @property
    def is_right(self) -> bool:
        """Whether it ends by itself and tells what it met, and nothing was left unhandled."""
        return not (self.hangs or self.is_unhandled or self.is_misleading or self.is_silent)

    def __str__(self) -> str:
        """Say it in the words of the table."""
        told = {0: "", 1: ", error told"}.get(self.reports, f", error told {self.reports} times")
        ending = "hangs" if self.hangs else "misleads" if self.is_misleading else "silent" if self.is_silent else "ends"
        return ending + ("" if self.situation == "works" else told) + (", Unhandled" if self.is_unhandled else "")


def run(program: Program, situation: str, port: int, folder: Path) -> Outcome:
    """Run a program against a server that behaves so. `folder` must be its own."""
    path = folder / f"{program.name}.py"
    path.write_text(program.text, "utf-8")
    arguments = [HOST, str(port), *program.arguments()]
    watched = Path(__file__).with_name("watched.py")
    command = [program.interpreter, "-u", "-B", "-W", "ignore", str(watched), str(_QUIET), str(path), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        status: int | None = None
        try:
            output, errors = process.communicate(timeout=_PATIENCE)
            status = None if process.returncode == _HANGS else process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
    return Outcome(situation, status, output.replace(str(port), "PORT"), errors)
