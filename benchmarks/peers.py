"""The tools that are compared, how each is started, and the environment in which they are kept."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from netfix import __version__

HERE = Path(__file__).resolve().parent
#: Packages of the environment, and the tool in it that says whether they are there.
_PACKAGES = {
    "ruff": "ruff",
    "fixit": "fixit",
    "libcst": "fixit",
    "pyupgrade": "pyupgrade",
    "fissix": "fixit",
    "flynt": "flynt",
    "ast-grep-cli": "ast-grep",
}
#: What rewrites in fissix the syntax that netfix's family `python3` does.
_SYNTAX = ("print", "exec", "raise", "except", "tuple_params", "ne", "repr", "numliterals")
#: Rules of Fixit whose names stand in a module of their own each.
_FIXIT_NONE = "fixit.rules:CompareSingletonPrimitivesByIs"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool with its options. `package` is what pip calls it, empty for netfix.

    `command` stands between the program and the folder, in it `{cache}` for a folder that is the same in all rounds;
    `does` is for the reader. `names_files`: it wants every file named. `rewrites`: each run needs a tree of its own.
    `sampled`: it is given a hundred files of a larger tree, and its numbers are scaled by their bytes. `once`: it is
    so slow that one counted round must do.
    """

    name: str
    package: str
    command: tuple[str, ...]
    does: str
    names_files: bool = False
    rewrites: bool = False
    sampled: bool = False
    once: bool = False


NETFIX = Tool("netfix", "", ("--no-cache",), "all codemods; reports")
WARM = Tool("netfix, warm", "", ("--cache-dir", "{cache}/netfix"), "the same, nothing changed since the last run")
RUFF = Tool(
    "ruff",
    "ruff",
    ("check", "--isolated", "--no-cache", "--preview", "--select", "E711,PLC1802,F632,B907"),
    "E711, PLC1802, F632, B907; reports",
)
RUFF_WARM = Tool(
    "ruff, warm",
    "ruff",
    ("check", "--isolated", "--cache-dir", "{cache}/ruff", "--preview", "--select", "E711,PLC1802,F632,B907"),
    "the same, nothing changed since the last run",
)
PYUPGRADE = Tool("pyupgrade", "pyupgrade", (), "all it has; rewrites", names_files=True, rewrites=True)
FISSIX_ALL = Tool("fissix, all", "fissix", (), "all its fixers; shows diffs", once=True)
FIXIT_ALL = Tool("fixit, all", "fixit", ("lint",), "all its rules; reports", sampled=True, once=True)
LIBCST = Tool(
    "libcst",
    "libcst",
    ("codemod", "--no-format", "-x", "libcst_command.NoneComparison"),
    "one command, `== None`; rewrites",
    rewrites=True,
    sampled=True,
    once=True,
)
#: For a tree of Python 3, quick ones first.
PYTHON3 = (
    NETFIX,
    WARM,
    Tool(
        "netfix, two",
        "",
        ("--no-cache", "--select", "none-comparison,len-test"),
        "none-comparison, len-test; reports",
    ),
    RUFF,
    RUFF_WARM,
    Tool("ast-grep", "ast-grep-cli", ("run", "--pattern", "$A == None", "--lang", "python"), "`$A == None`; reports"),
    PYUPGRADE,
    Tool("fissix, one", "fissix", ("--fix", "ne"), "one fixer; shows diffs", once=True),
    FISSIX_ALL,
    Tool("flynt", "flynt", ("--dry-run", "--quiet"), "all it has; shows diffs", once=True),
    Tool("fixit, one", "fixit", ("--rules", _FIXIT_NONE, "lint"), "== None; reports", sampled=True, once=True),
    FIXIT_ALL,
    LIBCST,
)
#: For a tree of Python 2, which the others cannot read.
NETFIX_SYNTAX = Tool("netfix, syntax", "", ("--no-cache", "--select", "python3", "--diff"), "family python3; diffs")
FISSIX_SYNTAX = Tool(
    "fissix, syntax",
    "fissix",
    tuple(part for fixer in _SYNTAX for part in ("--fix", fixer)),
    f"{', '.join(_SYNTAX)}; diffs",
    once=True,
)
PYTHON2 = (NETFIX, WARM, NETFIX_SYNTAX, FISSIX_SYNTAX)
#: For a tree in which every file has much to rewrite.
NETFIX_FIX = Tool(
    "netfix --fix",
    "",
    ("--no-cache", "--select", "none-comparison", "--fix"),
    "none-comparison; rewrites",
    rewrites=True,
)
FIXIT_FIX = Tool(
    "fixit fix", "fixit", ("--rules", _FIXIT_NONE, "fix", "--automatic"), "== None; rewrites", rewrites=True, once=True
)
FINDINGS = (NETFIX_FIX, FIXIT_FIX)


def default_peers() -> Path:
    """Give the folder of the environment in which peers are kept between runs."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "netfix-benchmarks"


def install_peers(folder: Path) -> None:
    """Make an environment with the newest peers, and this netfix as its users install it."""
    venv.create(folder, with_pip=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "--upgrade", *_PACKAGES, str(HERE.parent)], check=True)
    # Of the same version as the one before, which pip may take for the same.
    subprocess.run([*install, "--force-reinstall", "--no-deps", str(HERE.parent)], check=True)


def python(peers: Path) -> str:
    """Give the Python in which netfix runs: the peers' where `--install` put it, else the one that runs this."""
    return str(peers / "bin" / "python") if (peers / "bin" / "netfix").exists() else sys.executable


def program(tool: Tool, peers: Path) -> list[str] | None:
    """Give how a tool is started, None where it is not installed."""
    if not tool.package:
        return [python(peers), "-m", "netfix"]
    path = peers / "bin" / _PACKAGES[tool.package]
    if not path.exists():
        return None
    if tool.package == "fissix":
        return [str(peers / "bin" / "python"), "-m", "fissix"]
    if tool.package == "libcst":
        return [str(peers / "bin" / "python"), "-m", "libcst.tool"]
    return [str(path)]


def version(tool: Tool, peers: Path) -> str:
    """Give an installed tool's version."""
    if not tool.package:
        return __version__
    code = f"import importlib.metadata; print(importlib.metadata.version({tool.package!r}))"
    done = subprocess.run([peers / "bin" / "python", "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()
