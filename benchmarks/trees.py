"""What is measured on: packages from PyPI, copies of them, and trees made for the purpose."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sdists import unpacked_sdist

if TYPE_CHECKING:
    from pathlib import Path

_DJANGO = "django==5.2"
#: How many files slow peers are given, see `sample`.
SAMPLE = 100

SMALL = """import sys

def greet(names):
    for name in names:
        sys.stdout.write("hello " + name + "\\n")

greet(sys.argv[1:])
"""
NETWORK = """import socket

def greet(host):
    connection = socket.create_connection((host, 70), timeout=10)
    with connection:
        connection.sendall(b"hello")
"""
SOMETHING = """import socket

def greet(host=None):
    if host == None:
        host = "localhost"
    connection = socket.create_connection((host, 70), timeout=10)
    with connection:
        connection.sendall(b"hello")
"""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder of programs under a name for the page."""

    name: str
    folder: Path
    is_python2: bool = False


def programs(tree: Path) -> list[Path]:
    """Give the `*.py` files of a tree."""
    return sorted(path for path in tree.rglob("*.py") if path.is_file())


def size(paths: list[Path]) -> int:
    """Give the bytes of files."""
    return sum(path.stat().st_size for path in paths)


def lines(paths: list[Path]) -> int:
    """Count the lines of files."""
    return sum(path.read_bytes().count(b"\n") for path in paths)


def sample(tree: Path) -> list[Path]:
    """Give a hundred files, evenly spread over the tree; all if there are no more."""
    found = programs(tree)
    return found if len(found) <= SAMPLE else [found[at * len(found) // SAMPLE] for at in range(SAMPLE)]


def copy(paths: list[Path], tree: Path, target: Path) -> list[Path]:
    """Copy files of a tree, and nothing that configures a tool. Give their new paths."""
    copies = [target / path.relative_to(tree) for path in paths]
    for path, new in zip(paths, copies, strict=True):
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, new)
    return copies


def packages(cache: Path) -> list[Tree]:
    """Give the packages of the page, downloaded where they are not yet."""
    twisted = unpacked_sdist("twisted==26.10.0", cache)
    sqlalchemy = unpacked_sdist("sqlalchemy==2.0.58", cache)
    return [
        Tree("Django 5.2", _django(cache)),
        Tree("Twisted 26.10.0", twisted / "src"),
        Tree("SQLAlchemy 2.0.58, lib", sqlalchemy / "lib"),
        Tree("Twisted 13.2.0, Python 2", unpacked_sdist("twisted==13.2.0", cache), is_python2=True),
    ]


def _django(cache: Path) -> Path:
    folder = cache / "django-5.2"
    if not folder.is_dir():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache), _DJANGO]
        subprocess.run(command, check=True)
        wheel = next(cache.glob("[Dd]jango-5.2-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    return folder


def scripts(folder: Path) -> list[Tree]:
    """Make trees of one file: with nothing to find, with something, and empty."""
    found: list[Tree] = []
    texts = {
        "a small script": SMALL,
        "one with a finding": SOMETHING,
        "one that uses sockets": NETWORK,
        "an empty file": "",
    }
    for name, text in texts.items():
        tree = folder / name.replace(" ", "-")
        tree.mkdir(parents=True)
        (tree / "script.py").write_text(text)
        found.append(Tree(name, tree))
    return found


def repeated(tree: Path, times: int, folder: Path) -> Path:
    """Make a tree of several copies of another."""
    for number in range(times):
        copy(programs(tree), tree, folder / f"copy{number}")
    return folder


def full_of_findings(folder: Path, files: int, functions: int, found: int | None = None) -> Path:
    """Make a tree of files with as many functions, `found` of them (None: all) with a comparison to rewrite."""
    folder.mkdir(parents=True, exist_ok=True)
    function = (
        'def look{0}(name, value={0}):\n    if value {1} None:\n        value = [name, "x"]\n    return value\n\n\n'
    )
    operators = ["==" if found is None or at < found else "is" for at in range(functions)]
    text = "".join(function.format(at, operator) for at, operator in enumerate(operators))
    for number in range(files):
        (folder / f"module{number}.py").write_text(text)
    return folder
