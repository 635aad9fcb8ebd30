"""An IMAP mailbox in memory, for the IMAP server in `servers.py`.

Three messages with the UIDs 101, 102 and 103. The second one is the one that can't be fetched on request, and
its subject contains the words at which a connection can be cut.
"""

# Twisted's mail code has no annotations, so every call into it is an untyped one; zope.interface has no stubs.
# mypy: disallow-untyped-calls=False, disable-error-code="import-untyped"
# pyright: reportUnknownMemberType=false, reportUntypedClassDecorator=false

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from twisted.mail import imap4
from twisted.mail.interfaces import IMailboxIMAP, IMessageIMAP, IMessageIMAPFile
from zope.interface import implementer

if TYPE_CHECKING:
    from collections.abc import Callable

SUBJECTS = ("Monday's meeting", "We are half-way there", "Lunch?")
FIRST_UID = 101
BROKEN_UID = 102


@implementer(IMessageIMAP, IMessageIMAPFile)
class Message:
    """One plain text message.

    Args:
        uid: its number for life.
        subject: its subject, also the first line of its text.
    """

    def __init__(self, uid: int, subject: str) -> None:
        self.uid = uid
        self.flags: set[str] = set()
        self.headers = {
            "date": "Wed, 01 Sep 2004 12:00:00 +0000",
            "from": f"writer{uid}@example.org",
            "to": "guest@example.org",
            "subject": subject,
        }
        # The second line is one which a mailbox file has to quote, the third one which SMTP has to.
        self.text = f"{subject}\r\nFrom here on, nothing new.\r\n.\r\n".encode("ascii")

    def getUID(self) -> int:
        return self.uid

    def getFlags(self) -> list[str]:
        return sorted(self.flags)

    def getInternalDate(self) -> str:
        return self.headers["date"]

    def getHeaders(self, negate: bool, *names: str | bytes) -> dict[str, str]:
        wanted = {name.decode("ascii").lower() if isinstance(name, bytes) else name.lower() for name in names}
        return {name: value for name, value in self.headers.items() if (name in wanted) != negate}

    def getBodyFile(self) -> BytesIO:
        return BytesIO(self.text)

    def getSize(self) -> int:
        return len(self.open().getvalue())

    def isMultipart(self) -> bool:
        return False

    def getSubPart(self, part: int) -> Message:
        raise IndexError(part)

    def open(self) -> BytesIO:
        """The whole message, headers and all."""
        header = "".join(f"{name.title()}: {value}\r\n" for name, value in self.headers.items())
        return BytesIO(header.encode("ascii") + b"\r\n" + self.text)


@implementer(IMailboxIMAP)
class Mailbox:
    """A mailbox that tells what happens to it.

    Args:
        record: called with one line of text for each change.
        broken: whether a request for the second message alone fails.
    """

    def __init__(self, record: Callable[[str], None], broken: bool) -> None:
        self.record = record
        self.broken = broken
        self.messages = [Message(FIRST_UID + index, subject) for index, subject in enumerate(SUBJECTS)]

    def getUIDValidity(self) -> int:
        return 2004

    def getUIDNext(self) -> int:
        return FIRST_UID + len(SUBJECTS)

    def getUID(self, number: int) -> int:
        return self.messages[number - 1].uid

    def getMessageCount(self) -> int:
        return len(self.messages)

    def getRecentCount(self) -> int:
        return 0

    def getUnseenCount(self) -> int:
        return sum("\\Seen" not in message.flags for message in self.messages)

    def isWriteable(self) -> bool:
        return True

    def getFlags(self) -> list[str]:
        return ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"]

    def getHierarchicalDelimiter(self) -> str:
        return "/"

    def requestStatus(self, names: list[str]) -> dict[str, int]:
        status = {
            "MESSAGES": self.getMessageCount(),
            "RECENT": self.getRecentCount(),
            "UIDNEXT": self.getUIDNext(),
            "UIDVALIDITY": self.getUIDValidity(),
            "UNSEEN": self.getUnseenCount(),
        }
        return {name: status[name.upper()] for name in names}

    def addListener(self, listener: object) -> None:
        """Nobody is told of changes: only the one client makes any."""

    def removeListener(self, listener: object) -> None:
        """See `addListener`."""

    def destroy(self) -> None:
        raise imap4.MailboxException("this mailbox stays")

    def addMessage(self, message: object, flags: object = (), date: object = None) -> None:
        raise imap4.MailboxException("this mailbox takes no messages")

    def fetch(self, messages: imap4.MessageSet, uid: bool) -> list[tuple[int, Message]]:
        """The messages asked for, with their numbers; `uid` says whether they were asked for by UID."""
        found = self._select(messages, uid)
        if self.broken and [message.uid for _, message in found] == [BROKEN_UID]:
            raise imap4.MailboxException("this message is damaged")
        return found

    def store(self, messages: imap4.MessageSet, flags: list[str], mode: int, uid: bool) -> dict[int, list[str]]:
        """Set (mode 0), add (1) or remove (-1) flags; the new flags of each message by number."""
        result: dict[int, list[str]] = {}
        for number, message in self._select(messages, uid):
            kept = set[str]() if mode == 0 else message.flags
            message.flags = kept - set(flags) if mode < 0 else kept | set(flags)
            result[number] = message.getFlags()
            self.record(f"flags of {message.uid}: {' '.join(result[number])}")
        return result

    def expunge(self) -> list[int]:
        """Remove what is marked deleted; the numbers that went, each as it is after those before it went."""
        removed: list[int] = []
        for message in [message for message in self.messages if "\\Deleted" in message.flags]:
            removed.append(self.messages.index(message) + 1)
            self.messages.remove(message)
            self.record(f"expunged {message.uid}")
        return removed

    def _select(self, messages: imap4.MessageSet, uid: bool) -> list[tuple[int, Message]]:
        numbered = list(enumerate(self.messages, start=1))
        if not numbered:
            return []
        messages.last = numbered[-1][1].uid if uid else numbered[-1][0]
        return [(number, message) for number, message in numbered if (message.uid if uid else number) in messages]


def account(record: Callable[[str], None], broken: bool) -> imap4.MemoryAccount:
    """An account whose only mailbox is INBOX; for the arguments see `Mailbox`."""
    result = imap4.MemoryAccount("guest")
    result.addMailbox("INBOX", Mailbox(record, broken))
    return result
