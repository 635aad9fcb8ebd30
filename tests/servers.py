"""Servers on the loopback interface that can misbehave, to run network programs against.

    python tests/servers.py KIND [MISBEHAVIOUR [MARKER]]

prints the port (on 127.0.0.1) as its first line, and serves until its standard input is closed. Each later line
says what reached the server (a message delivered, a flag set) or failed there (`error: ...`). From Python, use
`serving`.

Kinds:

    imap    three messages in INBOX, of which the second is the broken one
    smtp    takes messages for anybody; the broken recipient is broken@...
    ftp     an anonymous server: two files, the directory `inner`, and the broken directory `broken`
    web     any path is a page with a title; the broken one is /broken
    gopher  answers one line with a document and hangs up; the broken selector is /broken
    chat    greets, then sends back each line; the broken line is one with `broken` in it
    time    the time by UDP (RFC 868): always noon of 1 September 2004, UTC

Misbehaviours:

    works                as it should be
    refuse               nothing listens at the port
    silent               accepts the connection, and never says anything
    drop_after_greeting  says its greeting (if it has one), closes its side of the connection, and reads on
    drop_in_middle       stops in the middle of an answer, just where it contains MARKER, and closes
    refuse_login         refuses whoever comes: IMAP NO, FTP 530, SMTP 550, HTTP 401, gopher 3, `go away`
    fail_item            the broken item can't be had, everything else can

MARKER is `half-way`, which is in every item (in the second IMAP message, in one FTP file name), and for SMTP `354`,
the reply that asks for the message. The time server knows `works`, `refuse`, `silent` and `drop_in_middle` only.
"""

# Most of Twisted has no annotations, so calls into it are untyped ones.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twisted.internet import reactor, threads
from twisted.python import log

from loopback.conduct import MISBEHAVIOURS, Conduct, ConductFactory
from loopback.kinds import STREAMS, Clock

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

HOST = "127.0.0.1"
MISBEHAVIOURS_OF_TIME = ("works", "refuse", "silent", "drop_in_middle")
# Which reactor it is, and so what it can do, is known at run time only.
REACTOR: Any = reactor


def record(event: str) -> None:
    """Tell the parent process."""
    print(event, flush=True)


def refuse(kind: str) -> None:
    """Print a port at which nothing answers, and keep it so until standard input is closed."""
    with ExitStack() as held:
        address_kind = socket.SOCK_DGRAM if kind == "time" else socket.SOCK_STREAM
        holder = held.enter_context(socket.socket(socket.AF_INET, address_kind))
        holder.bind((HOST, 0))
        record(str(holder.getsockname()[1]))
        if kind == "time":
            # A bound datagram socket would be silent instead.
            held.close()
        sys.stdin.read()


def record_error(event: Mapping[str, Any]) -> None:
    """An observer for Twisted's log, which would else write to standard error."""
    if event["isError"]:
        record(f"error: {event['failure'].getErrorMessage() if 'failure' in event else event['message']}")


def serve(kind: str, conduct: Conduct) -> None:
    """Print the port of a new server, and serve until standard input is closed."""
    if kind == "time":
        port = REACTOR.listenUDP(0, Clock(conduct), interface=HOST)
    else:
        port = REACTOR.listenTCP(0, ConductFactory(STREAMS[kind](conduct), conduct), interface=HOST)
    record(str(port.getHost().port))
    log.startLoggingWithObserver(record_error, setStdout=False)
    threads.deferToThread(sys.stdin.read).addBoth(lambda _: REACTOR.callLater(0, REACTOR.stop))
    REACTOR.run()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command; see the module's docstring."""
    parser = argparse.ArgumentParser(description="A loopback server that can misbehave.")
    parser.add_argument("kind", choices=[*STREAMS, "time"])
    parser.add_argument("misbehaviour", choices=MISBEHAVIOURS, nargs="?", default="works")
    parser.add_argument("marker", nargs="?", help="the words of an answer in which drop_in_middle stops")
    options = parser.parse_args(arguments)
    if options.kind == "time" and options.misbehaviour not in MISBEHAVIOURS_OF_TIME:
        parser.error(f"a time server can't do {options.misbehaviour}")
    marker = options.marker or ("354" if options.kind == "smtp" else "half-way")
    if options.misbehaviour == "refuse":
        refuse(options.kind)
    else:
        serve(options.kind, Conduct(options.misbehaviour, marker.encode("utf-8"), record))


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs at `port`. `events`, what reached it, is filled when it has ended."""

    port: int
    events: list[str] = field(default_factory=list[str])


@contextmanager
def serving(kind: str, misbehaviour: str = "works", *marker: str) -> Generator[Served]:
    """Run a server in a process of its own for as long as the context lasts; for the arguments see above."""
    command = [sys.executable, __file__, kind, misbehaviour, *marker]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        served = Served(int(process.stdout.readline()))
        try:
            yield served
        finally:
            events, _ = process.communicate()
            served.events.extend(events.splitlines())


if __name__ == "__main__":
    main()
