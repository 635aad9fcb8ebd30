"""The command as a user meets it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from netfix import __version__

ROOT = Path(__file__).parent.parent
FAULTY = "while 1:\n    buf = s.recv(10)\n    if not len(buf):\n        break\n"
REPAIRED = "while True:\n    buf = s.recv(10)\n    if not buf:\n        break\n"
PYTHON2 = "if buf == None:\n    print 'nothing'\n"


def netfix(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "netfix", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "client.py").write_text(FAULTY)
    (tmp_path / "fine.py").write_text("x = 1\n")
    return tmp_path


class TestReporting:
    def test_names_each_finding_on_a_line_and_writes_nothing(self, project: Path) -> None:
        ran = netfix("client.py", cwd=project)
        lines = ran.stdout.decode().splitlines()
        assert [line.split(" ")[:2] for line in lines] == [
            ["client.py:1:7", "while-one"],
            ["client.py:3:12", "len-test"],
        ]
        assert all(line.endswith("[safe]") for line in lines)
        assert ran.returncode == 1
        assert b"1 file read, 2 findings (2 safe)" in ran.stderr
        assert (project / "client.py").read_text() == FAULTY

    def test_ends_with_0_where_nothing_is_found(self, project: Path) -> None:
        ran = netfix("fine.py", cwd=project)
        assert (ran.returncode, ran.stdout) == (0, b"")

    def test_walks_the_current_folder_without_paths(self, project: Path) -> None:
        assert netfix(cwd=project).stdout.startswith(b"client.py:1:7 while-one")

    def test_quiet_leaves_the_summary_out(self, project: Path) -> None:
        assert netfix("-q", "client.py", cwd=project).stderr == b""

    def test_json_follows_its_schema_and_its_edits_repair_the_file(self, project: Path) -> None:
        ran = netfix("--output-format", "json", ".", cwd=project)
        findings = json.loads(ran.stdout)
        jsonschema.validate(findings, json.loads((ROOT / "docs" / "findings.schema.json").read_text()))
        text = FAULTY
        edits = [edit for finding in findings for edit in finding["edits"]]
        for edit in sorted(edits, key=lambda edit: -edit["start"]):
            text = text[: edit["start"]] + edit["replacement"] + text[edit["end"] :]
        assert text == REPAIRED
        assert {finding["end_column"] - finding["column"] for finding in findings} == {1, 8}

    def test_json_of_nothing_is_an_empty_list(self, project: Path) -> None:
        assert json.loads(netfix("--output-format=json", "fine.py", cwd=project).stdout) == []


class TestDiff:
    def test_prints_the_diff_only_on_standard_output(self, project: Path) -> None:
        ran = netfix("--diff", ".", cwd=project)
        assert ran.stdout.startswith(b"--- a/client.py\n+++ b/client.py\n@@ -1,4 +1,4 @@\n-while 1:\n+while True:\n")
        assert ran.returncode == 1
        assert (project / "client.py").read_text() == FAULTY

    def test_of_nothing_is_empty_and_ends_with_0(self, project: Path) -> None:
        ran = netfix("--diff", "fine.py", cwd=project)
        assert (ran.returncode, ran.stdout) == (0, b"")


class TestColour:
    def test_is_left_out_of_a_pipe_and_put_in_on_request(self, project: Path) -> None:
        assert b"\x1b" not in netfix("client.py", cwd=project).stdout
        assert b"\x1b[36mlen-test\x1b[0m" in netfix("--color", "always", "client.py", cwd=project).stdout
        assert b"\x1b[32m+while \x1b[0m" in netfix("--color=always", "--diff", "client.py", cwd=project).stdout

    def test_taken_away_the_diff_is_the_plain_one(self, project: Path) -> None:
        coloured = netfix("--color=always", "--diff", "client.py", cwd=project).stdout
        assert re.sub(rb"\x1b\[[\d;]*m", b"", coloured) == netfix("--diff", "client.py", cwd=project).stdout


class TestInPlace:
    @pytest.mark.parametrize("option", ["-i", "--in-place", "--fix"])
    def test_rewrites_and_says_which(self, project: Path, option: str) -> None:
        ran = netfix(option, ".", cwd=project)
        assert ran.returncode == 0
        assert (project / "client.py").read_text() == REPAIRED
        assert b"client.py: rewritten, 2 findings applied" in ran.stderr
        assert b"fine.py" not in ran.stderr

    def test_ends_with_1_where_findings_remain(self, project: Path) -> None:
        (project / "unknown.py").write_text("def f(x):\n    if len(x):\n        return 1\n")
        assert netfix("-i", ".", cwd=project).returncode == 1
        assert netfix("-i", "--unsafe", ".", cwd=project).returncode == 0
        assert "if x:" in (project / "unknown.py").read_text()

    def test_leaves_a_file_that_changed_meanwhile(self, project: Path) -> None:
        assert netfix("-i", "--select", "while-one", "client.py", cwd=project).returncode == 0
        assert (project / "client.py").read_text() == FAULTY.replace("while 1", "while True")


class TestStandardInput:
    def test_alone_reports(self) -> None:
        ran = netfix("-", "--stdin-filename", "some/name.py", stdin=FAULTY.encode())
        assert ran.stdout.startswith(b"some/name.py:1:7 while-one")
        assert ran.returncode == 1

    def test_in_place_prints_the_program(self) -> None:
        ran = netfix("-i", "-", stdin=FAULTY.encode())
        assert (ran.returncode, ran.stdout) == (0, REPAIRED.encode())

    def test_in_place_prints_a_program_that_is_fine_as_it_is(self) -> None:
        assert netfix("-i", "-", stdin=b"x = 1").stdout == b"x = 1"

    def test_in_place_prints_nothing_for_a_broken_program(self) -> None:
        ran = netfix("-i", "-", stdin=b"def (:\n")
        assert (ran.returncode, ran.stdout) == (2, b"")

    def test_diff_prints_the_diff(self) -> None:
        ran = netfix("--diff", "-", "--stdin-filename", "a.py", stdin=FAULTY.encode())
        assert ran.stdout.startswith(b"--- a/a.py\n+++ b/a.py\n")


class TestChoosing:
    def test_select_runs_only_what_is_named(self, project: Path) -> None:
        assert b"len-test" not in netfix("--select", "while-one", ".", cwd=project).stdout

    def test_select_takes_families_and_lists(self, project: Path) -> None:
        assert netfix("--select", "pythonic", ".", cwd=project).stdout.count(b"\n") == 2
        assert netfix("--select", "while-one,len_test", ".", cwd=project).stdout.count(b"\n") == 2

    def test_ignore_leaves_out(self, project: Path) -> None:
        assert b"len-test" not in netfix("--ignore", "len-test", ".", cwd=project).stdout

    def test_an_unknown_name_is_a_usage_error_with_the_nearest_right_one(self, project: Path) -> None:
        ran = netfix("--select", "len-tets", ".", cwd=project)
        assert ran.returncode == 2
        assert b"did you mean 'len-test'?" in ran.stderr

    def test_list_has_a_row_for_each_codemod(self) -> None:
        lines = netfix("--list").stdout.decode().splitlines()
        assert any(line.startswith("len-test") and " pythonic " in line and "safe, unsafe" in line for line in lines)

    def test_explain_shows_the_whole_page(self) -> None:
        page = netfix("--explain", "len-test").stdout.decode()
        assert "+    if not buf:" in page
        assert "Left alone where arrays" in page

    def test_explaining_what_does_not_exist_is_a_usage_error(self) -> None:
        assert netfix("--explain", "lentest").returncode == 2


class TestPython2:
    def test_is_carried_to_python3_by_default(self, tmp_path: Path) -> None:
        (tmp_path / "old.py").write_text(PYTHON2)
        ran = netfix("-i", "old.py", cwd=tmp_path)
        assert (tmp_path / "old.py").read_text() == "if buf is None:\n    print('nothing')\n"
        assert b"old.py: Python 2, carried to Python 3 syntax" in ran.stderr
        assert b"bytes and text" in ran.stderr

    def test_says_after_the_conversion_what_to_look_at(self, tmp_path: Path) -> None:
        (tmp_path / "old.py").write_text("import sys\n\ndef show(word):\n    print word,\n    sys.stdout.flush()\n")
        ran = netfix("-i", "old.py", cwd=tmp_path)
        assert ran.stdout.startswith(b"old.py:4:5 print-statement ")
        assert ran.stdout.endswith(b"[manual]\n")
        assert ran.returncode == 1

    def test_stays_python2_with_target_py27(self, tmp_path: Path) -> None:
        (tmp_path / "old.py").write_text(PYTHON2)
        assert netfix("-i", "--target-version", "py27", "old.py", cwd=tmp_path).returncode == 0
        assert (tmp_path / "old.py").read_text() == PYTHON2.replace("==", "is")

    def test_a_selected_codemod_changes_nothing_else(self, tmp_path: Path) -> None:
        (tmp_path / "old.py").write_text(PYTHON2)
        netfix("-i", "--select", "none-comparison", "old.py", cwd=tmp_path)
        assert (tmp_path / "old.py").read_text() == PYTHON2.replace("==", "is")


class TestFailures:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"def f(:\n    pass\n", b"bad.py:1: error: "),
            (b"x = '\xff'\n", b"bad.py:1: error: "),
            (b"x = 1\ny = '\x00'\n", b"bad.py:2: error: "),
            (b"# coding: no-such\nx = 1\n", b"bad.py:1: error: "),
            (b"x = " + b"(" * 3000 + b")" * 3000 + b"\n", b"bad.py"),
        ],
    )
    def test_a_bad_file_is_named_and_the_others_are_done(self, project: Path, data: bytes, reason: bytes) -> None:
        (project / "bad.py").write_bytes(data)
        ran = netfix("-i", ".", cwd=project)
        assert ran.returncode == 2
        assert reason in ran.stderr
        assert (project / "bad.py").read_bytes() == data
        assert (project / "client.py").read_text() == REPAIRED

    def test_a_missing_path_is_named(self, project: Path) -> None:
        ran = netfix("missing.py", "client.py", cwd=project)
        assert ran.returncode == 2
        assert b"missing.py: error: " in ran.stderr
        assert b"client.py:1:7" in ran.stdout

    @pytest.mark.parametrize(
        "arguments",
        [("--no-such-option",), ("--diff", "-i", "."), ("-", "x.py"), ("--target-version", "py33"), ("--migrate", "x")],
    )
    def test_wrong_usage_ends_with_2(self, arguments: tuple[str, ...], project: Path) -> None:
        assert netfix(*arguments, cwd=project).returncode == 2

    def test_a_file_that_takes_too_long_is_given_up(self, project: Path) -> None:
        (project / "long.py").write_text("x = len(a" + ".b" * 40_000 + ") == None\n")
        ran = netfix("--timeout", "4", ".", cwd=project)
        assert ran.returncode == 2
        assert b"long.py: error: given up: took longer than 4 s" in ran.stderr
        assert b"client.py:1:7" in ran.stdout

    @pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent as POSIX has it")
    def test_an_interruption_ends_with_130(self, project: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "netfix", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130


def test_the_version_has_one_source() -> None:
    assert netfix("--version").stdout.decode() == f"netfix {__version__}\n"


@pytest.mark.parametrize("entry", ["cli.py", "netfix/cli.py"])
def test_the_file_at_the_root_is_the_command_too(entry: str) -> None:
    ran = subprocess.run([sys.executable, str(ROOT / entry), "--version"], capture_output=True, check=False)
    assert ran.stdout.decode() == f"netfix {__version__}\n"


def test_nothing_heavy_is_imported_before_a_file_needs_it(project: Path) -> None:
    program = (
        "import sys; from netfix.cli import run; run(['fine.py']); "
        "print(sorted({'libcst', 'fissix', 'rich', 'pathspec'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        cwd=project,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.decode().splitlines()[-1] == "[]"


#: Runs the command with the arguments given, and tells which modules it has imported that `-c pass` and click have not.
_IMPORTED = """
import sys, click
before = set(sys.modules)
from netfix.cli import run
run(sys.argv[1:])
print(*sorted(set(sys.modules) - before))
"""


def imported(installed: Path, project: Path, *arguments: str) -> set[str]:
    """Give the modules that a run of an installed netfix imports."""
    ran = subprocess.run(
        [sys.executable, "-c", _IMPORTED, *arguments],
        capture_output=True,
        cwd=project,
        check=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )
    return set(ran.stdout.decode().splitlines()[-1].split())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for PYTHONPATH that netfix stands in as one that was installed."""
    folder = tmp_path_factory.mktemp("started") / "site-packages"
    shutil.copytree(ROOT / "netfix", folder / "netfix", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_a_run_with_nothing_to_do_imports_nothing_slow_of_the_standard_library(installed: Path, project: Path) -> None:
    modules = imported(installed, project, "--isolated", "--no-cache", "--diff", "fine.py")
    slow = {"concurrent.futures", "hashlib", "json", "logging", "multiprocessing", "pickle", "subprocess", "tempfile"}
    assert not modules & {*slow, "netfix.engine.cache", "netfix.engine.workers", "platformdirs", "tomllib"}


def test_a_run_in_which_nothing_has_changed_imports_nothing_that_reads_programs(installed: Path, project: Path) -> None:
    arguments = ("--isolated", "--cache-dir", "kept", "client.py", "fine.py")
    imported(installed, project, *arguments)
    modules = imported(installed, project, *arguments)
    reading = {"netfix.engine.dialect", "netfix.engine.parsing", "netfix.engine.process", "netfix.engine.source"}
    assert "netfix.engine.cache" in modules
    assert not modules & {*reading, "hashlib", "pickle", "symtable"}


@pytest.mark.skipif(os.name == "nt", reason="its shell closes and fills no streams")
class TestEnvironment:
    """What is no bug in netfix is not called one, and has the exit code of an error."""

    def _shell(self, script: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NETFIX": f"{sys.executable} -m netfix", **more}
        return subprocess.run(
            ["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to be had")
    @pytest.mark.parametrize("script", ["$NETFIX . >/dev/full", "$NETFIX -o /dev/full ."])
    def test_a_full_disk_is_told(self, project: Path, script: str) -> None:
        ran = self._shell(script, project)
        assert (ran.returncode, "No space left" in ran.stderr, "bug" in ran.stderr) == (2, True, False)

    def test_a_current_folder_that_is_gone_is_told(self, project: Path) -> None:
        ran = self._shell("mkdir gone && cd gone && rmdir ../gone && $NETFIX", project)
        assert (ran.returncode, ran.stderr) == (2, "Error: the current folder is gone\n")

    def test_closed_streams_do_no_harm(self, project: Path) -> None:
        assert self._shell("$NETFIX -i . >&- 2>&- <&-", project).returncode == 0
        assert (project / "client.py").read_text() == REPAIRED

    def test_an_interview_works_where_nothing_can_be_remembered(self, project: Path) -> None:
        ran = self._shell("printf 'y\\nn\\n' | $NETFIX --interactive .", project, XDG_STATE_HOME="/dev/null")
        assert (ran.returncode, "bug" in ran.stderr) == (1, False)
        left = self._shell("printf 'q\\n' | $NETFIX --interactive .", project, XDG_STATE_HOME="/dev/null")
        assert "note: what was declined is not remembered" in left.stderr
