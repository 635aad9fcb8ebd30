"""Bind to more than the loopback address if others are to connect.

127.0.0.1 is an address that every host has, and that means the host itself: nobody else can connect to a server that
is bound to it alone. Text beside the call which says that others can is wrong, or the address is.

     import socket

     listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
     # Serves clients on the local network.
    !listener.bind(("127.0.0.1", 51423))
     listener.listen(1)

Reported where a comment or a message near the call, or the docstring of what it stands in, speaks of other hosts, all
interfaces or the network, and says nothing to the contrary; bind to '' or to one of the host's own addresses, or
correct the text, by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: How people say that others can connect.
_PUBLIC = re.compile(
    r"\b(?:other|remote)\s+(?:hosts|machines|computers)\b"
    r"|\bon\s+(?:all|every|any)\s+(?:network\s+)?(?:interfaces?|addresses)\b"
    r"|\b(?:from|on|across|over)\s+the\s+(?:internet|lan|local\s+network|outside\s+world)\b"
    r"|\bfrom\s+(?:anywhere|outside)\b"
    r"|\bpublic(?:ly)?\s+(?:server|service|available|reachable|accessible)\b",
    re.IGNORECASE,
)
#: What turns such words into their contrary, or into a condition.
_CONTRARY = re.compile(
    r"\b(?:not|no|never|cannot|without|only|instead|unless|if|local|localhost|avoid|prevent|block|deny|test)\b|n't\b",
    re.IGNORECASE,
)
_LINES_BEFORE = 4
_LINES_BEHIND = 4
_NEAR = 80


class BindLoopback(Codemod):
    """Compares the address of a server with what is said about it."""

    needles = (rb"\b127\.\d+\.\d+\.\d+\b", rb"\blocalhost\b", rb"['\"]::1['\"]")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether such an address may be bound in a text that speaks of others."""
        from netfix.analysis.network.possible_listeners import may_speak_of_others  # noqa: PLC0415 - for candidates only

        return may_speak_of_others(document, _PUBLIC)

    def finish(self) -> None:
        """Look at all calls that bind an address."""
        from netfix.analysis.network.listening import Listening  # noqa: PLC0415 - imports LibCST

        for listener in self.document.fact(Listening).listeners:
            said = self._said_of(listener.call) if listener.is_loopback else None
            if said is not None:
                message = f"`{said}`, but only this machine can connect to {listener.host}"
                advice = "bind to '' or to an address that others reach, or correct the text"
                self.report(listener.call, None, manual(advice), message)

    def _said_of(self, call: cst.Call) -> str | None:
        """Give the words near a call by which others can connect; None if there are none."""
        for text in self._texts(call):
            for found in _PUBLIC.finditer(text):
                around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
                if not _CONTRARY.search(around.replace("local network", "").replace("local\nnetwork", "")):
                    return " ".join(found[0].split())
        return None

    def _texts(self, call: cst.Call) -> list[str]:
        """Give the comments and messages on the lines around a call, and the docstrings of what it stands in."""
        from netfix.analysis.network.listening import LOOPBACK  # noqa: PLC0415 - imports LibCST

        text = self.tree.text
        start, end = self.tree.span(call)
        lines = text.splitlines()
        first, last = text.count("\n", 0, start), text.count("\n", 0, end)
        near = lines[max(0, first - _LINES_BEFORE) : last + 1 + _LINES_BEHIND]
        parts = [part for line in near for part in re.findall(r"#.*|\"[^\"]*\"|'[^']*'", line)]
        prose = "\n".join(part for part in parts if part.strip("\"'") not in LOOPBACK)
        documented = (cst.FunctionDef, cst.ClassDef, cst.Module)
        holders = [around for around in self.tree.ancestors(call) if isinstance(around, documented)]
        return [prose.replace("\n#", "\n"), *(holder.get_docstring() or "" for holder in holders)]
