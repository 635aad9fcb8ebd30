"""Programs run as a person runs them: on a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def run_on_terminal(
    command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, *, stderr: int | None = None
) -> tuple[int, bytes]:
    """Run a program on a terminal of 100 columns; give its exit code and what the terminal got.

    `env` is set beside this process's own variables, of which those that speak of colours are left out. `stderr` can be
    `subprocess.DEVNULL`, so that only standard output is seen.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"}}
    process = subprocess.Popen(
        command, cwd=cwd, stdin=follower, stdout=follower, stderr=follower if stderr is None else stderr,
        env={**kept, "TERM": "xterm-256color", **(env or {})},
    )  # fmt: skip
    os.close(follower)
    output = bytearray()
    try:
        while data := os.read(leader, 65536):
            output += data
    except OSError:
        pass  # Linux ends a terminal that nobody holds any more with an error
    finally:
        os.close(leader)
    return process.wait(timeout=120), bytes(output)
