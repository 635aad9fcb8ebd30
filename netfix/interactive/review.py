"""Which rewrites of a file there are to ask about, and what the answers make of the file. No terminal here.

Questions come in rounds. A round's questions are about one text and do not overlap; when all are answered, what was
accepted is applied together, and the next round asks what is found in the result and was not declined before. An
answer that is taken back is as if it had never been given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netfix.engine import conversion
from netfix.engine.analyse import Known, analyse
from netfix.engine.dialect import Dialect, detect
from netfix.engine.edits import Edit, Rewritten, overlap
from netfix.engine.findings import RewriteFailed
from netfix.engine.passes import at_origin, select_compatible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Question:
    """A rewrite to be accepted or declined. More than one finding: parts of a whole, a conversion to Python 3.

    `rewritten` is what the rewrite alone makes of the text that is asked about; `findings` are at their places there.
    """

    findings: tuple[Finding, ...]
    rewritten: Rewritten


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a rewrite is accepted, and what the user wrote instead of it, if anything."""

    accepted: bool
    instead: Edit | None = None


class Refused(Exception):
    """An answer that cannot be taken: what the user wrote does not parse, or changes what other answers change."""


@dataclass(slots=True)
class _Round:
    text: str
    known: Known
    questions: list[Question]
    answers: list[Answer] = field(default_factory=list[Answer])

    def rewritten(self) -> Rewritten:
        """Give what was accepted so far, applied."""
        edits: list[Edit] = []
        for question, answer in zip(self.questions, self.answers, strict=False):
            if answer.instead is not None:
                edits.append(answer.instead)
            elif answer.accepted:
                edits += question.rewritten.edits
        return Rewritten(self.text, edits)

    def accepted(self) -> list[Finding]:
        """Give the findings of the accepted rewrites."""
        pairs = zip(self.questions, self.answers, strict=False)
        return [finding for question, answer in pairs if answer.accepted for finding in question.findings]


class Review:
    """The questions about one text and their answers.

    `shows` says of a finding, at its place in the text as it was given, whether it is to be asked about.
    """

    def __init__(
        self,
        text: str,
        settings: Settings,
        *,
        path: str = "<string>",
        shows: Callable[[Finding], bool] = lambda finding: True,  # noqa: ARG005 - the name is part of the type
    ) -> None:
        """Look at a text. Raises ParseFailed if it can be read neither as Python 2 nor as Python 3."""
        self.path = path
        self._settings = settings
        self._shows = shows
        known = Known.of(detect(text, settings.target))
        self._rounds = [_Round(text, known, [])]
        self._rounds[0].questions = self._questions(self._rounds[0], [])

    @property
    def question(self) -> Question | None:
        """The next question, None if all are answered."""
        last = self._rounds[-1]
        return last.questions[len(last.answers)] if len(last.answers) < len(last.questions) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which question it is, and of how many that are known by now, all rounds together."""
        answered = sum(len(each.answers) for each in self._rounds)
        return answered + 1, sum(len(each.questions) for each in self._rounds)

    @property
    def text(self) -> str:
        """What the answers have made of the text so far."""
        return self._rounds[-1].rewritten().new

    @property
    def asked_about(self) -> str:
        """The text that the next question is about."""
        return self._rounds[-1].text

    @property
    def dialects(self) -> tuple[Dialect, Dialect]:
        """The dialect of the text as it was given, and as it is by now."""
        return self._rounds[0].known.dialect, self._after(self._rounds[-1])

    @property
    def applied(self) -> list[Finding]:
        """The findings whose rewrites were accepted, at their places in the text as it was given."""
        return [
            at_origin(finding, self._history(each)) for each in self._rounds for finding in each.accepted()
        ]  # fmt: skip

    def answer(self, answer: Answer) -> None:
        """Answer the next question. Raises Refused if that is not possible."""
        current = self._rounds[-1]
        if answer.instead is not None:
            self._check(current, answer.instead)
        current.answers.append(answer)
        while self.question is None and self._rounds[-1].questions:
            self._rounds.append(self._next(self._rounds[-1]))

    def undo(self) -> bool:
        """Take the last answer back; False if there is none."""
        while self._rounds[-1].answers == [] and len(self._rounds) > 1:
            self._rounds.pop()
        if not self._rounds[-1].answers:
            return False
        self._rounds[-1].answers.pop()
        return True

    def _check(self, current: _Round, instead: Edit) -> None:
        for edit in current.rewritten().edits:
            if overlap(edit, instead):
                raise Refused("this changes what you have accepted before; take that back first (u)")
        after = Rewritten(current.text, [instead]).new
        if conversion.dialect_after(after, [], current.known.dialect, self._settings) is None:
            raise Refused("this does not parse")

    def _history(self, until: _Round) -> list[Rewritten]:
        history: list[Rewritten] = []
        for each in self._rounds:
            if each is until:
                break
            history.append(each.rewritten())
        return history

    def _after(self, done: _Round) -> Dialect:
        accepted, rewritten = done.accepted(), done.rewritten()
        if not rewritten.edits:
            return done.known.dialect
        after = conversion.dialect_after(rewritten.new, accepted, done.known.dialect, self._settings)
        if after is None:
            names = ", ".join(sorted({finding.codemod for finding in accepted}))
            raise RewriteFailed(f"the rewrite by {names} does not parse")
        return after

    def _next(self, done: _Round) -> _Round:
        following = _Round(done.rewritten().new, Known(self._after(done), done.known.was_python2), [])
        following.questions = self._questions(following, self._declined())
        return following

    def _declined(self) -> list[tuple[str, int]]:
        """Give codemod and place, in the text of the round to come, of each finding whose rewrite was declined."""
        declined: list[tuple[str, int]] = []
        for each in self._rounds:
            rewritten = each.rewritten()
            declined = [(name, rewritten.nearest_new(at)) for name, at in declined]
            for question, answer in zip(each.questions, each.answers, strict=True):
                # What the user wrote instead is how it shall be: nor is its place asked about again.
                if not answer.accepted or answer.instead is not None:
                    declined += (
                        (finding.codemod, rewritten.nearest_new(finding.start)) for finding in question.findings
                    )
        return declined

    def _questions(self, current: _Round, declined: Sequence[tuple[str, int]]) -> list[Question]:
        settings, text = self._settings, current.text
        analysis = analyse(text, settings, path=self.path, known=current.known)
        chosen = [finding for finding in analysis.findings if settings.may_apply(finding)]
        if current.known.dialect is Dialect.PYTHON2:
            chosen, _ = conversion.whole_or_nothing(text, chosen, analysis, settings)
        history = [each.rewritten() for each in self._rounds if each is not current]
        groups = self._groups(chosen, current.known.dialect)
        groups = [
            group
            for group in groups
            if not any((finding.codemod, finding.start) in declined for finding in group)
            and any(self._shows(at_origin(finding, history)) for finding in group)
        ]
        compatible, _ = select_compatible((finding for group in groups for finding in group), text)
        kept = set(map(id, compatible))
        return [
            Question(tuple(group), Rewritten(text, (edit for finding in group for edit in finding.edits)))
            for group in groups
            if all(id(finding) in kept for finding in group)
        ]

    def _groups(self, chosen: Sequence[Finding], dialect: Dialect) -> list[list[Finding]]:
        """Divide findings into those which are asked about together: a conversion is made wholly or not at all."""
        converting = {codemod.name for codemod in self._settings.syntax}
        whole = dialect is Dialect.PYTHON2 and {each.name for each in self._settings.codemods} >= converting
        together = [finding for finding in chosen if whole and finding.codemod in converting]
        alone = [[finding] for finding in chosen if not (whole and finding.codemod in converting)]
        return ([together] if together else []) + alone
