"""What a report is: the results of a run in, pieces of text out, each as soon as it can be said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from netfix.engine.results import Located, Processed, Result


# A named tuple for the reason given in `netfix.config.model`.
class Run(NamedTuple):
    """What a report knows of the run besides its results.

    `written`: files are rewritten; `unsafe`: so are the places of unsafe findings. `colour` and `links`: whether what
    shows the report takes colours, and hyperlinks. `root` is the folder that paths are relative to, by default the
    current one.
    """

    written: bool = False
    unsafe: bool = False
    colour: bool = False
    links: bool = False
    root: str = ""

    def path(self, path: str) -> str:
        """Give a path relative to the root, with slashes; one that lies elsewhere stays absolute."""
        from pathlib import PurePath  # noqa: PLC0415 - slow to import, and lines of text need none

        root = os.path.abspath(self.root)  # noqa: PTH100 - keeps the bytes of odd names
        absolute = os.path.abspath(path)  # noqa: PTH100 - as above
        try:
            relative = os.path.relpath(absolute, root)
        except ValueError:  # another drive
            return PurePath(absolute).as_posix()
        inside = relative != os.pardir and not relative.startswith(os.pardir + os.sep)
        return PurePath(relative if inside else absolute).as_posix()

    def uri(self, path: str) -> str:
        """Give a path as a URI reference (RFC 3986): relative below the root, else with `file:`."""
        from pathlib import PurePath  # noqa: PLC0415 - as above
        from urllib.parse import quote  # noqa: PLC0415 - as above

        shown = self.path(path)
        escaped = quote(os.fsencode(shown), safe="/")
        if not PurePath(shown).is_absolute():
            # A first segment with a colon would be read as a scheme; quote has escaped it.
            return escaped
        return "file://" + ("" if escaped.startswith("/") else "/") + escaped


#: A format: gives its text piece by piece while results come in.
Render = Callable[[Iterable[Result], Run], Iterator[str]]


def text_of(result: Processed) -> str:
    """Give the text of the file in which findings have their places and edits: as it was, or as it has been rewritten.

    Of a notebook that is its JSON. Empty where the bytes were not kept.
    """
    data = result.after if result.after is not None else result.before
    if data is None:
        return ""
    if result.path.endswith(".ipynb"):
        return data.decode("utf-8-sig")
    from netfix.engine.source import Source  # noqa: PLC0415 - few formats show the text

    return Source.from_bytes(result.path, data).text


def in_file(finding: Located) -> Located:
    """Give a finding for formats that know no cells: one in a notebook is on line 1, and says where it really is."""
    if finding.cell is None:
        return finding
    message = f"cell {finding.cell}, line {finding.line}: {finding.message}"
    return finding._replace(line=1, column=1, end_line=1, end_column=1, message=message)


def without_surrogates(text: str) -> str:
    """Give a text that any Unicode encoding takes; bytes of file names that are no text become escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
