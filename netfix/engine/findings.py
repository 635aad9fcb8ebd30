"""What codemods say of a program: findings, and how safe their rewrites are."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netfix.engine.edits import Edit


class Safety(Enum):
    """How far a rewrite can be trusted; a property of each finding, not of a codemod."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


# These are named tuples for the reason given in `netfix.config.model`.
class Verdict(NamedTuple):
    """A safety and the argument for it, one clause without capital and full stop."""

    safety: Safety
    reason: str


def safe(reason: str) -> Verdict:
    """Proven to do what the codemod's page says and nothing else, because `reason`; applied by default."""
    return Verdict(Safety.SAFE, reason)


def unsafe(reason: str) -> Verdict:
    """Very likely right, but `reason`, so a person should look; applied with --unsafe."""
    return Verdict(Safety.UNSAFE, reason)


def manual(advice: str) -> Verdict:
    """Cannot be rewritten soundly; `advice` says what to do. Never applied."""
    return Verdict(Safety.MANUAL, advice)


class Finding(NamedTuple):
    """One place that a codemod marks, and how it would be rewritten.

    `start` and `end` are character offsets of the text the finding was made for, as are those of `edits`, which are
    made together or not at all. A manual finding has no edits.
    """

    codemod: str
    start: int
    end: int
    safety: Safety
    message: str
    edits: tuple[Edit, ...] = ()


class RewriteFailed(Exception):
    """A rewrite came out wrong and was given up: a bug of netfix, never the user's. `reason` names the codemods."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
