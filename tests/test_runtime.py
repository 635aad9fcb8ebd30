"""What programs do before and after netfix, run against servers that work and that don't.

Three programs are run in the plain suite, all of them with `pytest -m slow tests/test_runtime.py`: on this Python with
its Twisted, and where there is a Python 2.7 with Twisted (see NETFIX_PYTHON2_TWISTED in `runtime/programs.py`), the
examples as they are on that one. `python tests/make_runtime_table.py` writes what comes of it to docs/runtime.md.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netfix.engine.dialect import Target
from runtime.outcomes import FAILING, SILENT, SITUATIONS, Outcome, run
from runtime.page import page
from runtime.programs import USES, Program, python2_programs, python2_with_twisted, python3_programs, twisted_version
from runtime.trials import Trial, run_all, trials_of, unsafe_trials_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: An errback that cleans up, a single chain, and a DeferredList.
QUICK = ("imap_login_errors", "smtp_send", "web_titles")
PAGE = Path(__file__).parent.parent / "docs" / "runtime.md"

Results = dict[Trial, Outcome]


def results_of(programs: Iterable[Program], factory: pytest.TempPathFactory) -> Results:
    return run_all(trials_of(programs, SITUATIONS), factory.mktemp("runs"))


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results_of([program for program in python3_programs() if program.name in QUICK], tmp_path_factory)


@pytest.fixture(scope="module")
def python3(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results_of(python3_programs(), tmp_path_factory)


@pytest.fixture(scope="module")
def python2(tmp_path_factory: pytest.TempPathFactory) -> Results:
    if python2_with_twisted() is None:
        pytest.skip("no Python 2.7 with Twisted here; NETFIX_PYTHON2_TWISTED may name one")
    return results_of(python2_programs(), tmp_path_factory)


@pytest.fixture(scope="module")
def unsafe3(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return run_all(unsafe_trials_of(python3_programs(), SITUATIONS | SILENT), tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def unsafe2(tmp_path_factory: pytest.TempPathFactory) -> Results:
    if python2_with_twisted() is None:
        pytest.skip("no Python 2.7 with Twisted here; NETFIX_PYTHON2_TWISTED may name one")
    return run_all(unsafe_trials_of(python2_programs(), SITUATIONS | SILENT), tmp_path_factory.mktemp("runs"))


RUNS = [
    "quick",
    pytest.param("python3", marks=pytest.mark.slow),
    pytest.param("python2", marks=pytest.mark.slow),
]


def outcome(results: Results, program: str, situation: str, *, after: bool) -> Outcome:
    [found] = [
        outcome
        for trial, outcome in results.items()
        if (trial.program.name, trial.situation, trial.is_after) == (program, situation, after)
    ]
    return found


@pytest.mark.parametrize("runs", RUNS)
def test_no_program_hangs_or_is_unhandled_after_netfix(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    wrong = [
        f"{trial.program.name}, {trial.situation}: {outcome}\n{outcome.errors}"
        for trial, outcome in results.items()
        if trial.is_after and not outcome.is_right
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("runs", RUNS)
def test_every_program_is_wrong_somewhere_before_netfix(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    wrong = {trial.program.name for trial, outcome in results.items() if not trial.is_after and not outcome.is_right}
    assert wrong == {trial.program.name for trial in results}


@pytest.mark.parametrize("runs", RUNS)
def test_what_failed_is_told_after_netfix(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    told = {
        (trial.program.name, trial.situation): outcome.reports
        for trial, outcome in results.items()
        if trial.is_after and trial.situation in FAILING
    }
    assert told
    assert all(told.values()), told


@pytest.mark.parametrize("runs", RUNS)
def test_the_exit_status_is_0_of_all_that_end(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    assert {outcome.status for outcome in results.values() if not outcome.hangs} == {0}


@pytest.mark.parametrize("runs", RUNS)
def test_a_server_that_works_sees_no_difference(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    for name in {trial.program.name for trial in results}:
        before = outcome(results, name, "works", after=False)
        after = outcome(results, name, "works", after=True)
        assert (before.status, after.status) == (0, 0), name
        assert after.output == before.output, name
        assert after.output, name


UNSAFE_RUNS = [pytest.param("unsafe3", marks=pytest.mark.slow), pytest.param("unsafe2", marks=pytest.mark.slow)]


@pytest.mark.parametrize("runs", UNSAFE_RUNS)
def test_no_program_hangs_or_is_unhandled_after_unsafe_rewrites(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    wrong = [
        f"{trial.program.name}, {trial.situation}: {outcome}\n{outcome.errors}"
        for trial, outcome in results.items()
        if outcome.hangs or outcome.is_unhandled
    ]
    assert results
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize(("runs", "unsafe"), [("python3", "unsafe3"), ("python2", "unsafe2")])
def test_a_server_that_works_sees_no_difference_after_unsafe_rewrites(
    runs: str, unsafe: str, request: pytest.FixtureRequest
) -> None:
    before: Results = request.getfixturevalue(runs)
    after: Results = request.getfixturevalue(unsafe)
    for name in {trial.program.name for trial in after}:
        one, other = outcome(before, name, "works", after=False), outcome(after, name, "works", after=True)
        assert (one.status, one.output) == (other.status, other.output), name


@pytest.mark.parametrize("runs", UNSAFE_RUNS)
def test_status_tells_of_a_refused_connection_after_unsafe_rewrites(runs: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(runs)
    refused = {trial.program.name: found.status for trial, found in results.items() if trial.situation == "refuse"}
    # The programs that look at many addresses go on with the others.
    assert {name for name, status in refused.items() if status != 1} <= {"web_titles"}


def test_the_golden_program_is_what_netfix_makes() -> None:
    folder = Path(__file__).parent.parent / "golden" / "programs"
    made = {program.name: program.fixed().text for program in python3_programs()}
    assert made == {name: (folder / f"{name}.after.py").read_text("utf-8") for name in USES}


def program_of(text: str) -> Program:
    return Program("imap_capabilities", text, sys.executable, Target.PY3)


WAITING = "from twisted.internet import reactor\n"


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        (WAITING + "reactor.run()", True),
        (WAITING + "reactor.callLater(0.1, reactor.stop)\nreactor.run()", False),
        (WAITING + "reactor.callLater(0.1, int)\nreactor.run()", True),
        (WAITING + "reactor.callInThread(reactor.callFromThread, reactor.stop)\nreactor.run()", False),
        ("print('no reactor')", False),
    ],
)
def test_a_program_hangs_when_nothing_is_to_come(text: str, hangs: bool, tmp_path: Path) -> None:
    assert run(program_of(text), "works", 1, tmp_path).hangs is hangs


def test_an_unhandled_error_is_seen(tmp_path: Path) -> None:
    text = "from twisted.internet.defer import fail\nfail(ValueError('connection lost'))\n"
    found = run(program_of(text), "drop_in_middle", 1, tmp_path)
    assert found.is_unhandled
    assert found.reports == 1
    assert not found.is_right


def test_an_error_that_is_not_the_one_that_was_met_misleads(tmp_path: Path) -> None:
    found = run(program_of("None.items"), "refuse_login", 1, tmp_path)
    assert found.is_misleading
    assert str(found) == "misleads"


def test_an_end_without_a_word_is_silent(tmp_path: Path) -> None:
    found = run(program_of("print('all is well')"), "fail_item", 1, tmp_path)
    assert found.is_silent
    assert str(found) == "silent"


def without_counts(text: str) -> str:
    """How many operations had begun when a connection broke is a matter of time."""
    return re.sub(r"told \d+ times", "told", text)


@pytest.mark.slow
def test_the_page_is_current(python3: Results, python2: Results, unsafe3: Results, unsafe2: Results) -> None:
    text = without_counts(PAGE.read_text("utf-8"))
    if any(twisted_version(trial.program.interpreter) not in text for trial in [*python3, *python2]):
        pytest.skip("the page was written with other versions")
    assert text == without_counts(page([python3, python2], [unsafe3, unsafe2])), (
        "run: python tests/make_runtime_table.py"
    )
