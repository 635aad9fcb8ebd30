"""Plug-ins: files, folders and installed packages, which are there as netfix's own codemods are."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netfix import registry
from netfix.cli import run
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.plugins import PluginError, collect, load
from netfix.plugins import installed as found_plugins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
NO_SLEEP = '''"""Wait for what happens, not for time to pass.

A reason.

    -time.sleep(1)
    +wait(1)

Unsafe, since nobody knows what `wait` is.
"""

from netfix.engine.codemod import Codemod
from netfix.engine.findings import unsafe
from netfix.engine.lazy import cst
from netfix.engine.options import Option


class NoSleep(Codemod):
    needles = (rb"\\bsleep\\b",)
    options = (Option("function", "wait", "What is called instead."),)

    def visit_Call(self, node):
        if self.scopes.qualified(node.func) == "time.sleep":
            name = cst.Name(self.option("function"))
            self.report(node, node.with_changes(func=name), unsafe("it is not known what waits"))
'''
SLEEPS = "import time\ntime.sleep(1)\n"


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """Leave no plug-in behind for other tests."""
    yield
    registry.use(())


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """Give a plug-in of one file."""
    path = tmp_path / "plugins" / "no_sleep.py"
    path.parent.mkdir()
    path.write_text(NO_SLEEP)
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a program in an empty folder, which is the current one."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "program.py").write_text(SLEEPS)
    return folder / "program.py"


def output(capfd: pytest.CaptureFixture[str], *arguments: str | Path, code: int) -> str:
    """Run netfix and give what it prints on standard output."""
    assert run([str(argument) for argument in arguments]) == code
    return capfd.readouterr().out


class TestFile:
    def test_is_applied_like_a_codemod_of_netfix(
        self, plugin: Path, program: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert "program.py:2:1 no-sleep Wait for" in output(capfd, "--plugin", plugin, program, code=1)
        output(capfd, "--plugin", plugin, "--select", "no_sleep", "--unsafe", "-i", program, code=0)
        assert program.read_text() == "import time\nwait(1)\n"

    def test_can_be_ignored_by_name_and_by_family(
        self, plugin: Path, program: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("no-sleep", "local"):
            assert not output(capfd, "--plugin", plugin, "--ignore", name, program, code=0)

    def test_is_listed_and_explained(self, plugin: Path, capfd: pytest.CaptureFixture[str]) -> None:
        for arguments in (("--plugin", plugin, "--list"), ("--list", "--plugin", plugin)):
            assert "no-sleep" in output(capfd, *arguments, code=0).splitlines()[-1]
        assert output(capfd, "--explain", "no-sleep", "--plugin", plugin, code=0).startswith(
            "no-sleep (local; unsafe)\n"
        )

    def test_is_forgotten_in_the_next_run(self, plugin: Path, program: Path) -> None:
        assert run(["--plugin", str(plugin), str(program)]) == 1
        assert run(["--select", "no-sleep", str(program)]) == 2

    def test_findings_can_be_suppressed_with_its_name(self, plugin: Path, program: Path) -> None:
        program.write_text(SLEEPS.replace("(1)", "(1)  # netfix: ignore[no-sleep]"))
        assert run(["--plugin", str(plugin), str(program)]) == 0

    def test_is_configured_like_a_codemod_of_netfix(self, plugin: Path, program: Path) -> None:
        (program.parent / "netfix.toml").write_text(
            f'plugins = ["{plugin.as_posix()}"]\nselect = ["no-sleep"]\n[codemods.no-sleep]\nfunction = "pause"\n'
        )
        assert run(["--unsafe", "-i", str(program)]) == 0
        assert program.read_text() == "import time\npause(1)\n"

    def test_is_the_same_class_whatever_leads_to_it(self, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(plugin.parent)
        assert load("no_sleep.py") == load(str(plugin)) == load("../plugins/no_sleep.py")

    def test_another_process_finds_the_class(self, plugin: Path) -> None:
        (codemod,) = load(str(plugin))
        assert pickle.loads(pickle.dumps(codemod)) is codemod  # noqa: S301 - what was dumped here
        program = "import pickle, sys; print(pickle.load(sys.stdin.buffer).name)"
        done = subprocess.run(
            [sys.executable, "-c", program], input=pickle.dumps(codemod), capture_output=True, check=True, cwd=ROOT
        )
        assert done.stdout.split() == [b"no-sleep"]


class TestFolder:
    def test_holds_a_family_of_its_name(self, tmp_path: Path) -> None:
        package = tmp_path / "acme_rules"
        package.mkdir()
        (package / "__init__.py").write_text("")
        (package / "_shared.py").write_text("raise SystemExit('not looked at')\n")
        (package / "words.py").write_text('SLEEP = "time.sleep"\n')
        text = NO_SLEEP.replace('"time.sleep":', "SLEEP:").replace("\nclass", "\nfrom .words import SLEEP\n\nclass", 1)
        (package / "no_sleep.py").write_text(text)
        (package / "no_nap.py").write_text(NO_SLEEP.replace("NoSleep", "NoNap"))
        found = load(str(package))
        assert [(codemod.name, codemod.family) for codemod in found] == [
            ("no-nap", "acme-rules"), ("no-sleep", "acme-rules"),
        ]  # fmt: skip

    def test_can_name_its_codemods_itself(self, tmp_path: Path) -> None:
        (tmp_path / "no_sleep.py").write_text(NO_SLEEP)
        (tmp_path / "other.py").write_text(NO_SLEEP)
        (tmp_path / "__init__.py").write_text("from .no_sleep import NoSleep\nCODEMODS = (NoSleep,)\n")
        assert [codemod.name for codemod in load(str(tmp_path))] == ["no-sleep"]


BROKEN = {
    "raise.py": ("x = 1\nraise ValueError('no')\n", "raise.py: 'raise' cannot be"),
    "imports.py": ("x = 1\nimport nothing_of_this_name\n", "imports.py:2: ModuleNotFoundError: No module named"),
    "syntax.py": ("x = 1\ny = (\n", "syntax.py:2: SyntaxError: '(' was never closed"),
    "page.py": (NO_SLEEP.replace("to pass.", "to pass"), "page.py:17: page: the docstring must begin with a title"),
    "undocumented.py": (NO_SLEEP[NO_SLEEP.index("from") :], "undocumented.py:7: undocumented: the docstring must"),
    "needles.py": (NO_SLEEP.replace("needles", "noodles"), "needles.py:17: AttributeError"),
    "while_one.py": (NO_SLEEP, "while_one.py:17: the name 'while-one' is taken, by netfix's own; call it otherwise"),
    "network.py": (NO_SLEEP, "network.py:17: 'network' is the name of a family; call the codemod otherwise"),
    "empty.py": ("", "empty.py: there is no codemod in it"),
    "syntax_codemod.py": (NO_SLEEP.replace("Codemod", "SyntaxCodemod"), "syntax_codemod.py:17: NoSleep is a SyntaxC"),
    "text.txt": ("", "text.txt: a plug-in is a Python file"),
    "missing.py": (None, "missing.py: there is no such file or folder"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_is_refused_with_file_and_line(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text, expected = BROKEN[name]
    if text is not None:
        (tmp_path / name).write_text(text)
    assert run(["--plugin", str(tmp_path / name), str(tmp_path)]) == 2
    error = capfd.readouterr().err
    assert error.startswith(f"Error: plug-in {tmp_path}{os.sep}{expected}")
    assert "Traceback" not in error


def test_a_folder_without_init_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"it needs an __init__\.py"):
        load(str(tmp_path))


def test_two_plugins_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "no_sleep.py").write_text(NO_SLEEP)
    one, two = (str(tmp_path / folder / "no_sleep.py") for folder in ("one", "two"))
    with pytest.raises(PluginError) as caught:
        collect([one, two])
    assert str(caught.value).startswith(f"plug-in {two}:17: the name 'no-sleep' is taken, by that of {one}:17")


def test_a_plugin_that_was_repaired_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "no_sleep.py"
    path.write_text("import nothing_of_this_name\n")
    with pytest.raises(PluginError):
        load(str(path))
    path.write_text(NO_SLEEP)
    os.utime(path, (1, 1))
    assert [codemod.name for codemod in load(str(path))] == ["no-sleep"]


class TestWorkers:
    # Run when Python starts: where another thread runs, netfix may not fork.
    ALWAYS_SPAWN = (
        "import sys, threading\n"
        "if '--multiprocessing-fork' not in sys.orig_argv:\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )

    def test_that_are_spawned_know_plugins_and_patterns(self, tmp_path: Path, plugin: Path) -> None:
        (tmp_path / "sitecustomize.py").write_text(self.ALWAYS_SPAWN)
        programs = tmp_path / "programs"
        programs.mkdir()
        padding = "# a long remark\n" * 600
        for number in range(30):
            text = f"{SLEEPS}look_for(2)\nx = 1  # netfix: ignore[no-sleep]\n{padding}"
            (programs / f"program{number}.py").write_text(text)
        options = ["--plugin", str(plugin), "--pattern", "look_for($x) => found($x)", "--unsafe", "-i", "-j", "2"]
        chosen = ["--select", "no-sleep,pattern,unused-ignore", "--isolated"]
        done = self.netfix([*options, *chosen, str(programs)], {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"})
        assert done.returncode == 0, done.stderr
        assert all(
            path.read_text().startswith("import time\nwait(1)\nfound(2)\nx = 1\n") for path in programs.iterdir()
        )

    def netfix(self, arguments: list[str], variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "netfix", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | variables)

    def test_know_the_name_of_a_plugin_that_is_not_selected(self, tmp_path: Path, plugin: Path) -> None:
        program = tmp_path / "program.py"
        program.write_text("x = 1  # netfix: ignore[no-sleep]\n")
        done = self.netfix(["--plugin", str(plugin), "--select", "while-one,unused-ignore", str(program)], {})
        assert "no codemod or family" not in done.stdout


class TestInstalled:
    @pytest.fixture(autouse=True)
    def _package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Make a folder on the path, in which a package can be installed."""
        self.folder = tmp_path / "installed"
        self.folder.mkdir()
        monkeypatch.setattr(sys, "path", [str(self.folder), *sys.path])
        yield
        for name in [name for name in sys.modules if name.startswith("acme_")]:
            del sys.modules[name]

    def install(self, value: str, **modules: str) -> None:
        for name, text in modules.items():
            (self.folder / f"acme_{name}.py").write_text(text)
        metadata = self.folder / "acme-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[netfix.codemods]\nacme = {value}\n")

    @pytest.mark.parametrize("value", ["acme_sleep", "acme_sleep:NoSleep", "acme_sleep:SEVERAL"])
    def test_entry_points_name_a_class_a_module_or_several(self, value: str) -> None:
        self.install(value, sleep=f"{NO_SLEEP}\n\nSEVERAL = (NoSleep,)\n")
        assert [codemod.name for codemod in found_plugins()] == ["acme-sleep"]
        assert [codemod.family for codemod in collect()] == ["local"]

    def test_the_command_uses_them(self, program: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.install("acme_sleep", sleep=NO_SLEEP)
        assert "acme-sleep" in output(capfd, program, code=1)

    def test_one_that_cannot_be_imported_is_named(self, program: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.install("acme_sleep", sleep="import nothing_of_this_name\n")
        assert run([str(program)]) == 2
        assert f"plug-in {self.folder / 'acme_sleep.py'}:1: ModuleNotFoundError" in capfd.readouterr().err

    @pytest.mark.parametrize("value", ["acme_gone", "acme_sleep:Nothing"])
    def test_one_that_leads_nowhere_is_named(self, value: str) -> None:
        self.install(value, sleep=NO_SLEEP)
        with pytest.raises(PluginError, match=rf"acme = {value} \(of acme\): "):
            found_plugins()

    def test_what_is_no_codemod_is_refused(self) -> None:
        self.install("acme_sleep:X", sleep="X = 1\n")
        with pytest.raises(PluginError, match="a codemod class, a module or a tuple of them is expected, not 1"):
            found_plugins()

    def test_one_of_netfix_itself_is_not_taken_twice(self) -> None:
        self.install("netfix.codemods.pythonic.while_one:WhileOne")
        registry.use(collect())
        assert registry.everything().count(WhileOne) == 1


def test_without_plugins_nothing_is_asked_of_importlib_metadata() -> None:
    program = (
        "import sys; from netfix.plugins import installed; print(installed(), 'importlib.metadata' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.split() == ["[]", "False"], done.stderr
