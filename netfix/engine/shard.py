"""One run divided among machines that know nothing of each other: each takes the files whose names fall to it.

A file's shard comes from a digest of its path relative to the current folder, with slashes, so that all machines with
the same checkout agree, whatever order and whichever of the files each of them finds.
"""

# A path object for each of 40,000 files costs more than the rest:
# ruff: noqa: PTH100

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import blake2b

_FORM = re.compile(r"([1-9]\d*)/([1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `index` of `count`, counting from 1."""

    index: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read `I/N`. Raises ValueError that says what is wrong."""
        form = _FORM.fullmatch(text.strip())
        if form is None:
            raise ValueError(f"{text!r} is not of the form I/N, as in 2/8")
        index, count = int(form[1]), int(form[2])
        if index > count:
            raise ValueError(f"there is no part {index} of {count}")
        return cls(index, count)

    def includes(self, path: str) -> bool:
        """Whether the file at `path` falls to this part."""
        relative = os.path.relpath(os.path.abspath(path))
        name = os.fsencode(relative).replace(os.sep.encode(), b"/")
        return int.from_bytes(blake2b(name, digest_size=8).digest(), "big") % self.count == self.index - 1
