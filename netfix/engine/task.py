"""What is to be done with a file, in terms that a run knows before any file is read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.listed import Chosen, listed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.listed import Listed
    from netfix.engine.results import Located
    from netfix.engine.settings import Settings


class Mode(Enum):
    """What is wanted of a file: its findings, what becomes of it, or comments that suppress what is found."""

    FIND = "find"
    FIX = "fix"
    #: What would become of it, with all that is found at its place in the program as it is.
    PREVIEW = "preview"
    IGNORE = "ignore"


# These are named tuples for the reason given in `netfix.config.model`.
class Choice(NamedTuple):
    """Which findings of a file are meant, by their places in the file as it was; None: all.

    `lines` are spans of lines, first and last, of which one must touch the finding. `places` are the keys of the
    findings whose rewrite is wanted; the others are found and not applied.
    """

    lines: tuple[tuple[int, int], ...] | None = None
    places: frozenset[tuple[str, int, int]] | None = None

    def shows(self, finding: Located) -> bool:
        """Whether the finding is to be seen."""
        begin, end = finding.lines
        return self.lines is None or any(first <= end and begin <= last for first, last in self.lines)

    def takes(self, finding: Located) -> bool:
        """Whether the finding's rewrite is wanted."""
        return self.shows(finding) and (self.places is None or finding.key in self.places)


class Task(NamedTuple):
    """What to do with a file: steps in order, each until stable (one, unless it is a migration)."""

    steps: tuple[Settings, ...]
    mode: Mode
    choice: Choice = Choice()
    #: Whether the file's bytes are wanted beside its findings.
    keep: bool = False

    @property
    def everything(self) -> Settings:
        """All steps' codemods as one: what is looked for in the end."""
        if len(self.steps) == 1:
            return self.steps[0]
        return self.steps[0]._replace(codemods=Chosen(dict.fromkeys(self.listed)))

    @property
    def listed(self) -> Iterator[Listed]:
        """What is known of the codemods of all steps."""
        return (listed for step in self.steps for listed in listed_in(step.codemods))
