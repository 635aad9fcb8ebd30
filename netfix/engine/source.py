"""Bytes to text and back, byte for byte.

A Python file says in which encoding it is written (PEP 263), and the rest of the engine works on text. This room does
the decoding and the encoding, and vouches for both: what it reads it can write back to exactly the same bytes, and what
it writes reads back as exactly the text that was meant. A file for which that does not hold is refused, with the line.

Newlines are not translated: a carriage return in the file is a carriage return in the text.
"""

from __future__ import annotations

import codecs
import functools
import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.results import Failed, Located, located

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.findings import Finding

# PEP 263 gives this expression. It is applied to bytes, because until it has matched nobody knows the characters.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)")
_NOTHING_BUT_COMMENT = re.compile(rb"[ \t\f]*(?:#.*)?")

# CPython ends a line of source at these three and at nothing else; a form feed is white space.
_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_NEWLINE_BYTES = re.compile(rb"\r\n?|\n")
_NEWLINE = re.compile(r"\r\n?|\n")

# PEP 263 wants a superset of ASCII. The backslash stands in an escape, for the codecs that give it a meaning.
_ASCII_PROBE = bytes(range(0x20, 0x7F)).replace(b"\\", b"") + b"\t\n\f\r" + rb"\u0041"

_NORMAL_NAMES = {"utf-8": "utf-8", "latin-1": "iso-8859-1", "iso-8859-1": "iso-8859-1", "iso-latin-1": "iso-8859-1"}


class SourceError(Exception):
    """A file that cannot be read, or a text that cannot be written, as Python source.

    `line` counts from 1 as CPython counts, and is None where no line is to blame. `reason` is a sentence about the
    file, without its path. Of a notebook, `cell` is the number of the cell that the line is in.
    """

    def __init__(self, line: int | None, reason: str, cell: int | None = None) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason
        self.cell = cell

    def __str__(self) -> str:
        return self.reason if self.line is None else f"line {self.line}: {self.reason}"


# A named tuple for the reason given in `netfix.config.model`.
class Source(NamedTuple):
    """A Python file as it was read. `path` is the path as shown to the user, `encoding` the name of a codec."""

    path: str
    data: bytes
    text: str
    encoding: str
    bom: bool

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {self.encoding!r})"

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Source:
        """Read the file at `path`. Every failure, of the disk or of the decoding, is a `SourceError`."""
        shown = os.fspath(path)
        return cls.from_bytes(shown, read_bytes(shown))

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode `data`. Raises `SourceError` if it is not Python source in its encoding, or would not round-trip."""
        text, encoding, bom = _decode(data)
        written = _encode(text, encoding, bom=bom)
        if written != data:
            line = _line_at(data, _first_difference(written, data))
            raise SourceError(line, f"these bytes would not come back unchanged from the encoding {encoding}")
        return cls(path, data, text, encoding, bom)

    @classmethod
    def from_text(cls, path: str, text: str) -> Source:
        """Give the file that an editor would write of `text`, in the encoding that it declares.

        Raises `SourceError` as `from_bytes` does, and for a character that the encoding lacks.
        """
        cookie = _find_cookie(text.encode("utf-8", "surrogatepass"))
        encoding = "utf-8" if cookie is None else _codec_name(*cookie)
        return cls.from_bytes(path, _encode(text, encoding, bom=False))

    @property
    def code(self) -> bytes:
        """The program as bytes, for those who look for words in it."""
        return self.data

    def located(self, findings: Iterable[Finding], text: str) -> tuple[Located, ...]:
        """Give findings on `text`, which is this file's or what became of it, their lines and columns in it."""
        return located(findings, text, self.path)

    def failed(self, line: int | None, reason: str) -> Failed:
        """Say of a line of the text why the file cannot be processed."""
        return Failed(self.path, line, reason)

    def encode(self, text: str) -> bytes:
        """Give `text` as bytes in this file's encoding, with its byte order mark if it has one.

        Raises `SourceError` for a character that the encoding lacks, and for a text that would be read back as
        something else, as when an edit has removed the encoding declaration that the other lines rely on.
        """
        written = _encode(text, self.encoding, bom=self.bom)
        try:
            reread, encoding, _ = _decode(written)
        except SourceError as error:
            raise SourceError(error.line, f"the new text could not be read back: {error.reason}") from error
        if reread != text:
            difference = _first_difference(reread, text)
            reason = f"the new text, written in {self.encoding}, would be read back differently as {encoding}"
            raise SourceError(_line_of(text, difference), reason)
        return written


def read_bytes(path: str) -> bytes:
    """Give what is in a regular file. Every failure of the disk is a `SourceError`."""
    try:
        return _read_regular_file(path)
    except OSError as error:
        raise SourceError(None, f"the file cannot be read: {error.strerror or error}") from error


def _read_regular_file(path: str) -> bytes:
    # Without O_NONBLOCK, opening a FIFO waits for somebody to write into it; regular files do not mind the flag.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SourceError(None, "it is not a regular file")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _decode(data: bytes) -> tuple[str, str, bool]:
    """Give the text, the codec's name, and whether there was a byte order mark."""
    null = data.find(b"\0")
    if null >= 0:
        raise SourceError(_line_at(data, null), "a NUL byte, as in binary and UTF-16 files; Python refuses it")
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    cookie = _find_cookie(body)
    encoding = "utf-8" if cookie is None else _codec_name(*cookie)
    if bom and cookie is not None and encoding != "utf-8":
        reason = f"the encoding is declared as {cookie[0]}, but the file begins with a UTF-8 byte order mark"
        raise SourceError(cookie[1], reason)
    try:
        return body.decode(encoding), encoding, bom
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        undeclared = ", and no other encoding is declared" if cookie is None else ""
        reason = f"byte 0x{byte:02x} cannot be decoded as {encoding}{undeclared}"
        raise SourceError(_line_at(body, error.start), reason) from error


def _encode(text: str, encoding: str, *, bom: bool) -> bytes:
    try:
        body = text.encode(encoding)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        reason = f"the character {character!a} (U+{ord(character):04X}) cannot be written in {encoding}"
        raise SourceError(_line_of(error.object, error.start), reason) from error
    return codecs.BOM_UTF8 + body if bom else body


def _find_cookie(body: bytes) -> tuple[str, int] | None:
    """Give the declared encoding and its line, from line 1, or from line 2 if line 1 holds no code."""
    start = 0
    for number in (1, 2):
        line = _LINE.match(body, start)
        if line is None:
            return None
        cookie = _COOKIE.match(line[1])
        if cookie is not None:
            return cookie[1].decode("ascii"), number
        if _NOTHING_BUT_COMMENT.fullmatch(line[1]) is None:
            return None
        start = line.end()
    return None


def _codec_name(declared: str, line: int) -> str:
    """Give the codec for a declared encoding, or raise `SourceError` where Python source cannot be written in it."""
    try:
        name = codecs.lookup(_normal_name(declared)).name
    except LookupError as error:
        raise SourceError(line, f"the declared encoding {declared} is not known") from error
    if not _extends_ascii(name):
        raise SourceError(line, f"the declared encoding {declared} does not keep ASCII characters as they are")
    return name


def _normal_name(declared: str) -> str:
    """Do what `get_normal_name` in CPython's tokenizer does: `UTF_8-unix` is utf-8, `Latin-1-dos` is iso-8859-1.

    As there, only the first twelve characters count, and a name that is neither is left to the codec registry.
    """
    name = declared[:12].lower().replace("_", "-")
    for spelling, normal in _NORMAL_NAMES.items():
        if name == spelling or name.startswith(f"{spelling}-"):
            return normal
    return declared


@functools.cache
def _extends_ascii(codec: str) -> bool:
    """Tell a character encoding in which Python can be written from rot13, utf-7, cp500, and the codecs that rewrite.

    Codecs are plug-ins, and some parse the source as they decode it (`future_fstrings`): they may raise anything.
    """
    ascii_text = _ASCII_PROBE.decode("ascii")
    try:
        return _ASCII_PROBE.decode(codec) == ascii_text and ascii_text.encode(codec) == _ASCII_PROBE
    except Exception:  # noqa: BLE001 - whatever a codec raises over plain ASCII, it is the answer no
        return False


def _line_at(data: bytes, offset: int) -> int:
    return 1 + len(_NEWLINE_BYTES.findall(data, 0, offset))


def _line_of(text: str, offset: int) -> int:
    return 1 + len(_NEWLINE.findall(text, 0, offset))


def _first_difference(left: bytes | str, right: bytes | str) -> int:
    return next(
        (index for index, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )
