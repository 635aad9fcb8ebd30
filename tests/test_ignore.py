"""Properties of the patterns of .gitignore files. That whole walks agree with git is tested with discovery."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netfix.engine.ignore import Rules


def verdict(pattern: str, path: str) -> bool | None:
    """Ask the patterns of one file about a path, which for a folder ends in a slash."""
    folder = path.endswith("/")
    path = path.removesuffix("/")
    return Rules(pattern.split("\n")).verdict(path, path.rpartition("/")[2], is_folder=folder)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("local.py", "local.py"),
        ("local.py", "a/b/local.py"),
        ("/local.py", "local.py"),
        ("a/local.py", "a/local.py"),
        ("/a/local.py", "a/local.py"),
        ("generated", "a/generated/"),
        ("generated/", "a/generated/"),
        ("*_pb2.py", "a/x_pb2.py"),
        ("**/x.py", "x.py"),
        ("**/x.py", "a/b/x.py"),
        ("/**/x.py", "a/b/x.py"),
        ("a/**/x.py", "a/x.py"),
        ("a/**/x.py", "a/b/c/x.py"),
        ("a/**", "a/b/x.py"),
        ("a/*", "a/b/"),
        ("*", "a/b/x.py"),
        ("**", "a/b/x.py"),
        ("/*", "a/"),
        ("*/", "a/b/"),
        ("?.py", "x.py"),
        ("[a-c].py", "b.py"),
        ("[!a-c].py", "d.py"),
        ("[^a-c].py", "d.py"),
        ("v[[:digit:]].py", "v7.py"),
        ("[[]x].py", "[x].py"),
        (r"\#x.py", "#x.py"),
        (r"\!x.py", "!x.py"),
        (r"\*.py", "*.py"),
        ("two words.py", "two words.py"),
        ("trailing.py   ", "trailing.py"),
        ("kept\\ ", "kept "),
        ("new*line.py", "new\nline.py"),
        ("\udcff*.py", "\udcff1.py"),
        ("!x.py\nx.py", "x.py"),
        ("x.py\n# x.py\n\n!y.py", "x.py"),
    ],
)
def test_a_pattern_leaves_out(pattern: str, path: str) -> None:
    assert verdict(pattern, path) is True


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("local.py", "local.pyi"),
        ("/local.py", "a/local.py"),
        ("a/local.py", "b/a/local.py"),
        ("generated/", "generated"),
        ("a/*.py", "a/b/x.py"),
        ("a/**", "a/"),
        ("a/**/x.py", "b/a/x.py"),
        ("/*", "a/b"),
        ("*/", "x.py"),
        ("?.py", "xy.py"),
        ("a?x.py", "a/x.py"),
        ("[a-c].py", "d.py"),
        ("[z-a].py", "z.py"),
        ("x[.py", "x[.py"),
        ("x.py\\", "x.py"),
        ("# x.py", "x.py"),
        ("", "x.py"),
        ("/", "a/"),
        ("!", "x.py"),
        # What is in a folder is not left out by a pattern for the folder: the walk does not come there.
        ("generated", "generated/x.py"),
        ("generated/", "generated/a/"),
    ],
)
def test_a_pattern_says_nothing_about(pattern: str, path: str) -> None:
    assert verdict(pattern, path) is None


@pytest.mark.parametrize(
    ("patterns", "path"),
    [("*.py\n!x.py", "x.py"), ("a\n!a/", "a/"), ("x.py\n!*.py", "x.py"), ("*\n!/a/x.py", "a/x.py")],
)
def test_a_later_pattern_takes_back(patterns: str, path: str) -> None:
    assert verdict(patterns, path) is False


@pytest.mark.parametrize("pattern", ["x[", "x\\", "[z-a]", "a/b[!/c"])
def test_a_broken_pattern_is_an_error_only_where_that_is_wanted(pattern: str) -> None:
    assert verdict(f"{pattern}\ny.py", "y.py") is True
    with pytest.raises(ValueError, match=r"bracket|pattern"):
        Rules([pattern], strict=True)


def test_pathspec_is_imported_only_for_a_wildcard() -> None:
    program = (
        "import sys; from netfix.engine.ignore import Rules; rules = Rules(['build/', '/docs/api', '!x.py']);"
        "assert rules.verdict('docs/api', 'api', is_folder=True); assert 'pathspec' not in sys.modules;"
        "Rules(['*.py']); assert 'pathspec' in sys.modules"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)
