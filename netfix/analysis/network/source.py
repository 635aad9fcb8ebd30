"""Where a value was received, and in which form the program now has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst as cst


class Form(Enum):
    """What a received value is: an object to read from, bytes as they came (`str` in Python 2), or text."""

    OBJECT = "object"
    BYTES = "bytes"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was received: `node` in the program, and `what` people call it; and in which form it now is.

    `gives_text` says of an object that what is read from it is text.
    """

    node: cst.CSTNode
    what: str
    form: Form
    gives_text: bool = False


def read_from(source: Source | None, *, is_text: bool = False) -> Source | None:
    """Give the source of what is read from, or made from, a received value."""
    if source is None:
        return None
    if is_text or (source.form is Form.OBJECT and source.gives_text):
        return replace(source, form=Form.TEXT)
    return replace(source, form=Form.BYTES) if source.form is Form.OBJECT else source
