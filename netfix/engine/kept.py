"""A file of the cache: what stands in it, and how results become what `marshal` writes, and results again.

`marshal` reads a thousand results in a millisecond or two, and knows no classes: other than pickle, it imports nothing.
"""

# A path object for each of 40,000 files costs more than the rest:
# ruff: noqa: PTH105, PTH108, PTH123

from __future__ import annotations

import contextlib
import marshal
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from netfix.engine.digests import blake2b
from netfix.engine.edits import Edit
from netfix.engine.findings import Safety
from netfix.engine.languages import Dialect
from netfix.engine.results import Located, Processed

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Changes with what stands in a file of the cache.
_FORMAT = b"netfix-cache-2\n"
_CHECKSUM_BYTES = 16
#: Size, times in nanoseconds, inode.
Times = tuple[int, int, int, int]
NO_TIMES: Times = (0, 0, 0, 0)
Reads = tuple[tuple[str, "str | None"], ...]


# A named tuple: a warm run makes one for each file, which takes a quarter of the time of a frozen dataclass.
class Entry(NamedTuple):
    """A kept result: `times` as `cache._times` gives them, `bytes_digest` of the file, `reads` as in `Processed`.

    `result` is as `plain` gives it.
    """

    times: Times
    bytes_digest: str
    reads: Reads
    result: Any


def replace_file(path: str, data: bytes) -> None:
    """Give a file new contents, in one step for whoever reads it at the same time."""
    import tempfile  # noqa: PLC0415 - a run in which nothing has changed writes nothing

    folder, name = os.path.split(path)
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=name[:8], suffix=".tmp")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def packed(entries: dict[str, Entry]) -> bytes:
    """Give the contents of a file of the cache."""
    once: dict[object, object] = {}  # what many entries have is written once, if it is one object

    def shared(reads: Reads) -> object:
        pairs = tuple(once.setdefault(pair, pair) for pair in reads)
        return once.setdefault(pairs, pairs)

    plain = {
        path: (entry.times, entry.bytes_digest, shared(entry.reads), entry.result) for path, entry in entries.items()
    }
    data = marshal.dumps(plain)
    return _FORMAT + blake2b(data, digest_size=_CHECKSUM_BYTES).digest() + data


def unpacked(path: str) -> dict[str, Entry]:
    """Read a file of the cache; nothing if it is not there, or not as it was written."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return {}
    checksum, data = content[len(_FORMAT) :][:_CHECKSUM_BYTES], content[len(_FORMAT) + _CHECKSUM_BYTES :]
    if not content.startswith(_FORMAT) or blake2b(data, digest_size=_CHECKSUM_BYTES).digest() != checksum:
        return {}
    return {path: Entry(*entry) for path, entry in marshal.loads(data).items()}  # noqa: S302 - written by netfix


def plain(result: Processed) -> str | tuple[Any, ...]:
    """Give what is kept of a result as values that `marshal` knows: the dialect's name if nothing was found."""
    dialects = result.dialect.name, result.dialect_after.name
    findings, applied = (tuple(map(_plain_finding, found)) for found in (result.findings, result.applied))
    if findings or applied or result.kept_python2 or dialects[0] != dialects[1] or result.encoding != "utf-8":
        return (*dialects, findings, applied, result.encoding, result.kept_python2)
    return dialects[0]


def _plain_finding(finding: Located) -> tuple[object, ...]:
    edits = tuple((edit.start, edit.end, edit.replacement) for edit in finding.edits)
    place = finding.line, finding.column, finding.end_line, finding.end_column
    return (*place, finding.codemod, finding.safety.name, finding.message, edits, finding.cell, finding.file_lines)


def result_of(path: str, plain: str | tuple[Any, ...]) -> Processed:
    """Give the result for the file at `path` of which `plain` gave `plain`."""
    if isinstance(plain, str):
        return Processed(path, Dialect[plain], Dialect[plain])
    dialect, dialect_after, findings, applied, encoding, kept_python2 = plain
    return Processed(
        path,
        Dialect[dialect],
        Dialect[dialect_after],
        tuple(_finding_of(path, each) for each in findings),
        tuple(_finding_of(path, each) for each in applied),
        encoding=encoding,
        kept_python2=kept_python2,
    )


def _finding_of(path: str, plain: Sequence[Any]) -> Located:
    line, column, end_line, end_column, codemod, safety, message, edits, *rest = plain
    made = tuple(Edit(*edit) for edit in edits)
    return Located(path, line, column, end_line, end_column, codemod, Safety[safety], message, made, *rest)
