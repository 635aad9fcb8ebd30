"""Unified diffs that `git apply` and `patch -p1` take as they are."""

from __future__ import annotations

import difflib
import os
import re

#: Characters for which git writes a name in quotes, with C's escapes.
_QUOTED = re.compile(rb'[\x00-\x1f"\\\x7f-\xff]')
_ESCAPES = {0x07: b"\\a", 0x08: b"\\b", 0x09: b"\\t", 0x0A: b"\\n", 0x0B: b"\\v", 0x0C: b"\\f", 0x0D: b"\\r",
            0x22: b'\\"', 0x5C: b"\\\\"}  # fmt: skip


def unified_diff(path: str, before: bytes, after: bytes) -> bytes:
    """Give the diff that turns `before` into `after`, in the file's own encoding and line ends."""
    # latin-1 stands for bytes one to one; lines end at LF alone, as they do for patch.
    old, new = (_lines(data.decode("latin-1")) for data in (before, after))
    hunks = list(difflib.unified_diff(old, new, n=3, lineterm="\n"))[2:]
    lines = [_header(b"--- a/", path), _header(b"+++ b/", path)]
    for line in hunks:
        lines.append(line.encode("latin-1"))
        if not line.endswith("\n"):
            lines.append(b"\n\\ No newline at end of file\n")
    return b"".join(lines)


def coloured(diff: bytes) -> bytes:
    """Give a diff with the terminal's colours, line by line."""
    return b"".join(_coloured_line(line) for line in diff.splitlines(keepends=True))


def _coloured_line(line: bytes) -> bytes:
    """Give a line of a diff in its colour: headers bold, removed red, added green, hunks cyan."""
    codes = {b"---": b"1", b"+++": b"1", b"-": b"31", b"+": b"32", b"@": b"36"}
    code = codes.get(line[:3]) or codes.get(line[:1])
    if code is None:
        return line
    text = line.rstrip(b"\r\n")
    return b"\x1b[" + code + b"m" + text + b"\x1b[0m" + line[len(text) :]


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])


def _header(prefix: bytes, path: str) -> bytes:
    """Give a header line; the name is relative to the working directory, where the patch will be applied."""
    name = os.fsencode(_relative(path)).replace(b"\\", b"/") if os.sep == "\\" else os.fsencode(_relative(path))
    if _QUOTED.search(name):
        escaped = _QUOTED.sub(lambda found: _ESCAPES.get(found[0][0], b"\\%03o" % found[0][0]), prefix[4:] + name)
        return prefix[:4] + b'"' + escaped + b'"\n'
    # A name with blanks ends at a tab, or patch would take its first word.
    return prefix + name + (b"\t" if b" " in name else b"") + b"\n"


def _relative(path: str) -> str:
    absolute = os.path.abspath(path)  # noqa: PTH100 - keeps the bytes of odd names
    relative = os.path.relpath(absolute)
    return relative if not relative.startswith(os.pardir) else absolute.lstrip(os.sep)
