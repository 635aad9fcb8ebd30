"""What was declined in an interview that its user left, so that the next one goes on from there.

Accepted rewrites need no memory: they are in the files. One JSON file an interview, in the user's state folder; it is
named after the current folder and the paths that were asked for, and gone once an interview is through.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netfix.interactive.review import Question


class Answers:
    """The declined questions of one interview."""

    def __init__(self, paths: Sequence[str], *, folder: Path | None = None) -> None:
        """Remember what an earlier interview about `paths` left; a memory that cannot be read is none."""
        if folder is None:
            from platformdirs import user_state_path  # noqa: PLC0415 - only an interview needs it

            folder = user_state_path("netfix") / "interviews"
        name = blake2b("\0".join([os.getcwd(), *paths]).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()  # noqa: PTH109 - a string
        self._file = folder / f"{name}.json"
        kept: object = None
        with suppress(OSError, ValueError):
            kept = json.loads(self._file.read_text("utf-8"))
        keys = cast("list[object]", kept) if isinstance(kept, list) else []
        self._declined: set[str] = {key for key in keys if isinstance(key, str)}

    def __len__(self) -> int:
        return len(self._declined)

    def __contains__(self, key: str) -> bool:
        return key in self._declined

    def decline(self, key: str) -> None:
        """Remember that a question was declined."""
        self._declined.add(key)

    def take_back(self, key: str) -> None:
        """Forget it again."""
        self._declined.discard(key)

    def save(self) -> None:
        """Keep what was declined. Raises OSError if the folder cannot be written."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._file.with_suffix(f".{os.getpid()}")
        scratch.write_text(json.dumps(sorted(self._declined)), "utf-8")
        scratch.replace(self._file)

    def forget(self) -> None:
        """Forget everything: the interview is through, or starts anew. Raises OSError if what was kept has to stay."""
        self._declined.clear()
        if self._file.exists():
            self._file.unlink(missing_ok=True)


def key_of(question: Question, path: str) -> str:
    """Give what a question is known by in a later interview: its file, its codemods and the lines that it is about.

    Line numbers do not count, so that it is known again after lines above it have changed.
    """
    text = question.rewritten.old
    start = text.rfind("\n", 0, question.rewritten.edits[0].start) + 1
    end = text.find("\n", question.rewritten.edits[-1].end)
    lines = text[start : len(text) if end < 0 else end]
    parts = [path, *sorted({finding.codemod for finding in question.findings}), lines, str(text[:start].count(lines))]
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
