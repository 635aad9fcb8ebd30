"""Writes docs/review.md: what a strict review of network code said, and which codemod answers each remark.

The remarks stand here, in our own words and in the order of the review; everything else in the table (what a codemod
does, which golden file shows it) is taken from the registry and from golden/, so that it cannot rot.

    python tools/make_review_table.py docs/review.md
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from netfix.codemods import CODEMODS

GOLDEN = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the review; the codemods that answer it, or why none can."""

    text: str
    codemods: tuple[str, ...] = ()
    reason: str = ""


_PROSE = "prose: a program's text does not show it"
_PRINTED = "the printed page, not the program"

REMARKS = (
    Remark("Fonts, margins, layout and price of the book", reason=_PRINTED),
    Remark("An endless loop is written `while 1`", ("while-one",)),
    Remark("What a socket gave is tested for emptiness by its length", ("len-test",)),
    Remark(
        "Functions share their state through global variables, where an object would say what belongs together",
        ("global-state", "globals-to-state"),
    ),
    Remark("Values are compared with None by `==`", ("none-comparison",)),
    Remark("A message puts quotes around `%s`, where `%r` would show what was really there", ("quoted-placeholder",)),
    Remark("Objects that came over the network are unpickled, not always with a warning", ("pickle-from-network",)),
    Remark(
        "Numbers of messages are gathered in memory so that one command can delete them all at the end",
        ("unbounded-gathering",),
    ),
    Remark("Examples without highlighting, boxes or bold type", reason=_PRINTED),
    Remark("No errback anywhere in a program of callbacks", ("missing-errback",)),
    Remark("The reactor is stopped on the path of success only", ("stop-on-success-only", "connection-lost")),
    Remark("The Deferred of the last command is thrown away", ("dropped-deferred",)),
    Remark("The reactor is stopped before the last command can have reached the server", ("stop-before-completion",)),
    Remark("The program's logic lives in the protocol, which stops the reactor itself", ("factory-deferred",)),
    Remark("When the connection is lost the program hangs", ("connection-lost", "clean-up-may-raise")),
    Remark("An errback takes every failure for the one that it expects", ("errback-without-trap",)),
    Remark("The members of a DeferredList have no errback, and it does not consume their errors", ("consume-errors",)),
    Remark("Nobody looks at the results of a DeferredList", ("unchecked-results",)),
    Remark("After an error, a Failure is used as if it were the result", ("failure-as-value",)),
    Remark(
        "Who can reach a server that is bound to 127.0.0.1, and who one that is bound to all addresses, is confused",
        ("bind-loopback", "bind-all"),
    ),
    Remark("What one `recv` gave is taken for a whole message", ("recv-as-message",)),
    Remark("What came over the network is printed raw", ("bare-message",)),
    Remark("A protocol with binary content is called C-based", reason=_PROSE),
    Remark(
        "An answer without a length ends with its connection, so nobody can tell that it was cut off", ("http-framing",)
    ),
    Remark("What a peer sees of `shutdown` is not explained", ("half-open",)),
    Remark("DNS queries of type ANY are asked for all records", ("any-query",)),
    Remark("Parentheses around what `print` prints, in some examples only", ("print-parens",)),
    Remark("Hexadecimal character references are not read, nor those above 255", ("charref",)),
    Remark("Characters, languages and character sets are confused", reason=_PROSE),
    Remark("The HTML of an example is unbalanced", ("html-tag-soup",)),
    Remark(
        "A message is to be marked read when it has been downloaded, and only then", ("message-read-only-on-success",)
    ),
    Remark("Wrong words, missing words, missing full stops and blanks in the text", reason=_PROSE),
    Remark("A variable is used under a name that differs by a letter from the one it has", ("undefined-name",)),
    Remark("An example is called like a module of the standard library", ("shadowing-module",)),
    Remark("The handler of SIGCHLD waits once, and may be reset before it is installed again", ("sigchld-race",)),
)

#: Which golden files show what the review speaks of, where the first of a codemod is about something else.
TELLING = {
    "bare-message": "received_text",
    "bind-all": "debuggers_and_pickles",
    "consume-errors": "results_that_are_ignored",
    "dropped-deferred": "reports_the_failure",
    "half-open": "misunderstood_endings",
    "html-tag-soup": "crossing_and_forgotten",
    "len-test": "what_the_network_gives",
    "missing-errback": "ends_the_chain",
    "none-comparison": "compares_by_identity",
    "pickle-from-network": "received_objects",
    "quoted-placeholder": "quotes_complaints",
    "stop-before-completion": "stop_waits",
    "unbounded-gathering": "flags_each_message",
    "undefined-name": "assigned_and_never_read",
}


def table() -> str:
    """Give the page. Raises ValueError for a remark that names no codemod and no reason."""
    known = {codemod.name: codemod for codemod in CODEMODS}
    lines = [
        "<!-- made by `python tools/make_review_table.py docs/review.md`; not to be edited -->",
        "",
        "# The review",
        "",
        "netfix's specification is a review of a book of network programs. Its remarks, in their order, in our words:",
        "",
        "| remark | codemod | what it does | shown by |",
        "|---|---|---|---|",
    ]
    for remark in REMARKS:
        there = [name for name in remark.codemods if name in known]
        if not there:
            answer = remark.reason or f"open: {', '.join(remark.codemods)}"
            lines.append(f"| {remark.text} | none | {answer} | |")
        lines += (
            f"| {remark.text} | [{name}](codemods/{name}.md) | {_does(known[name].safeties())} | {_shown(name)} |"
            for name in there
        )
    return "\n".join(lines) + "\n"


def _does(safeties: str) -> str:
    """Say what a codemod does by the safeties that its findings can have."""
    rewrites = [safety for safety in ("safe", "unsafe") if safety in safeties.split(", ")]
    parts = [f"rewrites ({', '.join(rewrites)})"] * bool(rewrites) + ["reports"] * ("manual" in safeties)
    return ", ".join(parts)


def _shown(name: str) -> str:
    """Name the golden file that shows a codemod at work: its first pair, else its first with a report, as chosen above.

    Raises LookupError if there is none, so that a row cannot outlive what it shows.
    """
    files = sorted((GOLDEN / name).glob("*.py"))
    pairs = [path.name for path in files if ".before." in path.name]
    reports = [path.name for path in files if "# reported" in path.read_text(encoding="utf-8")]
    shown = [file for file in pairs or reports if file.partition(".")[0] == TELLING.get(name, file.partition(".")[0])]
    if not shown:
        msg = f"no golden file shows what {name} does"
        raise LookupError(msg)
    return f"`golden/{name}/{shown[0]}`"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(table(), encoding="utf-8", newline="\n")
