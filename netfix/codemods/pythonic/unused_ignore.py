"""Remove comments that suppress nothing.

`# netfix: ignore[…]` says that somebody looked and wants a finding kept. When the code below it changes, the comment
stays behind, and one day it hides a finding that nobody has looked at.

     def is_over(chunks):
    -    return not chunks  # netfix: ignore[len-test] - the callers count on a number
    +    return not chunks

Removing the comment, or the names that suppress nothing, is safe where all that the comment names was looked for. It is
unsafe where a part of that does not run by default, or not in this language: the comment may be meant for another run.
A comment that names only what did not run is left alone. A name that no codemod and no family has, and a comment that
is not closed or misspelt, is reported, and to be corrected by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.edits import Edit
from netfix.engine.findings import Safety, Verdict, manual, safe, unsafe
from netfix.engine.logical_lines import layout_of
from netfix.engine.suppression import IgnoreAudit, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.findings import Finding
    from netfix.engine.suppression import Ignore, Ignores

_NOT_FOUND = "nothing of what it names is found there"


class UnusedIgnore(IgnoreAudit):
    """Reports suppressing comments, or names in them, that suppress nothing."""

    needles = (rb"(?i:#[ \t]*netfix[ \t]*:)",)

    def audit(self, ignores: Ignores, had_say: Mapping[str, bool | None], waiting: Sequence[Finding]) -> None:
        """Look at each of netfix's own comments; those for other tools are theirs."""
        for at, ignore in enumerate(ignores.found):
            if ignore.is_noqa:
                continue
            if ignore.flaw:
                self._report(ignore, manual("write it as the manual has it"), (), ignore.flaw)
                continue
            if ignore.names is None:
                self._judge_bare(ignore, had_say, waiting, is_used=at in ignores.used)
            else:
                self._judge_names(ignore, had_say, waiting, ignores.used.get(at, set()))

    def _judge_bare(
        self, ignore: Ignore, had_say: Mapping[str, bool | None], waiting: Sequence[Finding], *, is_used: bool
    ) -> None:
        verdict = None if is_used else _verdict(_registry(), had_say)
        if verdict is not None:
            self._report(ignore, verdict, self._removal(ignore, waiting))

    def _judge_names(
        self, ignore: Ignore, had_say: Mapping[str, bool | None], waiting: Sequence[Finding], used: set[int]
    ) -> None:
        from netfix.selection import refusal  # noqa: PLC0415 - which imports all codemods

        names = ignore.names or ()
        kept: list[str] = []
        dropped: list[str] = []
        verdicts = [] if names else [safe("it names nothing")]
        for at, name in enumerate(names):
            unknown = None if normal(name) in had_say else refusal(name)
            if unknown:
                self._report(ignore, manual("correct the name"), (), unknown)
            verdict = None if unknown or at in used or normal(name) == self.name else _verdict_on(name, had_say)
            if name in kept:
                verdict = safe("it says so twice")
            if verdict is None:
                kept.append(name)
            else:
                dropped.append(name)
                verdicts.append(verdict)
        if not verdicts:
            return
        verdict = next((each for each in verdicts if each.safety is Safety.UNSAFE), verdicts[0])
        edits = self._shorter(ignore, kept, waiting) if kept else self._removal(ignore, waiting)
        message = f"`{', '.join(dropped)}` in this comment suppresses nothing" if kept else ""
        self._report(ignore, verdict, edits, message)

    def _report(self, ignore: Ignore, verdict: Verdict, edits: Iterable[Edit], message: str = "") -> None:
        self.add((ignore.start, ignore.end), verdict, edits, message or "this comment suppresses nothing")

    def _shorter(self, ignore: Ignore, kept: Sequence[str], waiting: Sequence[Finding]) -> list[Edit]:
        """Give the edits that leave only these names in the brackets."""
        if any(map(ignore.covers, waiting)):
            return []
        brackets = re.compile(r"\[[^\]]*\]").search(self.document.raw, ignore.start, ignore.end)
        assert brackets is not None, "a comment with names has brackets"  # noqa: S101 - how it was read
        return [Edit(brackets.start() + 1, brackets.end() - 1, ", ".join(kept))]

    def _removal(self, ignore: Ignore, waiting: Sequence[Finding]) -> list[Edit]:
        """Give the edits that take the comment away: its line, if nothing else is on it."""
        if any(map(ignore.covers, waiting)):
            return []
        text = self.document.raw
        layout = layout_of(text)
        comment = next(each for each in layout.comments if each.start <= ignore.start < each.end)
        rest = text[ignore.end : comment.end].strip()
        if ignore.start == comment.start and not rest and comment.alone:
            return [Edit(*layout.line_span(layout.line(comment.start)), "")]
        if rest:
            following = text.index("#", ignore.end) if "#" in rest else ignore.end
            return [Edit(ignore.start, following, "")]
        line = layout.line_span(layout.line(comment.start))[0]
        return [Edit(line + len(text[line : ignore.start].rstrip()), comment.end, "")]


def _verdict(meant: Sequence[type[Registered]], had_say: Mapping[str, bool | None]) -> Verdict | None:
    """Say how sure it is that a comment is of no use which means these codemods; None if they were not looked for."""
    if meant and all(had_say.get(codemod.name) for codemod in meant):
        return safe(_NOT_FOUND)
    by_default = [codemod for codemod in meant if codemod.by_default]
    if by_default and all(had_say.get(codemod.name) is not None for codemod in by_default):
        return unsafe("nothing is found there, but not all that it names was looked for in this run")
    return None


def _verdict_on(name: str, had_say: Mapping[str, bool | None]) -> Verdict | None:
    """As `_verdict`, of what a name in the brackets means."""
    meant = [codemod for codemod in _registry() if normal(name) in (codemod.name, codemod.family, "all")]
    if not meant and had_say.get(normal(name)):
        return safe(_NOT_FOUND)  # a codemod of a plug-in, or a pattern
    return _verdict(meant, had_say)


def _registry() -> Sequence[type[Registered]]:
    """Give all codemods but this one."""
    from netfix.registry import everything  # noqa: PLC0415 - which imports this module

    return [codemod for codemod in everything() if codemod is not UnusedIgnore]
