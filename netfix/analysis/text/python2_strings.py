"""String literals of Python 2: their parts, and what they are as other literals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node

_LITERAL = re.compile(r"""(?s)(?P<prefix>[A-Za-z]*)(?P<quote>\"{3}|'{3}|"|')(?P<body>.*)(?P=quote)""")
#: A backslash and the character after it.
_PAIR = re.compile(r"(?s)\\(.)")
#: An escape of a literal that is not raw.
ESCAPE = re.compile(r"(?s)\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|.)")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Literal:
    """One string literal: `prefix` in lower case, `quote`, `body` as written, and where it starts in the text."""

    start: int
    prefix: str
    quote: str
    body: str

    @classmethod
    def of(cls, leaf: Node) -> Literal:
        """Take a STRING token apart."""
        found = _LITERAL.fullmatch(leaf.value)
        if found is None:
            message = f"not a string literal: {leaf.value!r}"
            raise ValueError(message)
        return cls(leaf.start, found["prefix"].lower(), found["quote"], found["body"])

    @property
    def body_start(self) -> int:
        """Where the body begins in the text."""
        return self.start + len(self.prefix) + len(self.quote)

    @property
    def is_raw(self) -> bool:
        """Whether a backslash stands for itself."""
        return "r" in self.prefix

    def is_unicode(self, tree: Python2Tree) -> bool:
        """Whether Python 2 makes a unicode string of it."""
        return "u" in self.prefix or (self.is_text and "unicode_literals" in tree.future_imports)

    @property
    def is_text(self) -> bool:
        """Whether it has no `b`, so that Python 3 makes a str of it."""
        return "b" not in self.prefix

    def without_raw(self, body: str) -> str:
        """Give the body of this raw literal, or a part of it, as it is written in a literal that is not raw."""
        return _PAIR.sub(self._escaped_pair, body)

    def _escaped_pair(self, found: re.Match[str]) -> str:
        """Write a raw literal's backslash and its next character, which both stand for themselves, with escapes."""
        follower = found[1]
        if follower == "\\":
            return "\\\\\\\\"
        if follower == self.quote[0]:
            return "\\\\\\" + follower
        if follower == "\n" and len(self.quote) == 1:
            return "\\\\\\n\\\n"
        return "\\\\" + follower


def ends_in(node: Node) -> str | None:
    """Give the last character of a plain literal or of several side by side; "" if empty, None if not a literal."""
    leaves = [node] if node.kind == "STRING" else list(node.children)
    if not leaves or any(leaf.kind != "STRING" for leaf in leaves):
        return None
    for leaf in reversed(leaves):
        literal = Literal.of(leaf)
        if literal.body:
            return _last_character(literal)
    return ""


def _last_character(literal: Literal) -> str | None:
    """Give the last character of a literal that is not empty; None if it is an unusual escape."""
    if literal.is_raw:
        return literal.body[-1]
    escapes = list(ESCAPE.finditer(literal.body))
    if not escapes or escapes[-1].end() < len(literal.body):
        return literal.body[-1]
    escaped = escapes[-1][0][1:]
    if escaped[0] in "uUN\n":
        return None
    if escaped[0] in "01234567":
        return chr(int(escaped, 8) & 0xFF)
    if escaped[0] == "x":
        return chr(int(escaped[1:], 16)) if escaped[1:] else None
    return _ESCAPES.get(escaped, escaped)
