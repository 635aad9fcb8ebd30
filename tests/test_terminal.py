"""What a terminal gets, and what everything else gets instead."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from netfix.reports.diff import unified_diff
from netfix.reports.formats import FORMATS
from netfix.reports.terminal import rich_diff
from reported import PROGRAM

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from pseudoterminal import run_on_terminal

ROOT = Path(__file__).parent.parent
NETFIX = (sys.executable, "-m", "netfix")
ESCAPES = re.compile(rb"\x1b\[[\d;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\")
# What would be shown only after a while is shown at once.
IMPATIENT_PROGRAM = """
import sys
from netfix.cli import run
from netfix.reports import progress

progress._PATIENCE = progress._PAUSE = -1
sys.exit(run(sys.argv[1:]))
"""
IMPATIENT = (sys.executable, "-c", IMPATIENT_PROGRAM)


@pytest.fixture(autouse=True)
def _find_netfix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "client.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def piped(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = (*NETFIX, *arguments)
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, env={**os.environ, **(env or {})})


def plain(data: bytes) -> bytes:
    """Take escape sequences away, and what a terminal makes of line ends."""
    return ESCAPES.sub(b"", data).replace(b"\r\n", b"\n")


def test_findings_are_those_of_a_pipe_in_colour_and_linked_to_their_pages(project: Path) -> None:
    code, seen = run_on_terminal((*NETFIX, "client.py"), project, stderr=subprocess.DEVNULL)
    expected = piped("client.py", cwd=project)
    assert plain(seen) == expected.stdout
    assert code == expected.returncode == 1
    assert re.search(rb"\x1b\]8;;file:///[^\x1b]*/len_test\.py\x1b\\\x1b\[36mlen-test\x1b\[0m\x1b\]8;;\x1b\\", seen)


def test_a_diff_is_that_of_a_pipe_in_colour_with_the_words_that_change(project: Path) -> None:
    _, seen = run_on_terminal((*NETFIX, "--diff", "client.py"), project, stderr=subprocess.DEVNULL)
    assert plain(seen) == piped("--diff", "client.py", cwd=project).stdout
    assert re.search(rb"\x1b\[32m\+    while \x1b\[0m\x1b\[[17;]+32mTrue\x1b\[0m", seen)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize("arguments", [(), ("--diff",), ("--statistics",)], ids=str)
def test_no_colour_and_no_link_where_they_are_not_wanted(
    project: Path, env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    _, seen = run_on_terminal((*NETFIX, *arguments, "client.py"), project, env)
    assert b"\x1b" not in seen
    assert b"while" in seen


def test_force_color_colours_a_pipe_and_links_nothing(project: Path) -> None:
    seen = piped("client.py", cwd=project, env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[36mlen-test\x1b[0m" in seen
    assert b"\x1b]" not in seen
    assert plain(seen) == piped("client.py", cwd=project).stdout


def test_an_output_file_is_plain_whatever_the_terminal_takes(project: Path) -> None:
    run_on_terminal((*NETFIX, "--color=always", "-o", "sub/findings.txt", "client.py"), project)
    assert (project / "sub" / "findings.txt").read_bytes() == piped("client.py", cwd=project).stdout
    run_on_terminal((*NETFIX, "--color=always", "--diff", "-o", "sub/changes.diff", "client.py"), project)
    assert (project / "sub" / "changes.diff").read_bytes() == piped("--diff", "client.py", cwd=project).stdout


def test_a_program_cannot_control_the_terminal(project: Path) -> None:
    hostile = "x = '\x1b]0;owned\x07\x9b2J'; y = x == None\n"
    (project / "client.py").write_text(hostile, encoding="utf-8")
    _, seen = run_on_terminal((*NETFIX, "--diff", "client.py"), project, stderr=subprocess.DEVNULL)
    assert b"\x1b]0" not in seen
    assert b"\x07" not in seen
    assert "\N{SYMBOL FOR ESCAPE}]0;owned\N{SYMBOL FOR BELL}\\x9b2J" in seen.decode()


def test_a_coloured_diff_has_the_files_own_characters() -> None:
    before, after = (f"# caf\u00e9\nwhile {word}:\n".encode("latin-1") for word in ("1", "True"))
    shown = rich_diff(unified_diff("a.py", before, after), "iso-8859-1")
    assert " # caf\u00e9\n" in shown


def test_a_summary_table_is_for_eyes_only(project: Path) -> None:
    (project / "client.py").write_text("while 1:\n    break\nx == None\n" * 6)
    _, seen = run_on_terminal((*NETFIX, "client.py"), project)
    assert re.search(rb"codemod +safe +unsafe +manual +all\n(.*\n)*while-one +6 +- +- +6\n", plain(seen))
    ran = piped("client.py", cwd=project)
    assert b"unsafe  manual" not in ran.stderr
    _, quiet = run_on_terminal((*NETFIX, "-q", "client.py"), project)
    assert b"unsafe  manual" not in plain(quiet)


class TestProgress:
    @pytest.fixture
    def large(self, tmp_path: Path) -> Path:
        for number in range(30):
            (tmp_path / f"program{number}.py").write_text("while 1:\n    break\n" + "# a long remark\n" * 600)
        return tmp_path

    def test_is_drawn_on_a_terminal_and_gives_way_to_every_line(self, large: Path) -> None:
        _, seen = run_on_terminal((*IMPATIENT, "."), large)
        assert b"30 of 30 files" in seen
        for line in seen.split(b"\r\n"):
            # Whatever was drawn before on this line was taken away.
            assert b" files" not in plain(line.rpartition(b"\r\x1b[2K")[2]) or b"files read" in line

    def test_does_not_change_what_is_found(self, large: Path) -> None:
        _, seen = run_on_terminal((*IMPATIENT, "."), large, stderr=subprocess.DEVNULL)
        assert plain(seen) == piped(".", cwd=large).stdout

    @pytest.mark.parametrize("arguments", [("-q", "."), (".",)], ids=["quiet", "dumb"])
    def test_is_not_drawn_where_nobody_wants_it(self, large: Path, arguments: tuple[str, ...]) -> None:
        _, seen = run_on_terminal((*IMPATIENT, *arguments), large, {} if "-q" in arguments else {"TERM": "dumb"})
        assert b"30 files" not in seen.replace(b"30 files read", b"")

    def test_is_not_drawn_into_a_pipe(self, large: Path) -> None:
        ran = subprocess.run((*IMPATIENT, "."), cwd=large, capture_output=True, check=False)
        assert b"30 of 30" not in ran.stderr
        assert b"\r" not in ran.stderr


@pytest.mark.parametrize(
    ("name", "encoding"),
    [*((name, "cp1252") for name in (*FORMATS, "diff")), *(("text", each) for each in ("ascii", "cp437", "utf-8"))],
)
def test_no_console_is_too_old(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "\u65e5\u672c\u8a9e.py"
    path.write_text("\u540d = None\nprint('\N{GRINNING FACE}')\nif \u540d == None: pass\n" + PROGRAM, encoding="utf-8")
    (tmp_path / "bad\u540d.py").write_text("def (:\n")
    arguments = ("--diff",) if name == "diff" else ("--output-format", name)
    ran = piped("--color", "always", *arguments, ".", cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert ran.returncode == 2, ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert b"1 file could not be processed" in ran.stderr
    assert ran.stdout
    ran.stdout.decode(encoding)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.py")).write_text("while 1: pass\n")
    for name in FORMATS:
        ran = piped("--output-format", name, ".", cwd=tmp_path)
        assert (ran.returncode, b"Traceback" in ran.stderr) == (1, False), (name, ran.stderr)
        assert ran.stdout


def test_rich_and_pygments_are_not_imported_for_a_pipe(project: Path) -> None:
    program = """
import sys
from netfix.cli import run

for arguments in (["client.py"], ["--diff", "client.py"], ["--statistics", "."], ["--output-format=sarif", "."]):
    run(arguments)
print(sorted({"rich", "pygments", "netfix.reports.terminal"} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=project, check=True)
    assert ran.stdout.splitlines()[-1] == b"[]"
