"""docs/misuse.md says what finds each kind of misuse of Deferreds; here is a program of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from netfix.engine.analyse import analyse
from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix
from netfix.selection import select
from netfix.testing import settings_for

ROOT = Path(__file__).parent.parent
_ROW = re.compile(r"\| (?P<what>.*) \| \[(?P<codemod>[a-z-]+)\]\(codemods/(?P=codemod)\.md\) \| (?P<repair>.*) \|")
_REPAIRS = {"safe": "safe", "unsafe": "unsafe", "by hand": "manual"}


@dataclass(frozen=True, slots=True)
class Misuse:
    """A row of the table, and its program."""

    what: str
    codemod: str
    safety: str
    text: str
    target: Target

    def __str__(self) -> str:
        return self.what


def _programs() -> dict[str, tuple[str, Target]]:
    """Give the programs by what goes wrong in them; each begins with `### what goes wrong (Python 2)`."""
    text = (ROOT / "tests" / "data" / "misuse.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, Target]] = {}
    for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        head, _, program = part.partition("\n")
        what, _, version = head.removesuffix(")").rpartition(" (Python ")
        found[what] = (program, Target.PY27 if version == "2" else Target.PY3)
    return found


def _misuses() -> list[Misuse]:
    programs = _programs()
    rows = _ROW.finditer((ROOT / "docs" / "misuse.md").read_text(encoding="utf-8"))
    return [Misuse(row["what"], row["codemod"], _REPAIRS[row["repair"]], *programs[row["what"]]) for row in rows]


MISUSES = _misuses()


def test_each_program_has_a_row() -> None:
    assert sorted(_programs()) == sorted(each.what for each in MISUSES)
    assert len(MISUSES) > 43


@pytest.mark.parametrize("misuse", MISUSES, ids=str)
def test_it_is_found_by_what_the_table_says(misuse: Misuse) -> None:
    settings = settings_for(select((), (), unsafe=True), misuse.target, unsafe=True)
    found = {(each.codemod, each.safety.value) for each in analyse(misuse.text, settings).findings}
    assert (misuse.codemod, misuse.safety) in found


@pytest.mark.parametrize("misuse", MISUSES, ids=str)
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_is_repaired_is_found_no_more(misuse: Misuse, *, unsafe: bool) -> None:
    settings = settings_for(select((), (), unsafe=unsafe), misuse.target, unsafe=unsafe)
    once = fix(misuse.text, settings)
    again = fix(once.text, settings)
    assert again.text == once.text
    applied = misuse.safety == "safe" or (unsafe and misuse.safety == "unsafe")
    left = {(each.codemod, each.safety.value) for each in again.remaining}
    assert not applied or (misuse.codemod, misuse.safety) not in left


#: An outcome in the factory, one errback and one stop in the main program; the outcome may fire once too often.
REPAIRED = """
import sys

from twisted.internet import defer, error, protocol, reactor
from twisted.mail import imap4


class Asking(imap4.IMAP4Client):
    def connectionMade(self):
        answer = self.getCapabilities()
        answer.addBoth(self.leave)
        answer.chainDeferred(self.factory.outcome)

    def leave(self, result):
        gone = self.logout()
        gone.addCallback(lambda _: result)
        return gone


class AskingFactory(protocol.ClientFactory):
    protocol = Asking

    def __init__(self):
        self.outcome = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.outcome.errback(reason)

    def clientConnectionLost(self, connector, reason):
        if not reason.check(error.ConnectionDone):
            self.outcome.errback(reason)
        elif not self.outcome.called:
            self.outcome.errback(reason)


def show(capabilities):
    for name in sorted(capabilities or {}):
        print("%s: %s" % (name, capabilities[name]))


def complain(reason):
    print("failed: %s" % reason.getErrorMessage())


asking = AskingFactory()
asking.outcome.addCallback(show)
asking.outcome.addErrback(complain)
asking.outcome.addBoth(lambda _: reactor.stop())
reactor.connectTCP(sys.argv[1], 143, asking)
reactor.run()
"""


@pytest.mark.parametrize("target", [Target.PY27, Target.PY3])
def test_a_program_that_is_repaired_by_hand_has_one_finding(target: Target) -> None:
    text = re.sub(r"print\((.*)\)$", r"print \1", REPAIRED, flags=re.MULTILINE) if target is Target.PY27 else REPAIRED
    settings = settings_for([each for each in select((), ()) if each.family == "twisted"], target)
    assert [each.codemod for each in analyse(text, settings).findings] == ["deferred-fired-twice"]
