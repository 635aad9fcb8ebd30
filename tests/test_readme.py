"""README says what is so: its commands, its options, its exit codes, its example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netfix.cli import command, run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_begins_with_two_commands_which_show_the_examples_and_run_the_tests() -> None:
    commands = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert [text.count("\n") for text in commands] == [1, 1]
    assert commands[0].endswith("netfix --diff examples/\n")
    assert commands[1].endswith("/pytest\n")


def test_names_all_options_and_no_others() -> None:
    table = README[README.index("| option |") : README.index("| exit code |")]
    named = "".join(line.split(" | ")[0] for line in table.splitlines())
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    expected = {name for option in options for name in (*option.opts, *option.secondary_opts)}
    assert set(re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", named)) == expected


def test_shows_the_diff_that_netfix_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shown = re.search(r"```diff\n\$ netfix ([^\n]*)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    arguments, diff = shown[1].split(), shown[2]
    before = "".join(line[1:] for line in diff.splitlines(keepends=True)[3:] if line[0] in " -")
    (tmp_path / arguments[-1]).write_text(before)
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 1
    assert capfd.readouterr().out == diff
