"""The ways to get netfix and to start it: sdist, wheel, editable install, a bare checkout, a clone without links.

Nothing here needs the network: what is installed beside netfix in this environment serves the others too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import netfix

ROOT = Path(__file__).resolve().parent.parent
LINKS = {"cli.py": "netfix/cli.py", "codemods": "netfix/codemods"}
NOT_PACKAGED = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist", "*.egg-info")

# Run by every Python of an environment when it starts. Where other threads run, netfix may not fork.
ALWAYS_SPAWN = """
import sys, threading

if "--multiprocessing-fork" in sys.orig_argv:
    with open({!r}, "a") as log:
        log.write("spawned\\n")
else:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that has netfix's dependencies but no netfix of its own."""

    folder: Path

    def program(self, name: str) -> Path:
        """Give the path of an installed command."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / name

    def install(self, *arguments: str) -> None:
        """Have this interpreter's pip install something here, offline."""
        options = ("install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", *arguments)
        run(sys.executable, "-m", "pip", "--python", str(self.program("python")), *options)


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a program, which must succeed, and give its output."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=clean_environment())
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def clean_environment() -> dict[str, str]:
    """Give the environment variables without those that would let a program find this checkout."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}


def dependencies(folder: Path) -> Path:
    """Fill `folder` with links to all that is installed here, except netfix."""
    folder.mkdir()
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for installed in Path(place).iterdir():
            if "netfix" not in installed.name and installed.suffix != ".pth":
                (folder / installed.name).symlink_to(installed)
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """Make a fresh environment for one test."""
    made = Environment(tmp_path / "environment")
    venv.create(made.folder, symlinks=os.name != "nt")
    (site_packages,) = made.folder.glob("[Ll]ib/**/site-packages")
    (site_packages / "dependencies.pth").write_text(f"{dependencies(tmp_path / 'dependencies')}\n")
    return made


def copy_of_checkout(folder: Path, checkout: Path = ROOT) -> Path:
    """Copy what a clone would hold, links as links."""
    shutil.copytree(checkout, folder, symlinks=True, ignore=shutil.ignore_patterns(*NOT_PACKAGED))
    return folder


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an sdist and the wheel that was built from that sdist."""
    base = tmp_path_factory.mktemp("distributions")
    tree = copy_of_checkout(base / "checkout")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tree / "dist", tree)
    return tree / "dist"


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    """Give the wheel."""
    (found,) = distributions.glob("*.whl")
    return found


def package_files(tree: Path) -> set[str]:
    """Name every file of the package in a copy of the checkout, relative to that."""
    return {path.relative_to(tree).as_posix() for path in (tree / "netfix").rglob("*") if path.is_file()}


def files_of_wheel(wheel: Path) -> set[str]:
    """Name every file of a wheel but its metadata."""
    metadata = f"netfix-{netfix.__version__}.dist-info/"
    return {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(metadata)}


@pytest.mark.parametrize("link", LINKS)
def test_links_at_the_root_lead_into_the_package(link: str) -> None:
    assert (ROOT / link).is_symlink()
    assert (ROOT / link).readlink().as_posix() == LINKS[link]


def test_wheel_holds_the_whole_package_the_manual_page_and_nothing_else(wheel: Path) -> None:
    tree = wheel.parent.parent
    page = f"netfix-{netfix.__version__}.data/data/share/man/man1/netfix.1"
    assert files_of_wheel(wheel) == package_files(tree) | {page}


def test_wheel_holds_what_installed_programs_need(wheel: Path) -> None:
    expected = {"netfix/__main__.py", "netfix/cli.py", "netfix/codemods/__init__.py", "netfix/py.typed"}
    assert expected <= files_of_wheel(wheel)


def test_wheel_does_not_depend_on_platform_or_version(wheel: Path) -> None:
    assert wheel.name == f"netfix-{netfix.__version__}-py3-none-any.whl"


def test_wheel_has_licence_and_command(wheel: Path) -> None:
    metadata = f"netfix-{netfix.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        assert "The netfix developers" in archive.read(f"{metadata}/licenses/LICENSE").decode()
        assert "netfix = netfix.cli:main" in archive.read(f"{metadata}/entry_points.txt").decode()


def test_sdist_holds_no_tests_without_their_goldens(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        folders = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 2}
    assert folders.isdisjoint({"tests", "golden", "benchmarks", "examples"})


def test_clone_without_links_builds_the_same_wheel(tmp_path: Path, wheel: Path) -> None:
    tree = copy_of_checkout(tmp_path / "checkout", wheel.parent.parent)
    for link, target in LINKS.items():
        (tree / link).unlink()
        (tree / link).write_text(target)
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, tree)
    assert files_of_wheel(tmp_path / wheel.name) == files_of_wheel(wheel)


def test_installed_wheel_runs_beside_the_users_own_cli_and_codemods(
    tmp_path: Path, environment: Environment, wheel: Path
) -> None:
    environment.install(str(wheel))
    project = tmp_path / "project"
    (project / "codemods").mkdir(parents=True)
    for theirs in ("cli.py", "codemods/__init__.py"):
        (project / theirs).write_text("raise SystemExit('this is not netfix')\n")
    assert netfix.__version__ in run(environment.program("netfix"), "--version", cwd=project)
    assert netfix.__version__ in run(environment.program("python"), "-m", "netfix", "--version", cwd=project)


def test_installed_wheel_finds_all_codemods(tmp_path: Path, environment: Environment, wheel: Path) -> None:
    environment.install(str(wheel))
    expected = run(sys.executable, "cli.py", "--list", cwd=wheel.parent.parent)
    assert run(environment.program("netfix"), "--list", cwd=tmp_path) == expected


def test_editable_install_runs_the_checkout(tmp_path: Path, environment: Environment) -> None:
    tree = copy_of_checkout(tmp_path / "checkout")
    environment.install("--editable", str(tree))
    python = environment.program("python")
    assert netfix.__version__ in run(environment.program("netfix"), "--version", cwd=tmp_path)
    where = run(python, "-c", "import netfix.cli; print(netfix.cli.__file__)", cwd=tmp_path)
    assert Path(where.strip()) == tree / "netfix" / "cli.py"


@pytest.mark.parametrize("start", [("-m", "netfix"), ("cli.py",)], ids=["module", "cli.py"])
def test_workers_can_be_spawned(tmp_path: Path, environment: Environment, start: tuple[str, ...]) -> None:
    (site_packages,) = environment.folder.glob("[Ll]ib/**/site-packages")
    spawned = tmp_path / "spawned"
    (site_packages / "sitecustomize.py").write_text(ALWAYS_SPAWN.format(str(spawned)))
    programs = tmp_path / "programs"
    programs.mkdir()
    for number in range(30):
        (programs / f"program{number}.py").write_text("while 1:\n    break\n" + "# a long remark\n" * 600)
    options = ("--in-place", "--select", "while-one", "--jobs", "2")
    run(environment.program("python"), *start, *options, programs, cwd=ROOT)
    assert len(spawned.read_text().splitlines()) == 2
    assert all(program.read_text().startswith("while True:") for program in programs.iterdir())


@pytest.mark.parametrize("elsewhere", [False, True], ids=["at the root", "from elsewhere"])
def test_cli_at_the_root_runs_without_install(tmp_path: Path, environment: Environment, *, elsewhere: bool) -> None:
    python = environment.program("python")
    cwd = tmp_path if elsewhere else ROOT
    assert netfix.__version__ in run(python, ROOT / "cli.py" if elsewhere else "cli.py", "--version", cwd=cwd)
    assert netfix.__version__ in run(python, "-m", "netfix", "--version", cwd=ROOT)
