"""What the uses of a received chunk say of how messages end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from netfix.engine.expressions import literal_value
from netfix.engine.lazy import cst


class Mark(Enum):
    """What the use of a chunk says of how messages end."""

    LINE = "a line end is looked for, or taken off, by its name"
    BLANKS = "blanks are taken off, of which a line end is one"
    LINES = "it is taken apart into lines"
    BARE = "it is compared with what has no line end, or taken apart where no line ends"


@dataclass(frozen=True, slots=True)
class Use:
    """A place at which a chunk is taken for a message, and how people call that."""

    node: cst.BaseExpression
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a chunk is used: the places at which it is taken for a message, and what they say of the messages' ends."""

    uses: tuple[Use, ...]
    marks: frozenset[Mark]


class Marks:
    """Notes what is seen while a chunk is followed: `found`, and whether its line end is off by now."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.found: set[Mark] = set()
        self.is_stripped = False

    def strip(self, call: cst.Call) -> None:
        """Note that what stands at the ends of a chunk is taken off."""
        text = text_of(call.args[0].value) if call.args else ""
        if not call.args or "\n" in text:
            self.is_stripped = True
            self.found.add(Mark.LINE if call.args else Mark.BLANKS)

    def split(self, call: cst.Call, name: str) -> None:
        """Note that a chunk is taken apart by a method of this name."""
        text = text_of(call.args[0].value) if call.args else ""
        if name == "splitlines" or (name in {"split", "rsplit"} and text in {"\n", "\r\n"}):
            self.found.add(Mark.LINES)
        elif not text.isprintable():
            self.found.add(Mark.BARE)

    def compare(self, others: list[cst.BaseExpression]) -> None:
        """Note what a chunk is compared with: texts that end as lines do, or that do not."""
        texts = [text_of(other) for other in others]
        if all(text.endswith("\n") for text in texts):
            self.found.add(Mark.LINE)
        elif not self.is_stripped or any(_is_prompt(text) for text in texts):
            self.found.add(Mark.BARE)

    def read(self) -> None:
        """Note that a chunk is read by a parser of what need not be one line."""
        if not self.is_stripped:
            self.found.add(Mark.BARE)


def _is_prompt(text: str) -> bool:
    """Whether a text is one behind which an answer is typed, on the same line."""
    return len(text) > 1 and text.rstrip()[-1:] in set(":>$#")


def text_of(node: cst.BaseExpression) -> str:
    """Give the text of a literal, of bytes too; empty for all else."""
    value = literal_value(node)
    return value.decode("latin-1") if isinstance(value, bytes) else value or ""


def has_empty(node: cst.Tuple | cst.List | cst.Set) -> bool:
    """Whether a text without characters, which stands for the end, is among the elements."""
    return any(isinstance(each.value, cst.BaseString) and not is_message(each.value) for each in node.elements)


def is_message(node: cst.BaseExpression) -> bool:
    """Whether a chunk is compared with more than nothing."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return bool(literal_value(node))
    return not isinstance(node, cst.Name) or node.value != "None"


def is_word(node: cst.BaseExpression) -> bool:
    """Whether an expression is a literal that holds characters to be read, and no end of a line or a message."""
    text = text_of(node)
    return bool(text) and text.isprintable()
