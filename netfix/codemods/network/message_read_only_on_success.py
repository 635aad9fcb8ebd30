r"""Mark a message read when it has been dealt with, not when it is fetched.

An IMAP server that is asked for `RFC822` or `BODY[]` marks the message read (`\Seen`) at once. If the program then
cannot parse it, write it, or reach the disk, nobody comes back to it: the next run looks for what is unseen. What is
asked for with PEEK stays as it was, and the program says itself when it is done.

     import imaplib

     def store_new(mailbox, keep):
         mailbox.select("INBOX")
         numbers = mailbox.search(None, "UNSEEN")[1][0].split()
         for number in numbers:
    -        message = mailbox.fetch(number, "(RFC822)")[1][0][1]
    +        message = mailbox.fetch(number, "(BODY.PEEK[])")[1][0][1]
             keep(message)
    +        mailbox.store(number, "+FLAGS", "\\Seen")

Rewritten where a loop over messages fetches them by imaplib. Unsafe, because a loop that goes on with `continue` then
leaves the message unread, which is mostly, but not always, what is meant; and because the answer names the item
otherwise. Reported, to be done by hand: other fetches by imaplib and imapclient, and `fetchMessage`, `fetchBody` and
`fetchSpecific` without `peek` of Twisted, which are followed by `addFlags`.

Left alone: mailboxes that are opened to be read only (`readonly=True`, `examine`), headers, sizes and flags, which mark
nothing, and programs that mark the messages themselves or take the mark off, or delete what they have dealt with and
look at all that is there, read or not.
"""

from __future__ import annotations

import re

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.expressions import is_name, literal_string
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

#: Items whose fetch marks a message, and the same ones which do not. Source: RFC 3501, 6.4.5.
_MARKING = re.compile(r"(?<![\w.])(?:RFC822(?:\.TEXT)?(?![\w.])|BODY\[)", re.IGNORECASE)
#: What is looked for by whether it was read.
_UNREAD = re.compile(r"['\"( ](?:UNSEEN|NEW|RECENT)\b")
_PEEKING = {"RFC822": "BODY.PEEK[]", "RFC822.TEXT": "BODY.PEEK[TEXT]", "BODY[": "BODY.PEEK["}
_TWISTED = frozenset({"fetchMessage", "fetchBody", "fetchSpecific"})
_PACKAGES = frozenset({"imaplib", "imapclient"})
_MESSAGE = "the message is marked read before anything has been done with it"
_ADVICE = r"fetch BODY.PEEK[], and store \Seen when it has been dealt with"
_OF_TWISTED = r"call fetchSpecific(…, peek=True), and addFlags of \Seen when it has been dealt with"
_DOUBT = "a message that the loop passes over then stays unread"
_COUNT_OF_UID = 3


class MessageReadOnlyOnSuccess(Codemod):
    """Looks at what IMAP clients fetch."""

    needles = (rb"\bimaplib\b", rb"\bimapclient\b", rb"\bimap4\b")

    def finish(self) -> None:
        """Look at all fetches, unless the program reads only, or marks by itself."""
        text = self.tree.text
        if re.search(r"(?i)\bDeleted\b", text) and not _UNREAD.search(text):
            return  # what has been dealt with is deleted, and what is there is looked at again
        if re.search(r"(?i)\breadonly\s*=\s*(?:True|1)\b|\.examine\(|\\+Seen", text):
            return
        for call in self.tree.of_kind(cst.Call):
            if isinstance(call.func, cst.Attribute):
                self._look(call, call.func)

    def _look(self, call: cst.Call, function: cst.Attribute) -> None:
        packages = self.scopes.imported_packages
        if function.attr.value in _TWISTED and "twisted" in packages and self._marks(call, function.attr.value):
            self.report(call, None, manual(_OF_TWISTED), _MESSAGE)
        elif packages & _PACKAGES and not self._is_read_only():
            item = self._item(call, function.attr.value)
            if item is not None:
                edits = self._edits(call, function, item)
                self.report(call, None, unsafe(_DOUBT) if edits else manual(_ADVICE), _MESSAGE, edits=edits)

    def _marks(self, call: cst.Call, name: str) -> bool:
        """Whether a fetch by Twisted's client marks the message."""
        if "imap4" not in self.tree.text or any(each.star for each in call.args):
            return False
        named = {each.keyword.value: each.value for each in call.args if each.keyword is not None}
        return name != "fetchSpecific" or "peek" not in named or is_name(named["peek"], "False", "None")

    def _is_read_only(self) -> bool:
        """Whether each `select` of the program opens its mailbox to be read only, by its second argument."""
        selects = [
            call
            for call in self.tree.of_kind(cst.Call)
            if isinstance(call.func, cst.Attribute) and call.func.attr.value in {"select", "select_folder"}
        ]
        seconds = [self.tree.source(call.args[1].value) if len(call.args) > 1 else "" for call in selects]
        return bool(seconds) and all(second in {"True", "1"} for second in seconds)

    def _item(self, call: cst.Call, method: str) -> cst.SimpleString | None:
        """Give the literal that asks for a whole message in a call of `fetch`, or of `uid("FETCH", …)`."""
        if method == "uid" and len(call.args) == _COUNT_OF_UID:
            command = literal_string(call.args[0].value) or ""
            item = call.args[2].value if command.upper() == "FETCH" else None
        else:
            item = call.args[1].value if method == "fetch" and len(call.args) > 1 else None
        parts = [each.value for each in item.elements] if isinstance(item, (cst.List, cst.Tuple)) else [item]
        for part in parts:
            if isinstance(part, cst.SimpleString) and _MARKING.search(part.raw_value):
                return part
        return None

    def _edits(self, call: cst.Call, function: cst.Attribute, item: cst.SimpleString) -> list[Edit]:
        """Give the edits for a fetch in a loop over messages; none for another shape."""
        from netfix.analysis.network.blocks import line_behind  # noqa: PLC0415 - imports LibCST

        number = call.args[1 if function.attr.value == "uid" else 0].value
        statement = self.tree.statement(call)
        block = self.tree.parent(statement) if statement is not None else None
        loop = self.tree.parent(block) if isinstance(block, cst.IndentedBlock) else None
        if "imaplib" not in self.scopes.imported_packages or not isinstance(loop, cst.For) or block is None:
            return []
        if not isinstance(number, cst.Name) or not is_name(loop.target, number.value) or self._is_rebound(number):
            return []
        last = block.body[-1] if isinstance(block, cst.IndentedBlock) else None
        if last is None or self._leaves(last):
            return []
        receiver = self.tree.source(function.value)
        first = "uid(" + '"STORE", ' if function.attr.value == "uid" else "store("
        marked = line_behind(self.document, last, rf'{receiver}.{first}{number.value}, "+FLAGS", "\\Seen")')
        peeking = _MARKING.sub(lambda found: _PEEKING[found[0].upper()], item.value)
        return [Edit(*self.tree.span(item), peeking), marked] if marked is not None else []

    def _is_rebound(self, number: cst.Name) -> bool:
        return len(self.scopes.bindings_of(number)) != 1

    def _leaves(self, statement: cst.CSTNode) -> bool:
        """Whether a statement ends a round of the loop by itself."""
        small = statement.body[-1] if isinstance(statement, cst.SimpleStatementLine) else None
        return isinstance(small, (cst.Break, cst.Continue, cst.Return, cst.Raise))
