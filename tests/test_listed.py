"""What is listed of codemods is what they say, and a run imports those that it needs."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netfix.codemods
from netfix.codemods import CODEMODS, SYNTAX
from netfix.codemods.pythonic.len_test import LenTest
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.engine.listed import Chosen, listed_in, listed_of, syntax_of
from netfix.registry import own

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered

ROOT = Path(__file__).parent.parent

#: Runs the command on a file, and says which codemods it has imported.
RUN = """
import sys
from netfix.cli import run
code = run(["--isolated", "--no-cache", "--jobs", "2", *sys.argv[1:]])
modules = [name.split(".") for name in sys.modules if name.startswith("netfix.codemods.")]
print(code, *sorted(".".join(parts[2:]) for parts in modules if len(parts) == 4))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for PYTHONPATH that netfix stands in as one that was installed."""
    folder = tmp_path_factory.mktemp("installed") / "site-packages"
    shutil.copytree(ROOT / "netfix", folder / "netfix", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def ran(installed: Path, *arguments: str | Path) -> tuple[str, list[str]]:
    """Run the command with the installed netfix; give what it prints, and its exit code and the imported codemods."""
    started = [sys.executable, "-c", RUN, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        started, env=environment, cwd=installed.parent, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    *printed, imported = done.stdout.splitlines()
    return "\n".join(printed), imported.split()


def test_the_listing_is_current(tmp_path: Path) -> None:
    made = tmp_path / "listing.py"
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_listing.py"), str(made)], check=True, cwd=ROOT)
    there = ROOT / "netfix" / "codemods" / "listing.py"
    assert there.read_text("utf-8") == made.read_text("utf-8"), f"run: python tools/make_listing.py {there}"


def test_an_installed_netfix_imports_no_codemod_for_a_file_that_holds_nothing(installed: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("1\n")
    assert ran(installed, file) == ("", ["0"])


def test_an_installed_netfix_imports_what_a_file_might_hold_something_for(installed: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("def f(x):\n    return x == None\n")
    printed, (code, *imported) = ran(installed, file)
    assert code == "1"
    assert "none-comparison" in printed
    assert "pythonic.none_comparison" in imported
    assert len(imported) < len(CODEMODS) / 4


def test_an_installed_netfix_finds_what_one_that_is_worked_on_finds(installed: Path, tmp_path: Path) -> None:
    for number, example in enumerate(sorted((ROOT / "examples").glob("*.py"))):
        shutil.copy(example, tmp_path / f"example{number}.py")
    arguments = [sys.executable, "-c", RUN, "--output-format", "json", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    there = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    printed, (code, *_) = ran(installed, "--output-format", "json", tmp_path)
    assert code == "1"
    assert printed.splitlines() == there.stdout.splitlines()[:-1]
    assert len(printed) > 1000


def test_an_installed_netfix_works_in_processes_of_its_own(installed: Path, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"x{number}.py").write_text("value = 1\n" * 10_000 + "assert value == None\n")
    printed, (code, *_) = ran(installed, "--select", "none-comparison", tmp_path)
    assert (code, printed.count("none-comparison")) == ("1", 4)


def test_names_are_checked_without_an_import(installed: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("1\n")
    assert ran(installed, "--select", "none-comparison,twisted", file) == ("", ["0"])
    assert ran(installed, "--select", "nonsense", file) == ("", ["2"])


def test_chosen_codemods_are_like_a_tuple_of_them() -> None:
    chosen: Chosen[type[Registered]] = Chosen([listed_of(NoneComparison), listed_of(LenTest)])
    assert chosen == (NoneComparison, LenTest)
    assert chosen != (LenTest, NoneComparison)
    assert chosen[1] is LenTest
    assert chosen[:1] == (NoneComparison,)
    assert LenTest in chosen
    again: Chosen[type[Registered]] = Chosen(chosen.listed)
    assert len({chosen, again}) == 1


def test_chosen_codemods_travel_to_another_process() -> None:
    chosen: Chosen[type[Registered]] = Chosen(own())
    again = pickle.loads(pickle.dumps(chosen))  # noqa: S301 - our own
    assert tuple(again) == CODEMODS
    assert again == chosen


def test_what_is_listed_of_an_imported_codemod_is_one_object() -> None:
    assert listed_in((LenTest,))[0] is listed_of(LenTest)
    assert listed_in(Chosen([listed_of(LenTest)]))[0] is listed_of(LenTest)


def test_those_that_make_the_view_of_python_2_are_told_apart() -> None:
    assert syntax_of(own()) == SYNTAX


def test_the_package_says_what_it_does_not_have() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'NONSENSE'"):
        netfix.codemods.NONSENSE  # noqa: B018 - what is asked is whether it is there
