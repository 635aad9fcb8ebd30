"""Let `%r` quote a value instead of putting quotes around `%s`.

Hand-made quotes are only right as long as the value is as tame as expected. A name with a quote, a line break or a
backslash in it, or a blank at its end, makes a message that cannot be read, or that says something else; `repr` was
made to show where a value begins and ends, and what is in it.

     def respond(self, name):
         if name not in self.documents:
    -        log.warning("The document '%s' was not found", name)
    +        log.warning("The document %r was not found", name)

The same goes for `'{}'` in `str.format` (`{!r}`), for f-strings (`{name!r}`), and for double quotes.

What changes in the output: of plain ASCII text nothing but double quotes, which become single ones. A quote, a
backslash, a control character in the text is escaped, in Python 2 whatever is not ASCII, too. What is no text loses
the quotes (`8080`, `None`), and bytes in Python 3 lose the second pair (`b'x'`, not `'b'x''`). A unicode text of
Python 2 begins with a `u`.

Safe in messages for people: what is printed, logged, raised, asserted, given to `warnings`, to standard error or to a
parser's `error`. Unsafe where nobody knows who reads the text, and where a value's `repr` may be something else: the
value is known to be, or named as, an exception, a path, an object of some class, a number, unicode in Python 2.

Left alone: SQL, markup, shell commands, JSON, regular expressions, program text, what is translated, compared, sent or
written to a file, placeholders with a width or a flag, and quotes that belong to more than the placeholder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.text.formatting_visits import FormattingCodemod
from netfix.analysis.text.message_text import has_words, is_syntax, language
from netfix.analysis.text.messages import Audience, Messages, Reader
from netfix.analysis.text.printed_values import PrintedValues
from netfix.analysis.text.quotation import is_quoted
from netfix.analysis.text.surroundings import surroundings
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, safe, unsafe

if TYPE_CHECKING:
    from netfix.analysis.text.formatting import Formatting, Shown
    from netfix.engine.document import Document


#: How many characters beside a quote make a text recognisable.
_CONTEXT = 12


class QuotedPlaceholder(FormattingCodemod):
    """Rewrites placeholders that stand in quotes."""

    noqa = ("B907",)
    needles = (
        rb"""['"]%(?:\([^\n]*?\))?s\\?['"]""",
        # A quote of the text's own is not the one that begins an f-string, unless what comes before is an escape.
        rb"""(?:[^fFrR]|\\[fr])['"]\{[^\n]*?\}\\?['"]""",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a text that is formatted has a placeholder in quotes: most that look so are strings of code."""
        from netfix.analysis.text.text_candidates import has_quoted_placeholder  # noqa: PLC0415 - for candidates only

        return has_quoted_placeholder(document)

    def __init__(self, document: Document) -> None:
        """Look at one document."""
        super().__init__(document)
        self._messages = document.fact(Messages)
        self._values = document.fact(PrintedValues)

    def look(self, formatting: Formatting) -> None:
        """Report the placeholders that are quoted, if the text may be a message for people."""
        if not any(_has_quotes(formatting, shown) for shown in formatting.shown):
            return
        before, after = surroundings(self.tree, formatting.node)
        prose = before + formatting.prose + after
        quoted = [shown for shown in formatting.shown if self._is_quoted(formatting, shown, prose, len(before))]
        if not quoted or language(prose) is not None:
            return
        audience = self._messages.audience(formatting.node)
        for shown in quoted:
            verdict = self._verdict(formatting, shown, prose, audience)
            if verdict is not None:
                self._rewrite(formatting, shown, verdict)

    def _is_quoted(self, formatting: Formatting, shown: Shown, prose: str, offset: int) -> bool:
        """Whether a placeholder stands in quotes that are its own, and all of it in one literal."""
        at = offset + formatting.in_prose(shown)
        return (
            _has_quotes(formatting, shown)
            and is_quoted(prose, at, at + 1)
            and not is_syntax(prose, at - 1)
            and formatting.text.is_written_as_is(shown.start - 1, shown.end + 1)
            and not self._values.is_quoted(shown.value)
        )

    def _verdict(self, formatting: Formatting, shown: Shown, prose: str, audience: Audience) -> Verdict | None:
        """Say how sure it is that `repr` serves the readers of the text; None if they are machines."""
        if audience.reader is Reader.MACHINE:
            return None
        if not has_words(prose):
            return unsafe("no word stands beside it") if audience.reader is Reader.PEOPLE else None
        if audience.reader is Reader.UNKNOWN:
            return unsafe(f"the text is {audience.what}")
        if _is_alone_on_lines(formatting.text.value, shown):
            return unsafe("the value has a line to itself, and may have several")
        doubt = self._values.doubt(shown.value, shown.label)
        if doubt is not None:
            return unsafe(doubt)
        if self.document.dialect is Dialect.PYTHON2:
            if self._is_unicode(formatting):
                return unsafe("a unicode message has unicode values, whose `repr` begins with a u in Python 2")
            if self._values.speaks_beyond_ascii:
                return unsafe("the program has text that is not ASCII, which `repr` escapes in Python 2")
        if self._is_expected(formatting.text.value, shown):
            return unsafe("the program compares a text that has such double quotes")
        return safe(f"{audience.what} is for people")

    def _is_expected(self, text: str, shown: Shown) -> bool:
        """Whether the program looks for a text in which these double quotes, soon to be single ones, stand."""
        if text[shown.end] != '"':
            return False
        before, after = text[: shown.start][-_CONTEXT:], text[shown.end :][:_CONTEXT]
        return self._messages.compares(before if len(before) >= len(after) else after)

    def _is_unicode(self, formatting: Formatting) -> bool:
        """Whether the message is a unicode text in Python 2."""
        if formatting.text.is_unicode:
            return True
        return any(one.module == "__future__" and one.name == "unicode_literals" for one in self.scopes.imports)

    def _rewrite(self, formatting: Formatting, shown: Shown, verdict: Verdict) -> None:
        """Report a placeholder with its quotes, to be replaced by one that calls `repr`."""
        start, end = formatting.text.span(self.tree, shown.start - 1, shown.end + 1)
        if shown.as_repr:
            edits = [Edit(start, end, shown.as_repr)]
            rewritten = shown.as_repr
        else:
            inner_start, inner_end = formatting.text.span(self.tree, shown.start, shown.end)
            edits = [
                Edit(start, inner_start, ""),
                _with_conversion(self.tree.text, inner_end),
                Edit(inner_end, end, ""),
            ]
            rewritten = f"{self.tree.text[inner_start : inner_end - 1].removesuffix('!s')}!r}}"
        self.add((start, end), verdict, edits, f"let `{rewritten}` put the quotes")


def _has_quotes(formatting: Formatting, shown: Shown) -> bool:
    """Whether a plain placeholder stands between two quotes of one kind."""
    text = formatting.text.value
    return (
        shown.as_repr is not None
        and shown.start > 0
        and text[shown.start - 1] in "'\""
        and (text[shown.start - 1] == text[shown.end : shown.end + 1])
    )


def _with_conversion(text: str, end: int) -> Edit:
    """Give the edit that makes the expression of an f-string, whose brace closes before `end`, show its `repr`."""
    has_conversion = text[end - 3 : end - 1] == "!s"
    return Edit(end - 3 if has_conversion else end - 1, end - 1, "!r")


def _is_alone_on_lines(text: str, shown: Shown) -> bool:
    """Whether a placeholder and its quotes fill a line of a text of several lines."""
    before, after = text[: shown.start - 1], text[shown.end + 1 :]
    return before.endswith("\n") and (not after or after.startswith("\n"))
