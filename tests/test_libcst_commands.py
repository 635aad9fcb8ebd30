"""Codemods as commands of `libcst.tool`, which is started as a user does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from libcst.codemod import CodemodContext

from netfix import libcst_commands
from netfix.codemods import CODEMODS
from netfix.engine.codemod import Codemod, Registered
from netfix.engine.migration import MigrationCodemod
from netfix.libcst_commands.commands import COMMANDS, refusal

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """\
def read(connection, wanted):
    lines = []
    while 1:
        if not len(lines) or not len(wanted):
            return lines  # so
"""


def tool(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "libcst.tool", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a program, and the configuration by which LibCST finds netfix's commands."""
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / ".libcst.codemod.yaml").write_text("modules: ['netfix.libcst_commands']\n")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "old", "new"),
    [
        ("len_test.LenTest", "not len(lines)", "not lines"),
        ("while_one.WhileOne", "while 1", "while True"),
        ("commands.WhileOne", "while 1", "while True"),
    ],
)
def test_a_command_rewrites_what_is_safe(folder: Path, command: str, old: str, new: str) -> None:
    done = tool(folder, "codemod", "--no-format", command, "program.py")
    assert done.returncode == 0, done.stderr
    assert (folder / "program.py").read_text() == PROGRAM.replace(old, new)


def test_what_is_left_is_a_warning_with_its_line(folder: Path) -> None:
    done = tool(folder, "codemod", "--no-format", "len_test.LenTest", "program.py")
    assert "program.py:4: len-test: test a container by its truth" in done.stderr
    assert "(--unsafe rewrites it)" in done.stderr


def test_unsafe_is_an_argument(folder: Path) -> None:
    done = tool(folder, "codemod", "--no-format", "len_test.LenTest", "--unsafe", "program.py")
    assert done.returncode == 0, done.stderr
    assert "if not lines or not wanted:" in (folder / "program.py").read_text()


def test_without_configuration_the_whole_name_does(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("while 1:\n    pass\n")
    name = "netfix.libcst_commands.while_one.WhileOne"
    done = tool(tmp_path, "codemod", "-x", "--no-format", name, "program.py")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "program.py").read_text() == "while True:\n    pass\n"


def test_several_files_are_done_by_several_processes(folder: Path) -> None:
    for number in range(8):
        (folder / f"program{number}.py").write_text(PROGRAM)
    done = tool(folder, "codemod", "while_one.WhileOne", "--no-format", "-j", "2", ".")
    assert done.returncode == 0, done.stderr
    assert all("while True" in path.read_text() for path in folder.glob("*.py"))


def test_encoding_and_line_ends_are_kept(folder: Path) -> None:
    data = "# -*- coding: latin-1 -*-\r\nwhile 1:\r\n    print('é')\r\n".encode("latin-1")
    (folder / "program.py").write_bytes(data)
    assert tool(folder, "codemod", "--no-format", "while_one.WhileOne", "program.py").returncode == 0
    assert (folder / "program.py").read_bytes() == data.replace(b"while 1", b"while True")


def test_a_python_2_file_is_refused_with_the_way_out(folder: Path) -> None:
    (folder / "old.py").write_text('while 1:\n    print "x"\n')
    done = tool(folder, "codemod", "--no-format", "while_one.WhileOne", "old.py")
    assert done.returncode == 1
    assert "old.py is Python 2, which LibCST cannot parse: use `netfix --select while-one -i " in done.stderr


@pytest.mark.parametrize("command", ["print_statement.PrintStatement", "has_key.HasKey"])
def test_a_command_that_can_do_nothing_says_so(folder: Path, command: str) -> None:
    done = tool(folder, "codemod", command, "program.py")
    assert done.returncode == 2
    assert "use `netfix --" in done.stderr


def test_a_codemod_s_options_are_arguments(folder: Path) -> None:
    name, codemod = next((codemod.name, codemod) for codemod in CODEMODS if codemod.options)
    command = f"{name.replace('-', '_')}.{codemod.__name__}"
    done = tool(folder, "codemod", command, "--help")
    assert f"--{codemod.options[0].name.replace('_', '-')}" in done.stdout
    assert "--unsafe" in done.stdout


def test_all_are_listed(folder: Path) -> None:
    done = tool(folder, "list")
    assert len(done.stdout.splitlines()) == len(CODEMODS)
    assert "commands.LenTest - Test a container by its truth, not by its length." in done.stdout


def test_every_codemod_has_a_command_in_a_module_of_its_name() -> None:
    assert libcst_commands.__name__ == "netfix.libcst_commands"
    for codemod in CODEMODS:
        module = sys.modules[f"netfix.libcst_commands.{codemod.name.replace('-', '_')}"]
        assert getattr(module, codemod.__name__) is COMMANDS[codemod.name]
        assert f"{codemod.manual.title}." == COMMANDS[codemod.name].DESCRIPTION


@pytest.mark.parametrize("codemod", CODEMODS, ids=lambda codemod: codemod.name)
def test_a_command_can_run_unless_it_says_why_not(codemod: type[Registered]) -> None:
    import libcst as cst  # noqa: PLC0415 - heavy

    if refusal(codemod):
        needs_more = codemod.family == "python2" or codemod.audits_comments
        assert needs_more or not issubclass(codemod, Codemod) or issubclass(codemod, MigrationCodemod)
        return
    command = COMMANDS[codemod.name](CodemodContext(), unsafe=True)
    module = command.transform_module(cst.parse_module(codemod.manual.before))
    assert module.code == codemod.manual.after
