"""The plug-in in examples/plugin: it is built, installed and used as its README says, by a user who has no checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from netfix.cli import run as netfix
from test_packaging import Environment, clean_environment, copy_of_checkout, environment, run

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "plugin"
__all__ = ["environment"]  # a fixture, which pytest finds by its name


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """Give a copy of the example, as someone who begins a plug-in with it has."""
    return shutil.copytree(EXAMPLE, tmp_path / "plugin", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))


def commands_of_readme() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return [command for block in blocks for command in block.splitlines()]


def test_readme_s_commands_do_what_it_says(tmp_path: Path, plugin: Path, environment: Environment) -> None:
    environment.install(str(copy_of_checkout(tmp_path / "checkout")))
    tools = f"{environment.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    outputs: dict[str, str] = {}
    for command in commands_of_readme():
        if command.startswith("pip install"):
            environment.install(str(plugin))
            shutil.rmtree(plugin / "acme_threads")  # from now on only what is installed can be found
            continue
        words = ["python", "-m", *command.split()] if command == "pytest" else command.split()
        done = subprocess.run(
            words, cwd=plugin, env={**clean_environment(), "PATH": tools}, capture_output=True, text=True, check=False
        )
        assert done.returncode in ((0,) if command == "pytest" or "--explain" in command else (1,)), done.stderr
        outputs[command] = done.stdout
    explained, diff, found, tested = outputs.values()
    assert explained.startswith("thread-attributes (acme-threads; safe, unsafe)\n")
    assert "+    worker.daemon = True  # ends with the program" in diff
    assert "made_here.before.py:6:5 thread-attributes Use the attributes of a thread" in found
    assert "7 passed" in tested


def test_the_installed_plugin_is_listed_and_explained(tmp_path: Path, plugin: Path, environment: Environment) -> None:
    environment.install(str(copy_of_checkout(tmp_path / "checkout")))
    environment.install(str(plugin))
    command = environment.program("netfix")
    assert "\nthread-attributes " in run(command, "--list", cwd=tmp_path)
    assert "+watcher.daemon = True" in run(command, "--explain", "thread-attributes", cwd=tmp_path).replace(
        "    +", "+"
    )


def test_an_option_of_it_can_be_configured(tmp_path: Path, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netfix.toml").write_text(
        'plugins = ["plugin/acme_threads"]\nselect = ["acme-threads"]\n[codemods.thread-attributes]\ngetters = false\n'
    )
    program = tmp_path / "program.py"
    program.write_text("import threading\nt = threading.Thread()\nt.setDaemon(True)\nt.getName()\n")
    monkeypatch.chdir(tmp_path)
    assert netfix(["-i", str(program)]) == 0
    assert program.read_text().endswith("t.daemon = True\nt.getName()\n")


def test_netfix_itself_has_nothing_to_say_of_it() -> None:
    assert netfix(["--isolated", str(EXAMPLE)]) == 0
