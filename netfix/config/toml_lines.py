"""On which line of a TOML file each key and each item of a list stands, which `tomllib` does not tell."""

from __future__ import annotations

import importlib
import re
import sys
from typing import TYPE_CHECKING, Any, TypeGuard, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys and list indices from the document's root to a value.
KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"[^,\]}\n#]*")
_ERROR_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlError(Exception):
    """A text that is no TOML. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def parse(text: str) -> dict[str, object]:
    """Read TOML. Raises TomlError."""
    # Imported here, and by name: a run without configuration has no use for it, and Python 3.10 has it from PyPI.
    toml = cast("Any", importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli"))
    try:
        return cast("dict[str, object]", toml.loads(text.replace("\r\n", "\n")))
    except toml.TOMLDecodeError as error:
        found = _ERROR_PLACE.search(str(error))
        reason = str(error)[: found.start()] if found else str(error)
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        raise TomlError(line, f"no TOML: {reason[:1].lower()}{reason[1:]}") from error


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a value of a TOML document is a table."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether a value of a TOML document is a list."""
    return isinstance(value, list)


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """Give the 1-based line of every key, table and list item of a text that is TOML."""
    return _Scan(text.replace("\r\n", "\n")).lines


class _Scan:
    """One reading of a text; of what is no TOML, something is read."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        #: How many tables a list of tables has so far.
        self._counts: dict[KeyPath, int] = {}
        table: KeyPath = ()
        self._skip()
        while self._at < len(text):
            before = self._at
            if text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
            if self._at == before:
                return

    def _skip(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at

    def _note(self, path: KeyPath, at: int) -> None:
        self.lines.setdefault(path, self._text.count("\n", 0, at) + 1)

    def _header(self) -> KeyPath:
        """Read `[table]` or `[[list of tables]]`, and give what it opens."""
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 1 + is_list
        self._skip()
        keys = self._key()
        self._skip()
        self._at += 1 + is_list
        path: KeyPath = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            self._note(path, start)
            if is_list and number == len(keys) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
                self._note(path, start)
        return path

    def _key(self) -> list[str]:
        """Read a key, which may have parts with dots between them."""
        parts: list[str] = []
        while True:
            quoted = _STRING.match(self._text, self._at)
            bare = quoted or _BARE_KEY.match(self._text, self._at)
            if bare is None:
                return parts
            parts.append(_unquoted(bare[0]) if quoted else bare[0])
            self._at = bare.end()
            dot = _DOT.match(self._text, self._at)
            if dot is None:
                return parts
            self._at = dot.end()

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        path = table
        for key in self._key():
            path = (*path, key)
            self._note(path, start)
        self._skip()
        self._at += 1  # the equals sign
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip()
        opening = self._text[self._at : self._at + 1]
        if opening in ("[", "{"):
            self._items(path, "]" if opening == "[" else "}")
            return
        value = _STRING.match(self._text, self._at) or _PLAIN_VALUE.match(self._text, self._at)
        self._at = value.end() if value else len(self._text)

    def _items(self, path: KeyPath, closing: str) -> None:
        self._at += 1
        number = 0
        while True:
            self._skip()
            before = self._at
            if self._text[self._at : self._at + 1] in (closing, ""):
                self._at += 1
                return
            if closing == "]":
                self._note((*path, number), self._at)
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
            self._skip()
            self._at += self._text.startswith(",", self._at)
            if self._at == before:
                return


def _unquoted(key: str) -> str:
    if "\\" in key and key.startswith('"'):
        return cast("str", parse(f"key = {key}")["key"])
    return key[1:-1]
