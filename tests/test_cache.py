"""Results of earlier runs: the same as without them, whatever happens to files, options and the cache itself."""

from __future__ import annotations

import marshal
import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_cache_dir

from netfix.codemods import CODEMODS, SYNTAX
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.engine.cache import Cache, default_folder
from netfix.engine.edits import Edit
from netfix.engine.findings import Safety
from netfix.engine.kept import plain, result_of
from netfix.engine.languages import Dialect
from netfix.engine.process import Choice, Mode, Task, process_files
from netfix.engine.project import RunScope, project_of
from netfix.engine.results import Located, Processed, Result
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOUND = "def missing(reply):\n    return reply == None\n"
NOTHING = "def present(reply):\n    return reply is not None\n"
LONG_AGO = time.time_ns() - 10**12


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of programs that were left alone for long, and work in it."""
    folder = tmp_path / "tree"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, text in (("found.py", FOUND), ("nothing.py", NOTHING)):
        write(folder / name, text)
    return folder


def write(path: Path, text: str, when: int = LONG_AGO) -> None:
    path.write_text(text)
    os.utime(path, ns=(when, when))


def task(mode: Mode = Mode.FIND, **settings: object) -> Task:
    chosen = Settings(tuple(codemod for codemod in CODEMODS if codemod.by_default), SYNTAX, **settings)  # type: ignore[arg-type]
    return Task((chosen,), mode)


class Runs:
    """Runs over a tree that note which files were really processed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processed: list[str] = []
        self.notes: list[str] = []

    def __call__(self, paths: Sequence[str], what: Task) -> list[Result]:
        """Process files with the cache."""
        self.processed = []
        cache = Cache(self.folder)
        results = list(cache.process([(path, what) for path in paths], self._process))
        self.notes = cache.notes
        return [without_reads(result) for result in results]

    def _process(self, files: Sequence[tuple[str, Task]]) -> Iterator[Result]:
        self.processed = [path for path, _ in files]
        project_of.cache_clear()
        return iter(process_files(files))


def without_reads(result: Result) -> Result:
    return result._replace(reads=()) if isinstance(result, Processed) else result


def plainly(paths: Sequence[str], what: Task) -> list[Result]:
    project_of.cache_clear()
    return [without_reads(result) for result in process_files([(path, what) for path in paths])]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Give runs for which files that were just written count as left alone, as their times say."""
    monkeypatch.setattr("netfix.engine.cache._SETTLED_NS", -(10**12))
    return Runs(tmp_path / "cache")


PATHS = ("found.py", "nothing.py")


def test_second_run_processes_nothing_and_says_the_same(tree: Path, run: Runs) -> None:
    first = run(PATHS, task())
    assert run.processed == list(PATHS)
    assert run(PATHS, task()) == first == plainly(PATHS, task())
    assert run.processed == []
    assert tree.is_dir()


def _no_reading(_data: bytes) -> str:
    pytest.fail("a file was read")


def test_second_run_reads_no_file(tree: Path, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    run(PATHS, task())
    monkeypatch.setattr("netfix.engine.cache.digest", _no_reading)
    run(PATHS, task())
    assert tree.is_dir()


def test_changed_file_is_processed_again_and_no_other(tree: Path, run: Runs) -> None:
    run(PATHS, task())
    write(tree / "nothing.py", FOUND)
    assert run(PATHS, task()) == plainly(PATHS, task())
    assert run.processed == ["nothing.py"]


def test_change_of_the_same_size_and_time_is_seen(tree: Path, run: Runs) -> None:
    run(PATHS, task())
    write(tree / "found.py", FOUND.replace("==", "!="))
    assert run(PATHS, task()) == plainly(PATHS, task())
    assert run.processed == ["found.py"]


def test_times_of_a_file_just_written_are_not_trusted(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Runs(tmp_path / "cache")  # whose files have just been written, as their inodes' times say
    run(PATHS, task())
    times = {path: (tree / path).stat() for path in PATHS}
    write(tree / "found.py", FOUND.replace("==", "!="))

    def as_before(path: str) -> object:
        return tuple(times[path])[6:10]

    monkeypatch.setattr("netfix.engine.cache._times", as_before)
    assert run(PATHS, task()) == plainly(PATHS, task())


def test_touched_file_is_read_but_not_processed(tree: Path, run: Runs) -> None:
    first = run(PATHS, task())
    os.utime(tree / "found.py")
    assert run(PATHS, task()) == first
    assert run.processed == []


@pytest.mark.parametrize("mode", [Mode.FIND, Mode.FIX])
def test_modes_do_not_share_results(tree: Path, run: Runs, mode: Mode) -> None:
    run(PATHS, task(Mode.FIX if mode is Mode.FIND else Mode.FIND))
    assert run(PATHS, task(mode)) == plainly(PATHS, task(mode))
    assert tree.is_dir()


def test_what_is_to_be_rewritten_is_not_kept(tree: Path, run: Runs) -> None:
    run(PATHS, task(Mode.FIX))
    assert run(PATHS, task(Mode.FIX)) == plainly(PATHS, task(Mode.FIX))
    assert run.processed == ["found.py"]
    assert tree.is_dir()


def test_choice_of_lines_is_never_kept(tree: Path, run: Runs) -> None:
    chosen = task()._replace(choice=Choice(lines=((1, 1),)))
    run(PATHS, chosen)
    run(PATHS, chosen)
    assert run.processed == list(PATHS)
    assert tree.is_dir()


def test_bytes_of_a_file_with_findings_are_there_when_wanted(tree: Path, run: Runs) -> None:
    wanted = task()._replace(keep=True)
    run(PATHS, wanted)
    assert run(PATHS, wanted) == plainly(PATHS, wanted)
    assert tree.is_dir()


def test_sequences_of_changes_and_options_give_what_they_give_without_cache(tree: Path, run: Runs) -> None:
    chance = random.Random(6)  # noqa: S311 - nothing is secret
    texts = (FOUND, NOTHING, FOUND.replace("==", "!="), "x = (\n", 'print "x" == None\n', "from helper import *\n")
    paths = ("found.py", "nothing.py", "helper.py", "user.py")
    scope = RunScope((".",))
    for _ in range(40):
        path = tree / chance.choice(paths)
        if chance.random() < 0.2:
            path.unlink(missing_ok=True)
        elif chance.random() < 0.8:
            write(path, chance.choice(texts), chance.choice((LONG_AGO, time.time_ns())))
        what = task(chance.choice((Mode.FIND, Mode.FIX)), unsafe=chance.random() < 0.5, scope=scope)
        there = [name for name in paths if (tree / name).exists()]
        assert run(there, what) == plainly(there, what)


def test_result_that_rests_on_another_file_falls_with_it(tree: Path, run: Runs) -> None:
    (tree / "user.py").write_text("from twisted.internet import defer\nfrom .helper import fetch\n\nfetch()\n")
    (tree / "__init__.py").write_text("")
    what = task(scope=RunScope((".",)))
    run(("user.py",), what)
    run(("user.py",), what)
    assert run.processed == []
    (tree / "helper.py").write_text("from twisted.internet import defer\ndef fetch():\n    return defer.Deferred()\n")
    assert run(("user.py",), what) == plainly(("user.py",), what)
    assert run.processed == ["user.py"]
    run(("user.py",), what)
    assert run.processed == []
    (tree / "helper.py").write_text("def fetch():\n    return 1\n")
    run(("user.py",), what)
    assert run.processed == ["user.py"]


@pytest.mark.parametrize("damage", [b"", b"x", b"netfix-cache-1\n", b"\0" * 4096])
def test_damaged_cache_is_ignored_and_written_anew(tree: Path, run: Runs, damage: bytes) -> None:
    first = run(PATHS, task())
    (kept,) = run.folder.iterdir()
    kept.write_bytes(damage)
    assert run(PATHS, task()) == first
    assert run.processed == list(PATHS)
    run(PATHS, task())
    assert run.processed == []
    assert tree.is_dir()


def test_every_flipped_byte_is_noticed(tree: Path, run: Runs) -> None:
    first = run(PATHS, task())
    (kept,) = run.folder.iterdir()
    whole = kept.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert run(PATHS, task()) == first
    assert tree.is_dir()


def test_folder_that_cannot_be_written_is_only_a_note(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    run = Runs(tmp_path / "cache")
    assert run(PATHS, task()) == plainly(PATHS, task())
    (note,) = run.notes
    assert str(tmp_path / "cache") in note
    assert tree.is_dir()


def test_folder_is_kept_small(tree: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for number, unsafe in enumerate((False, True)):
        limit = 10**9 if not number else 1500
        cache = Cache(folder, most_bytes=limit)
        list(cache.process([(path, task(unsafe=unsafe)) for path in PATHS], lambda files: iter(process_files(files))))
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1500
    assert tree.is_dir()


def test_results_of_codemods_of_others_are_not_kept(tree: Path, run: Runs) -> None:
    class Foreign(NoneComparison, abstract=True):
        """Somebody else's, who knows what it looks at."""

    what = Task((Settings((Foreign,), SYNTAX),), Mode.FIND)
    run(PATHS, what)
    run(PATHS, what)
    assert run.processed == list(PATHS)
    assert tree.is_dir()


def test_runs_at_the_same_time_do_not_disturb_each_other(tree: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "netfix", "--isolated", "--cache-dir", str(tmp_path / "cache"), "."]
    alone = subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False)
    for _ in range(2):
        started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert {process.communicate()[0] for process in started} == {alone.stdout}
    assert "== None" in (tree / "found.py").read_text()
    assert not list((tmp_path / "cache").glob("*.tmp"))


def test_clearing_leaves_nothing(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    command = [sys.executable, "-m", "netfix", "--cache-dir", str(cache)]
    subprocess.run([*command, str(tree)], capture_output=True, check=False)
    assert list(cache.iterdir())
    subprocess.run([*command, "--clear-cache"], check=True)
    assert not list(cache.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("home", ["/home/me", "/home/me/", "/", "here", ""])
@pytest.mark.parametrize("named", [None, "", "/var/cached", "/var/cached/", "there"])
def test_the_users_folder_is_that_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, home: str, named: str | None
) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert os.path.normpath(default_folder()) == os.path.normpath(user_cache_dir("netfix", appauthor=False))


def test_a_result_is_what_it_was_when_it_is_read_again() -> None:
    edits = (Edit(3, 5, "is"), Edit(9, 9, "\udc80\n"))
    findings = (
        Located("a.ipynb", 1, 2, 3, 4, "none-comparison", Safety.SAFE, "say `is`", edits, 2, (7, 9)),
        Located("a.ipynb", 5, 1, 5, 2, "while-one", Safety.MANUAL, "…", ()),
    )
    for result in (
        Processed("a.ipynb", Dialect.PYTHON2, Dialect.PYTHON2),
        Processed("a.ipynb", Dialect.PYTHON3, Dialect.PYTHON3, findings),
        Processed("a.ipynb", Dialect.PYTHON2, Dialect.PYTHON3, findings[1:], findings[:1], encoding="latin-1"),
        Processed("a.ipynb", Dialect.PYTHON2, Dialect.PYTHON2, kept_python2="says so"),
    ):
        assert result_of("a.ipynb", marshal.loads(marshal.dumps(plain(result)))) == result  # noqa: S302 - our own
