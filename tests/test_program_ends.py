"""What unsafe rewrites of whole programs do at run time: exit-status and factory-deferred, by their golden pairs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.analyse import analyse
from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix
from netfix.testing import settings_for
from runtime.outcomes import Outcome, run
from runtime.programs import Program, python2_with_twisted
from servers import serving

GOLDEN = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True, slots=True)
class Pair:
    """A golden program, its codemod, the kind of server that it talks to, and where that breaks off."""

    codemod: str
    file: str
    server: str
    marker: str = ""

    @property
    def interpreter(self) -> str:
        """Give the Python that runs it; skips the test where there is none."""
        if not self.file.endswith(".py2.py"):
            return sys.executable
        found = python2_with_twisted()
        if found is None:
            pytest.skip("no Python 2.7 with Twisted here; NETFIX_PYTHON2_TWISTED may name one")
        return found

    def text(self, stage: str) -> str:
        """Give the program before, or after, or after with exit-status as well."""
        text = (
            GOLDEN / self.codemod / self.file.replace("BEFORE", "before" if stage == "before" else "after")
        ).read_text()
        if stage != "status":
            return text
        chosen = [codemod for codemod in CODEMODS if codemod.name == "exit-status"]
        target = Target.PY27 if self.file.endswith(".py2.py") else Target.PY3
        return fix(text, settings_for(chosen, target, unsafe=True)).text


STATUS = (
    Pair("exit-status", "last_lines_become_main.unsafe.BEFORE.py", "smtp"),
    Pair("exit-status", "last_lines_become_main.unsafe.BEFORE.py2.py", "smtp"),
    Pair("exit-status", "function_that_runs_all.unsafe.BEFORE.py", "chat"),
)
FACTORIES = (
    Pair("factory-deferred", "chain_ends_in_the_factory.unsafe.BEFORE.py", "imap", "EXISTS"),
    Pair("factory-deferred", "chain_ends_in_the_factory.unsafe.BEFORE.py2.py", "imap", "EXISTS"),
    Pair("factory-deferred", "stops_at_events.unsafe.BEFORE.py", "chat", "second"),
)
FAILING = ("refuse", "drop_after_greeting", "drop_in_middle", "refuse_login")


def outcome(pair: Pair, stage: str, situation: str, folder: Path) -> Outcome:
    # The name says only which arguments the program gets; these programs take none behind host and port.
    program = Program("imap_capabilities", pair.text(stage), pair.interpreter, Target.PY3)
    marker = (pair.marker,) if pair.marker else ()
    own = folder / f"{stage}-{situation}"
    own.mkdir()
    with serving(pair.server, situation, *marker) as server:
        return run(program, situation, server.port, own)


def name_of(pair: Pair) -> str:
    return f"{pair.codemod}/{pair.file}"


@pytest.mark.parametrize("pair", [*STATUS, *FACTORIES], ids=name_of)
def test_on_a_server_that_works_all_stays_as_it_was(pair: Pair, tmp_path: Path) -> None:
    before, after = (outcome(pair, stage, "works", tmp_path) for stage in ("before", "after"))
    assert (before.status, after.status) == (0, 0)
    assert before.output == after.output
    assert after.output


@pytest.mark.parametrize("pair", STATUS, ids=name_of)
def test_status_tells_of_a_failure(pair: Pair, tmp_path: Path) -> None:
    before, after = (outcome(pair, stage, "refuse", tmp_path) for stage in ("before", "after"))
    assert (before.status, after.status) == (0, 1)
    assert (before.reports, after.reports) == (1, 1)
    assert not after.is_unhandled


@pytest.mark.parametrize("situation", FAILING)
@pytest.mark.parametrize("pair", FACTORIES, ids=name_of)
def test_a_program_hears_of_every_end_once(pair: Pair, situation: str, tmp_path: Path) -> None:
    after = outcome(pair, "after", situation, tmp_path)
    assert not after.hangs, after.errors
    assert not after.is_unhandled, after.errors
    assert "AlreadyCalledError" not in after.errors
    assert "Traceback" in after.errors or "no connection" in after.output


@pytest.mark.parametrize("pair", FACTORIES, ids=name_of)
def test_the_status_of_a_program_with_a_deferred_in_its_factory_tells_of_a_failure(pair: Pair, tmp_path: Path) -> None:
    assert {outcome(pair, "status", situation, tmp_path).status for situation in FAILING} == {1}
    assert outcome(pair, "status", "works", tmp_path).status == 0


def test_a_program_repaired_by_hand_has_one_finding_which_is_right() -> None:
    text = (GOLDEN / "deferred-fired-twice" / "reasons_decide.unsafe.before.py").read_text()
    text = text[: text.index("class PatientFactory")] + text[text.index("def show") :]
    chosen = [codemod for codemod in CODEMODS if codemod.family == "twisted" and codemod.by_default]
    found = analyse(text, settings_for(chosen)).findings
    assert [(finding.codemod, text[finding.start : finding.end]) for finding in found] == [
        ("deferred-fired-twice", "self.answer.errback(reason)")
    ]
