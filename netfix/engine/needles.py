"""Which codemods a file's bytes leave in play, found without parsing and, for most files, without a regular expression.

Codemods say by `needles` what a file must hold for them. Of a hundred expressions nearly all ask for a whole word, and
a file's words are found in one pass at the speed of C: 150 MB a second, against 3 for one expression after the other.
Most others ask for a part of a word, which the words tell as well.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.listed import listed_in
from netfix.registry import is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.listed import Listed
    from netfix.engine.needle_words import Needed

#: What `\w` means for bytes: all else becomes a blank.
_TO_BLANK = bytes(at if at < 128 and (chr(at).isalnum() or at == ord("_")) else 32 for at in range(256))  # noqa: PLR2004
#: A vocabulary with more words than this is begun anew.
_MOST_WORDS = 200_000


class _Vocabulary:
    """Which of the watched texts stand in which words, worked out once for each word that a process meets.

    A thousand files of a program share most of their words, so that looking for a text in them costs next to nothing.
    """

    def __init__(self, watched: frozenset[bytes]) -> None:
        self.watched = watched
        self._known: set[bytes] = set()
        self._holding: dict[bytes, list[bytes]] = {}

    def texts_in(self, words: frozenset[bytes]) -> frozenset[bytes]:
        """Give those of the watched texts that stand in one of these words."""
        new = words - self._known
        if new:
            together = b" ".join(new)
            for text in self.watched:
                if text in together:
                    for word in new:
                        if text in word:
                            self._holding.setdefault(word, []).append(text)
            if len(self._known) > _MOST_WORDS:
                self._known = set()
            # Only now: another thread that finds a word among the known relies on what is said of it.
            self._known |= new
        return frozenset(text for word in words & self._holding.keys() for text in self._holding[word])


_vocabulary = _Vocabulary(frozenset())


def _watch(texts: frozenset[bytes]) -> None:
    global _vocabulary  # noqa: PLW0603 - of the process, as the caches of functions are
    if not texts <= _vocabulary.watched:
        _vocabulary = _Vocabulary(_vocabulary.watched | texts)


class Content:
    """A file's bytes as they are searched for needles."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._searched: dict[bytes, bool] = {}
        self._parts: tuple[_Vocabulary, frozenset[bytes]] | None = None

    @cached_property
    def words(self) -> frozenset[bytes]:
        """All words: what the expression for word characters finds."""
        return frozenset(self.data.translate(_TO_BLANK).split())

    @property
    def parts(self) -> frozenset[bytes]:
        """All watched texts that stand in a word."""
        if self._parts is None or self._parts[0] is not _vocabulary:
            self._parts = _vocabulary, _vocabulary.texts_in(self.words)
        return self._parts[1]

    def matches(self, pattern: bytes) -> bool:
        """Whether an expression matches somewhere."""
        found = self._searched.get(pattern)
        if found is None:
            found = self._searched[pattern] = _compiled(pattern).search(self.data) is not None
        return found


@lru_cache(maxsize=2)
def content_of(data: bytes) -> Content:
    """Give a file's bytes as they are searched; several ask for the same, one after the other."""
    return Content(data)


class _Needle(NamedTuple):
    """An expression, and what whatever matches it cannot do without. If `pattern` is None, that is all there is.

    One of `words` must occur (None: nothing is known), and one of `parts`, within a word, or of `texts`.
    """

    words: frozenset[bytes] | None
    parts: frozenset[bytes]
    texts: frozenset[bytes]
    pattern: bytes | None

    def found_in(self, content: Content) -> bool:
        """Whether a file holds it."""
        if self.words is not None and self.words.isdisjoint(content.words):
            return False
        if (
            (self.parts or self.texts)
            and self.parts.isdisjoint(content.parts)
            and not any(text in content.data for text in self.texts)
        ):
            return False
        return self.pattern is None or content.matches(self.pattern)


@lru_cache(maxsize=1024)
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    """Compile an expression when it is first searched for: most never are in a short run."""
    return re.compile(pattern, re.MULTILINE)


def _needed_by(expression: bytes) -> Needed:
    """Give `needed_by(expression)`, in a netfix that is installed from what was written down when it was made."""
    if is_installed():
        from netfix.codemods.listing import NEEDED  # noqa: PLC0415 - as in `netfix.registry`

        if expression in NEEDED:
            return NEEDED[expression]
    from netfix.engine.needle_words import needed_by  # noqa: PLC0415 - few expressions are new

    return needed_by(expression)


@lru_cache(maxsize=512)
def _needles(expressions: tuple[bytes, ...]) -> tuple[_Needle, ...]:
    """Give what is to be looked for, what is told by words alone first."""
    found: list[_Needle] = []
    for expression in expressions:
        words, is_all, parts, texts = _needed_by(expression)
        found.append(
            _Needle(
                None if words is None else frozenset(words),
                frozenset(parts),
                frozenset(texts),
                None if is_all else expression,
            )
        )
        _watch(found[-1].parts)
    return tuple(sorted(found, key=lambda each: (each.pattern is not None, each.words is None)))


def has_needle(content: Content, codemod: type[Registered] | Listed) -> bool:
    """Whether a codemod might find something in a file: one of its needles is there, and all that it requires."""
    found = any(each.found_in(content) for each in _needles(codemod.needles))
    return found and all(any(each.found_in(content) for each in _needles((one,))) for one in codemod.requires)


class _Index:
    """Which codemods are to be asked, by the words of a file: most files have words for few of them."""

    def __init__(self, listed: tuple[Listed, ...]) -> None:
        self._listed = listed
        self._by_word: dict[bytes, list[int]] = {}
        self._by_part: dict[bytes, list[int]] = {}
        self._always: set[int] = set()
        for at, each in enumerate(listed):
            for needle in _needles(each.needles):
                if needle.words is not None:
                    for word in needle.words:
                        self._by_word.setdefault(word, []).append(at)
                elif needle.parts and not needle.texts:
                    for part in needle.parts:
                        self._by_part.setdefault(part, []).append(at)
                else:
                    self._always.add(at)

    def in_play(self, content: Content) -> Iterator[Listed]:
        """Give, in their order, those that might find something in a file."""
        asked = set(self._always)
        for word in self._by_word.keys() & content.words:
            asked.update(self._by_word[word])
        for part in self._by_part.keys() & content.parts:
            asked.update(self._by_part[part])
        return (self._listed[at] for at in sorted(asked) if has_needle(content, self._listed[at]))


@lru_cache(maxsize=64)
def _index(listed: tuple[Listed, ...]) -> _Index:
    return _Index(listed)


@lru_cache(maxsize=64)
def _cheapest_first(listed: tuple[Listed, ...]) -> _Index:
    """Index those first for which no expression is searched."""
    return _Index(
        tuple(sorted(listed, key=lambda each: any(one.pattern is not None for one in _needles(each.needles))))
    )


def any_in_play(content: Content, codemods: Sequence[type[Registered]]) -> bool:
    """Whether any codemod might find something in a file."""
    return next(_cheapest_first(listed_in(codemods)).in_play(content), None) is not None


def in_play(content: Content, codemods: Sequence[type[Registered]]) -> list[Listed]:
    """Give what is known of the codemods that might find something in a file."""
    return list(_index(listed_in(codemods)).in_play(content))
