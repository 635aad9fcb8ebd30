"""Who reads a text, as an answer: the terms in which `messages` speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Reader(Enum):
    """Who reads a text."""

    PEOPLE = "people"
    MACHINE = "a machine"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a text, and what it is to them: a noun for a sentence, such as "a log message"."""

    reader: Reader
    what: str


PRINTED = Audience(Reader.PEOPLE, "printed text")
LOGGED = Audience(Reader.PEOPLE, "a log message")
RAISED = Audience(Reader.PEOPLE, "an exception's message")
ASSERTED = Audience(Reader.PEOPLE, "an assertion's message")
EXIT = Audience(Reader.PEOPLE, "an exit message")
DIAGNOSTIC = Audience(Reader.PEOPLE, "a message on standard error")

COMPARED = Audience(Reader.MACHINE, "what is compared")
KEY = Audience(Reader.MACHINE, "a key")
TEMPLATE = Audience(Reader.MACHINE, "a template")
TRANSLATED = Audience(Reader.MACHINE, "a text to be translated")
WRITTEN = Audience(Reader.MACHINE, "what is written or sent")
TAKEN_APART = Audience(Reader.MACHINE, "what is taken apart")
NAMED_SO = Audience(Reader.MACHINE, "what its name says")

OUTPUT = Audience(Reader.UNKNOWN, "the program's output, which a program may read")
RETURNED = Audience(Reader.UNKNOWN, "a value that is returned")
KEPT = Audience(Reader.UNKNOWN, "a value that is kept")
SOMEWHERE = Audience(Reader.UNKNOWN, "a value that may go anywhere")

#: What an expression does with a text in it, if it does not read it: the text itself is its value, or part of that.
PASSED_ON = Audience(Reader.UNKNOWN, "the same text")
USED = Audience(Reader.UNKNOWN, "part of a value")
