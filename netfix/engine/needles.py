"""Which codemods a file's bytes leave in play, found without parsing and, for most files, without a regular expression.

Codemods say by `needles` what a file must hold for them. Of a hundred expressions nearly all ask for a whole word, and
a file's words are found in one pass at the speed of C: 150 MB a second, against 3 for one expression after the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from netfix.engine.listed import listed_in
from netfix.registry import is_installed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.listed import Listed

#: What `\w` means for bytes: all else becomes a blank.
_TO_BLANK = bytes(at if at < 128 and (chr(at).isalnum() or at == ord("_")) else 32 for at in range(256))  # noqa: PLR2004


class Content:
    """A file's bytes as they are searched for needles."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def words(self) -> frozenset[bytes]:
        """All words: what the expression for word characters finds."""
        return frozenset(self.data.translate(_TO_BLANK).split())


@dataclass(frozen=True, slots=True)
class _Needle:
    """An expression. One of `words` must occur (None: nothing is known); if `pattern` is None, that is all there is."""

    words: frozenset[bytes] | None
    pattern: bytes | None

    def found_in(self, content: Content) -> bool:
        """Whether a file holds it."""
        if self.words is not None and self.words.isdisjoint(content.words):
            return False
        return self.pattern is None or _compiled(self.pattern).search(content.data) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    """Compile an expression when it is first searched for: most never are in a short run."""
    return re.compile(pattern, re.MULTILINE)


def _words_of(expression: bytes) -> tuple[frozenset[bytes] | None, bool]:
    """Give `words_of(expression)`, in a netfix that is installed from what was written down when it was made."""
    if is_installed():
        from netfix.codemods.listing import WORDS  # noqa: PLC0415 - as in `netfix.registry`

        if expression in WORDS:
            words, is_all = WORDS[expression]
            return None if words is None else frozenset(words), is_all
    from netfix.engine.needle_words import words_of  # noqa: PLC0415 - few expressions are new

    return words_of(expression)


@lru_cache(maxsize=512)
def _needles(expressions: tuple[bytes, ...]) -> tuple[_Needle, ...]:
    """Give what is to be looked for, what is told by words alone first."""
    found: list[_Needle] = []
    for expression in expressions:
        words, is_all = _words_of(expression)
        found.append(_Needle(words, None if is_all else expression))
    return tuple(sorted(found, key=lambda each: (each.pattern is not None, each.words is None)))


def has_needle(content: Content, codemod: type[Registered] | Listed) -> bool:
    """Whether a codemod might find something in a file: one of its needles is there, and all that it requires."""
    found = any(each.found_in(content) for each in _needles(codemod.needles))
    return found and all(any(each.found_in(content) for each in _needles((one,))) for one in codemod.requires)


@lru_cache(maxsize=64)
def _cheapest_first(listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
    """Give those first for which no expression is searched."""
    return tuple(sorted(listed, key=lambda each: any(one.pattern is not None for one in _needles(each.needles))))


def any_in_play(content: Content, codemods: Sequence[type[Registered]]) -> bool:
    """Whether any codemod might find something in a file."""
    return any(has_needle(content, listed) for listed in _cheapest_first(listed_in(codemods)))


def in_play(content: Content, codemods: Sequence[type[Registered]]) -> list[Listed]:
    """Give what is known of the codemods that might find something in a file."""
    return [listed for listed in listed_in(codemods) if has_needle(content, listed)]
