"""Writes docs/netfix.1, the manual page: what the command says of itself, and what stands around it.

python tools/make_man_page.py docs/netfix.1
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from click_man.core import generate_man_page

from netfix import __version__
from netfix.cli import command

ROOT = Path(__file__).parent.parent

_AROUND = r"""
.SH EXIT STATUS
.TP
\fB0\fP
Nothing was found, or all that was found is repaired.
.TP
\fB1\fP
Findings remain, or the diff is not empty.
.TP
\fB2\fP
Wrong usage, or a file could not be processed: it is named on standard error, and all others are done.
.TP
\fB130\fP
Interrupted; no file is half written.
.SH ENVIRONMENT
.TP
\fBNO_COLOR\fP
Do not colour the output.
.TP
\fBFORCE_COLOR\fP
Colour the output although it is no terminal.
.SH EXAMPLES
.TP
\fBnetfix \-\-diff src/\fP
Show what would change.
.TP
\fBnetfix \-i src/\fP
Change it.
.TP
\fBnetfix \-\-migrate python3 \-i src/\fP
Carry a Python 2 program to Python 3.
.TP
\fBnetfix \-\-explain missing\-errback\fP
Say why a codemod does what it does.
.SH SEE ALSO
.BR git-apply (1),
.BR patch (1),
.BR python3 (1)
"""


def page() -> str:
    """Give the manual page as roff, dated as the release that CHANGELOG names last (or the text, if none)."""
    dates = re.findall(
        r"^## \[[^\]]+\] - (\d{4}-\d{2}-\d{2})$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    context = click.Context(command, info_name="netfix")
    text: str = generate_man_page(context, version=__version__, date=dates[0] if dates else "unreleased")
    assert command.help is not None
    title = command.help.partition("\n")[0].rstrip(".")
    # A page's name line is what apropos(1) prints: whole, and beginning in lower case.
    text = re.sub(r"(?<=^netfix \\- ).*$", title[0].lower() + title[1:], text, count=1, flags=re.MULTILINE)
    # A line that begins with a dot or a quote would be a request to roff.
    text = re.sub(r"^(?=['])", r"\\&", text, flags=re.MULTILINE)
    return text + _AROUND.lstrip("\n")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
