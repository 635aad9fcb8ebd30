"""How far a long run has come: one line on a terminal, which goes before anything else is written there.

Nothing is shown of a short run, nor where standard error is no terminal.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

#: Seconds before there is something to see, and between two looks.
_PATIENCE = 0.7
_PAUSE = 0.1
_WIDTH = 32


class Progress:
    """The line. Without `shown` it is never drawn."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._drawn = False
        self._started = time.monotonic()
        self._last = 0.0
        self._done = self._total = 0
        self._console: Console | None = None

    def expect(self, total: int) -> None:
        """Know how many files there are."""
        self._total = total

    def advance(self, number: int) -> None:
        """Note that so many more files are done."""
        self._done += number
        self.show()

    def show(self) -> None:
        """Draw the line, if it is wanted and due."""
        now = time.monotonic()
        if self._shown and self._total and now - self._started > _PATIENCE and now - self._last > _PAUSE:
            self._last = now
            self._draw()

    def clear(self) -> None:
        """Take the line away, if it is there."""
        if self._drawn and self._console is not None:
            from rich.control import Control  # noqa: PLC0415 - only a terminal needs it
            from rich.segment import ControlType  # noqa: PLC0415 - as above

            self._console.control(Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2)))
            self._drawn = False

    def end(self) -> None:
        """Take the line away for good."""
        self.clear()
        self._shown = False

    def _draw(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.progress_bar import ProgressBar  # noqa: PLC0415 - as above

        self.clear()
        if self._console is None:
            self._console = Console(file=sys.stderr, highlight=False)
        done = min(self._done, self._total)
        room = max(1, min(_WIDTH, self._console.width - 30))
        self._console.print(ProgressBar(self._total, done, width=room), end="")
        self._console.print(f" {done:,} of {self._total:,} files", end="", soft_wrap=True)
        self._console.file.flush()
        self._drawn = True
