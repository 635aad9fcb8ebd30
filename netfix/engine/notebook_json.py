"""The JSON of a notebook, read with the place of every string, so that a cell can be written and nothing else touched.

`json.dump` would change indentation, escapes and the order of keys to what it prefers. Here a new source is put into
the file string by string: lines that stay keep the very bytes they had, and of a line that changes, what it has in
common with the new one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from netfix.engine.edits import Edit
from netfix.engine.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = frozenset(" \t\r\n")
_DECODER = json.JSONDecoder(strict=True)
#: One character of a JSON string as it is written.
_UNIT = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]")


@dataclass(frozen=True, slots=True)
class Text:
    """A string and where it stands in the file, quotes included."""

    value: str
    start: int
    end: int


#: A value with the places of its strings; what is no string, list or object is None.
Value: TypeAlias = "dict[str, Value] | list[Value] | Text | None"


def read(text: str) -> Value:
    """Read a JSON text. Raises SourceError where it is none."""
    try:
        json.loads(text)
        value, _ = _value(text, _skipped(text, 0))
    except json.JSONDecodeError as error:
        raise SourceError(error.lineno, f"no notebook, because it is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise SourceError(None, "no notebook: nests too deep") from error
    return value


def _skipped(text: str, at: int) -> int:
    """Give where the blanks that begin at `at` end."""
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _value(text: str, at: int) -> tuple[Value, int]:
    """Read the value at `at`, of a text that is known to be JSON; give it and where it ends."""
    if text[at] not in "[{":
        plain, end = _DECODER.raw_decode(text, at)
        return Text(plain, at, end) if isinstance(plain, str) else None, end
    items: list[Value] = []
    members: dict[str, Value] = {}
    is_object = text[at] == "{"
    at = _skipped(text, at + 1)
    while text[at] not in "]}":
        key = ""
        if is_object:
            key, at = _DECODER.raw_decode(text, at)
            at = _skipped(text, _skipped(text, at) + 1)
        item, at = _value(text, at)
        items.append(item)
        members[key] = item
        at = _skipped(text, at)
        if text[at] == ",":
            at = _skipped(text, at + 1)
    return (members if is_object else items), at + 1


@dataclass(frozen=True, slots=True)
class CellText:
    """Where a cell's source stands: one string, or a list of strings."""

    parts: tuple[Text, ...]
    is_list: bool

    @property
    def source(self) -> str:
        """The cell's source."""
        return "".join(part.value for part in self.parts)

    def offset(self, at: int) -> int:
        """Give where, in the file, the line of the source begins that has a character, or the string with that line."""
        for part in self.parts:
            if at < len(part.value):
                return part.start
            at -= len(part.value)
        return self.parts[-1].start

    def rewritten(self, text: str, source: str) -> list[Edit]:
        """Give the edits of the file's `text` that make `source` of the cell."""
        if source == self.source:
            return []
        if not self.is_list:
            (part,) = self.parts
            lines = _written_lines(text, part)
            return _edits(_Writer(text, "", ""), lines, _lines(source), [line.value for line in lines])
        between = text[self.parts[0].end : self.parts[1].start] if len(self.parts) > 1 else ", "
        old = [part.value for part in self.parts]
        # Strings that are no lines: one for all that lies between what stays.
        new = _lines(source) if old == _lines(self.source) else _joined(old, source)
        return _edits(_Writer(text, '"', between), self.parts, new, old)


@dataclass(frozen=True, slots=True)
class _Writer:
    """How lines are written into a file's `text`: in which quotes, and with what between them."""

    text: str
    quote: str
    between: str

    def line(self, value: str) -> str:
        return f"{self.quote}{self.characters(value)}{self.quote}"

    def characters(self, value: str) -> str:
        # A file without a character beyond ASCII was written with escapes for them.
        return json.dumps(value, ensure_ascii=self.text.isascii())[1:-1]

    def changed(self, old: Text, value: str) -> Edit:
        """Give the edit of a line, which leaves what is at both ends of the old one in its spelling."""
        start, end = old.start + len(self.quote), old.end - len(self.quote)
        units = [(unit, _character(unit)) for unit in _UNIT.findall(self.text[start:end])]
        head = tail = 0
        while head < min(len(units), len(value)) and units[head][1] == value[head]:
            start += len(units[head][0])
            head += 1
        while tail < min(len(units), len(value)) - head and units[-1 - tail][1] == value[-1 - tail]:
            end -= len(units[-1 - tail][0])
            tail += 1
        return Edit(start, end, self.characters(value[head : len(value) - tail]))


def _edits(writer: _Writer, lines: Sequence[Text], new: Sequence[str], old: Sequence[str]) -> list[Edit]:
    """Give the edits that make the lines `new` of `lines`, whose values are `old`."""
    edits: list[Edit] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(last - first, end - start)
        edits += map(writer.changed, lines[first : first + paired], new[start : start + paired])
        kept = first + paired
        if start + paired < end:
            added = [writer.line(value) for value in new[start + paired : end]]
            edits.append(_inserted(writer, lines, kept, added))
        elif last - kept == len(lines):
            edits.append(Edit(lines[0].start, lines[-1].end, writer.quote * 2))
        elif kept:
            edits.append(Edit(lines[kept - 1].end, lines[last - 1].end, ""))
        elif kept < last:
            edits.append(Edit(lines[0].start, lines[last].start, ""))
    return [edit for edit in edits if edit.start < edit.end or edit.replacement]


def _inserted(writer: _Writer, lines: Sequence[Text], at: int, written: Sequence[str]) -> Edit:
    if at < len(lines):
        place = lines[at].start
        return Edit(place, place, "".join(line + writer.between for line in written))
    place = lines[-1].end
    return Edit(place, place, "".join(writer.between + line for line in written))


def _joined(old: Sequence[str], source: str) -> list[str]:
    """Give strings for `source`: of `old` those at both ends that it has, and one for all between them."""
    head = tail = ""
    first, last = 0, len(old)
    while first < last and source.startswith(head + old[first]):
        head += old[first]
        first += 1
    while last > first and source.endswith(old[last - 1] + tail, len(head)):
        tail = old[last - 1] + tail
        last -= 1
    return [*old[:first], source[len(head) : len(source) - len(tail)], *old[last:]]


def _lines(source: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", source)


def _written_lines(text: str, part: Text) -> list[Text]:
    """Give the lines of a string, and where they stand in the file."""
    lines: list[Text] = []
    value = ""
    start = at = part.start + 1
    for unit in _UNIT.findall(text[start : part.end - 1]):
        value += _character(unit)
        at += len(unit)
        if value.endswith("\n"):
            lines.append(Text(value, start, at))
            value, start = "", at
    return [*lines, Text(value, start, at)] if value or not lines else lines


def _character(unit: str) -> str:
    character: str = json.loads(f'"{unit}"') if unit.startswith("\\") else unit
    return character
