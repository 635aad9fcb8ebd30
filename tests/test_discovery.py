"""Properties of discovery: which files are meant by the paths that a user names, and which are not."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netfix.engine.discovery import LEFT_OUT_FOLDERS, DiscoveryError, Found, discover

if TYPE_CHECKING:
    from collections.abc import Sequence

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links and special files")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
GIT_ENVIRONMENT = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the current folder, which is empty."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def make(*names: str, content: str = "") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def ignore(folder: str, *patterns: str) -> None:
    make(f"{folder}/.gitignore", content="\n".join(patterns))


def shown(*paths: str, exclude: Sequence[str] = (), respect_gitignore: bool = True) -> list[str]:
    """Discover without errors, and give the paths."""
    found = list(discover(paths, exclude=exclude, respect_gitignore=respect_gitignore))
    assert all(isinstance(item, Found) for item in found)
    return [item.path for item in found]


def git(*arguments: str, given: str = "") -> str:
    command = ["git", *arguments]  # found in PATH on purpose: whatever git the user has
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=GIT_ENVIRONMENT).stdout


def test_a_named_file_is_left_out_with_force_exclude_where_a_walk_would_not_have_come_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["src/a.py", "src/made/b.py", "build/c.py", "d_pb2.py", "script"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")

    def found(*exclude: str, force_exclude: bool) -> list[str]:
        return [each.path for each in discover(names, exclude=exclude, force_exclude=force_exclude)]

    assert found("made", "*_pb2.py", force_exclude=False) == names
    assert found("made", "*_pb2.py", force_exclude=True) == ["src/a.py", "script"]
    assert found("!build/", force_exclude=True) == names


def test_python_files_are_found_by_suffix_in_the_order_of_their_names() -> None:
    make("b.py", "a/z.pyw", "a/b/c.pyi", "a.py", "a.txt", "a/notes.pyc", "a/x.py.orig", "c/d.py")
    assert shown(".") == ["a/b/c.pyi", "a/z.pyw", "a.py", "b.py", "c/d.py"]


@pytest.mark.parametrize(
    ("given", "prefix"),
    [
        (".", ""),
        ("./", ""),
        ("pkg/..", ""),
        ("pkg", "pkg/"),
        ("pkg/", "pkg/"),
        ("./pkg", "./pkg/"),
        ("../here", "../here/"),
    ],
)
def test_a_path_is_shown_as_it_was_given_but_for_the_current_folder(given: str, prefix: str) -> None:
    make("pkg/a.py")
    expected = f"{prefix}a.py" if "pkg" in prefix else f"{prefix}pkg/a.py"
    assert shown(given) == [expected]


def test_an_absolute_folder_is_shown_absolutely(folder: Path) -> None:
    make("pkg/a.py")
    assert shown(str(folder)) == [str(folder / "pkg" / "a.py")]


def test_paths_come_in_the_order_given_and_each_file_once() -> None:
    make("b.py", "a.py", "pkg/c.py")
    assert shown("pkg", "b.py", ".", "./a.py", "b.py") == ["pkg/c.py", "b.py", "a.py"]


def test_a_file_that_is_named_is_explicit_even_if_a_walk_comes_upon_it_first() -> None:
    make("a.py", "b.py")
    assert list(discover([".", "./b.py"])) == [Found("a.py", explicit=False), Found("b.py", explicit=True)]


def test_a_file_that_is_named_is_meant_whatever_its_name_and_whatever_leaves_it_out() -> None:
    make("notes.txt", "build/x.py", "secret.py")
    ignore(".", "secret.py")
    found = list(discover(["notes.txt", "build/x.py", "secret.py"], exclude=["*"]))
    assert found == [Found(path, explicit=True) for path in ("notes.txt", "build/x.py", "secret.py")]


@posix_only
def test_names_with_blanks_and_names_that_are_not_utf_8_are_found() -> None:
    names = sorted(["with blank.py", "ünï.py", "new\nline.py", os.fsdecode(b"latin-\xe4.py")])
    try:
        make(*names)
    except OSError:
        pytest.skip("this file system takes no such name")
    ignore(".", "*.txt")
    assert shown(".") == names


@pytest.mark.parametrize(
    "line",
    [
        "#!/usr/bin/env python",
        "#!/usr/bin/python2",
        "#! /usr/bin/python2.7",
        "#!/usr/local/bin/python3 -u",
        "#!/usr/bin/env -S python3 -u",
        "#!/usr/bin/env -Spython3",
        "#!/usr/bin/env -vS python3",
        "#!/usr/bin/env --split-string=python3 -W error",
        "#!/usr/bin/env -i PYTHONPATH=lib python",
        "#!/usr/bin/env -u PYTHONPATH python",
        "#!/usr/bin/env /opt/bin/python3.12",
        "#!/usr/bin/python2.3",
        "#!/usr/bin/pypy",
        "#!/usr/bin/env pypy3.10",
        "#!/usr/bin/env jython",
        "#!/usr/bin/python3-dbg",
        "#!python3.14t",
        "#!/usr/bin/env python\r",
    ],
)
def test_a_file_without_suffix_is_found_by_a_first_line_that_starts_python(line: str) -> None:
    make("bin/tool", content=f"{line}\nprint 1\n")
    assert shown("bin") == ["bin/tool"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "#!/bin/sh\npython x\n",
        "#!/bin/sh python\n",
        "#!/usr/bin/env bash\n",
        "#!/usr/bin/env\npython",
        "#!/usr/bin/pythonista\n",
        "#!/usr/bin/python3-config\n",
        "#!/opt/python/bin/perl\n",
        "# !/usr/bin/python\n",
        "\n#!/usr/bin/python\n",
        "import sys\n",
        "#!/" + "x" * 300 + "/python\n",
    ],
)
def test_a_file_without_suffix_is_not_python_by_any_other_first_line(content: str) -> None:
    make("tool", content=content)
    assert shown(".") == []


def test_a_first_line_counts_only_without_a_suffix() -> None:
    make("tool.sh", "tool.cgi", "tool-1.2", ".hook", content="#!/usr/bin/python\n")
    assert shown(".") == [".hook"]


@posix_only
def test_special_files_are_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe.py")
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)
        server.bind("socket.py")
        make("a.py")
        assert shown(".") == ["a.py"]
        errors = list(discover(["pipe.py", "socket.py", os.devnull]))
    assert [item.path for item in errors if isinstance(item, DiscoveryError)] == ["pipe.py", "socket.py", os.devnull]


@pytest.mark.parametrize("name", [*sorted(LEFT_OUT_FOLDERS), "netfix.egg-info"])
def test_foreign_and_generated_code_is_left_out_unless_its_folder_is_named(name: str) -> None:
    make("src/a.py", f"src/{name}/b.py", f"src/{name}/deep/c.py")
    assert shown(".") == ["src/a.py"]
    assert shown(f"src/{name}") == [f"src/{name}/b.py", f"src/{name}/deep/c.py"]
    assert shown(f"src/{name}/deep") == [f"src/{name}/deep/c.py"]


def test_a_file_with_the_name_of_such_a_folder_is_found() -> None:
    make("build.py", "dist/x.py", "a/build", content="#!/usr/bin/python\n")
    assert shown(".") == ["a/build", "build.py"]


@pytest.mark.parametrize("marker", ["pyvenv.cfg", "conda-meta/history", "bin/activate", "Scripts/activate"])
def test_an_environment_is_left_out_under_any_name_unless_it_is_named(marker: str) -> None:
    make("my own/lib/a.py", "b.py", f"my own/{marker}")
    assert shown(".") == ["b.py"]
    assert shown("my own") == ["my own/lib/a.py"]


def test_an_excluded_name_counts_at_any_depth_and_a_path_from_the_current_folder() -> None:
    make("a.py", "a_pb2.py", "pkg/a_pb2.py", "pkg/data/x.py", "data/x.py", "pkg/b.py")
    assert shown(".", exclude=["*_pb2.py", "/data"]) == ["a.py", "pkg/b.py", "pkg/data/x.py"]
    assert shown("pkg", exclude=["pkg/data", "a_pb2.py"]) == ["pkg/b.py"]
    assert shown("pkg", exclude=["data/x.py"]) == ["pkg/a_pb2.py", "pkg/b.py", "pkg/data/x.py"]


def test_an_excluded_path_may_begin_with_a_dot_or_be_absolute(folder: Path) -> None:
    make("pkg/a.py", "pkg/b.py", "c.py")
    assert shown(".", exclude=["./pkg/a.py", str(folder / "c.py")]) == ["pkg/b.py"]


def test_excludes_reach_outside_the_current_folder() -> None:
    make("../there/a.py", "../there/data/b.py")
    assert shown("../there", exclude=["data"]) == ["../there/a.py"]
    assert shown("../there", exclude=["../there/a.py"]) == ["../there/data/b.py"]


def test_both_kinds_of_exclude_count() -> None:
    make("a.py", "b.py", "c.py")
    assert [item.path for item in discover(["."], exclude=["a.py"], extend_exclude=["b.py"])] == ["c.py"]


def test_an_exclude_may_take_back_what_would_be_left_out() -> None:
    make("build/a.py", "dist/b.py", "pkg/c.py", "pkg/d.py")
    ignore(".", "pkg/d.py")
    assert shown(".", exclude=["!build/", "!d.py"]) == ["build/a.py", "pkg/c.py", "pkg/d.py"]


def test_an_exclude_that_is_no_pattern_is_an_error_before_anything_is_walked() -> None:
    with pytest.raises(ValueError, match="bracket"):
        discover(["."], exclude=["x["])


def test_an_exclude_does_not_count_for_the_named_folder_itself() -> None:
    make("pkg/tests/a.py")
    assert shown("pkg/tests", exclude=["tests", "pkg"]) == ["pkg/tests/a.py"]


def test_ignored_files_are_left_out_without_a_repository_from_the_named_folder_on() -> None:
    make("pkg/a.py", "pkg/b.py", "pkg/sub/b.py", "pkg/sub/c.py")
    ignore(".", "a.py")
    ignore("pkg", "b.py")
    ignore("pkg/sub", "!b.py", "c.py")
    assert shown(".") == ["pkg/sub/b.py"]
    assert shown("pkg") == ["pkg/a.py", "pkg/sub/b.py"]
    assert shown(".", respect_gitignore=False) == ["pkg/a.py", "pkg/b.py", "pkg/sub/b.py", "pkg/sub/c.py"]


@pytest.mark.parametrize("marker", [".git/HEAD", ".git"])
def test_ignore_files_above_the_named_folder_count_up_to_the_repository_root(marker: str) -> None:
    make(f"repository/{marker}", "repository/pkg/sub/a.py", "repository/pkg/sub/b.py", "repository/pkg/sub/c.py")
    ignore(".", "c.py")
    ignore("repository", "b.py", "a.py")
    ignore("repository/pkg", "!a.py")
    assert shown("repository/pkg/sub") == ["repository/pkg/sub/a.py", "repository/pkg/sub/c.py"]


def test_the_exclude_file_of_a_repository_counts_least() -> None:
    make("a.py", "b.py", ".git/info/exclude", content="*.py\n")
    ignore(".", "!b.py")
    assert shown(".") == ["b.py"]


def test_a_worktree_uses_the_exclude_file_of_its_repository() -> None:
    make("main/.git/info/exclude", content="a.py\n")
    make("main/.git/worktrees/tree/commondir", content="../..\n")
    make("tree/.git", content="gitdir: ../main/.git/worktrees/tree\n")
    make("tree/a.py", "tree/b.py")
    assert shown("tree") == ["tree/b.py"]


def test_a_repository_in_a_repository_has_only_its_own_rules() -> None:
    make(".git/HEAD", "sub/.git/HEAD", "sub/a.py", "sub/b.py", "a.py", "ignored/.git/HEAD", "ignored/c.py")
    ignore(".", "a.py", "ignored/")
    ignore("sub", "b.py")
    assert shown(".") == ["sub/a.py"]


def test_an_ignored_folder_that_is_named_is_walked_by_its_own_rules() -> None:
    make(".git/HEAD", "out/x/a.py", "out/x/b.py")
    ignore(".", "out/")
    ignore("out/x", "b.py")
    assert shown(".") == []
    assert shown("out") == shown("out/x") == ["out/x/a.py"]


def test_a_byte_order_mark_and_crlf_in_an_ignore_file_do_not_hurt() -> None:
    make("a.py", "b.py", "c.py")
    Path(".gitignore").write_bytes(b"\xef\xbb\xbfa.py\r\nb*.py\r\n")
    assert shown(".") == ["c.py"]


@posix_only
def test_an_ignore_file_that_is_a_link_or_a_fifo_counts_for_nothing() -> None:
    make("a.py", "pkg/b.py")
    make("../patterns", content="*.py\n")
    Path(".gitignore").symlink_to("../patterns")
    os.mkfifo("pkg/.gitignore")
    assert shown(".") == ["a.py", "pkg/b.py"]


@posix_only
def test_links_to_folders_are_not_followed_unless_named() -> None:
    make("pkg/a.py", "../outside/b.py")
    Path("pkg/loop").symlink_to("..")
    Path("away").symlink_to("../outside")
    assert shown(".") == ["pkg/a.py"]
    assert shown("away") == ["away/b.py"]


@posix_only
def test_a_link_out_of_the_folder_is_followed_only_if_named() -> None:
    make("../outside.py", "pkg/a.py", "b.py")
    Path("pkg/link.py").symlink_to("../../outside.py")
    Path("pkg/near.py").symlink_to("../b.py")
    assert shown("pkg") == ["pkg/a.py"]
    assert list(discover(["pkg/link.py"])) == [Found("pkg/link.py", explicit=True)]


@posix_only
def test_a_file_is_found_under_its_own_name_rather_than_a_links() -> None:
    make("z/real.py", content="x = 1\n")
    Path("a.py").symlink_to("z/real.py")
    Path("again.py").symlink_to("a.py")
    assert shown(".") == ["z/real.py"]
    assert shown("a.py", ".") == ["a.py"]


@posix_only
def test_a_link_in_the_folder_makes_a_file_without_suffix_python() -> None:
    make("a/config", "a/b.py")
    Path("b.py").symlink_to("a/config")
    Path("c.py").symlink_to("a/config")
    assert shown(".") == ["a/b.py", "b.py"]


@posix_only
def test_a_link_to_what_is_left_out_to_nothing_or_to_itself_is_left_out() -> None:
    make("build/a.py", "ignored.py", "excluded/x.py", "environment/pyvenv.cfg", "environment/x.py")
    ignore(".", "ignored.py")
    for number, target in enumerate(
        ["build/a.py", "ignored.py", "excluded/x.py", "environment/x.py", "gone.py", "5.py"]
    ):
        Path(f"{number}.py").symlink_to(target)
    os.mkfifo("pipe")
    Path("6.py").symlink_to("pipe")
    assert shown(".", exclude=["excluded"]) == []


@posix_only
def test_hard_links_are_different_files() -> None:
    make("a.py")
    os.link("a.py", "b.py")
    assert shown(".") == ["a.py", "b.py"]


@posix_only
def test_the_same_folder_by_two_names_is_found_once() -> None:
    make("pkg/a.py")
    Path("other").symlink_to("pkg")
    assert shown("other", "pkg", "pkg/../pkg") == ["other/a.py"]


@pytest.mark.parametrize("path", ["gone.py", "gone/", "", "a.py/b.py"])
def test_a_missing_path_is_reported_and_the_others_are_found(path: str) -> None:
    make("a.py")
    error, found = discover([path, "a.py"])
    assert isinstance(error, DiscoveryError)
    assert error.path == path
    assert error.reason
    assert found == Found("a.py", explicit=True)


def test_a_folder_that_cannot_be_read_is_reported_where_it_would_have_come(monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.py", "b/c.py", "d.py")
    genuine = os.scandir

    def forbidding(path: str) -> object:
        if path.endswith(("/b/", "\\b\\")):
            raise PermissionError(13, "Permission denied", path)
        return genuine(path)

    monkeypatch.setattr(os, "scandir", forbidding)
    assert list(discover(["."])) == [
        Found("a.py", explicit=False),
        DiscoveryError("b", "Permission denied"),
        Found("d.py", explicit=False),
    ]
    assert list(discover(["b"])) == [DiscoveryError("b", "Permission denied")]


@pytest.mark.parametrize("where", [".gitignore", "sub/.gitignore", ".git/info/exclude"])
def test_a_folder_whose_rules_cannot_be_read_is_reported_and_left_out(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    make("a.py", "sub/b.py", ".git/HEAD", where, content="x\n")
    genuine = open

    def forbidding(path: str, mode: str) -> object:
        if Path(path).as_posix().endswith(f"here/{where}"):
            raise PermissionError(13, "Permission denied", path)
        return genuine(path, mode, encoding=None if "b" in mode else "utf-8")

    monkeypatch.setattr("builtins.open", forbidding)
    found = list(discover(["sub"]))
    assert [type(item) for item in found] == [DiscoveryError]
    assert Path(found[0].path).as_posix().endswith(where)
    assert [item.path for item in discover(["."]) if isinstance(item, Found)] == ["a.py"] * where.startswith("sub")


def test_a_deep_tree_is_walked_without_recursion(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = sys.getrecursionlimit() + 100
    for _ in range(depth):
        Path("d").mkdir()
        monkeypatch.chdir("d")
    make("a.py")
    monkeypatch.chdir(folder)
    deepest = "d/" * depth + "a.py"
    try:
        assert shown(".") == [deepest]
    finally:
        # pytest would remove the tree by recursion.
        Path(deepest).unlink()
        os.removedirs("d/" * depth)
        folder.mkdir(exist_ok=True)


# Each is put into the root and, with each of the others, into `a`: 16 patterns, 272 pairs and singles.
PATTERNS = [
    *("*.py", "!*.py", "b/", "!b/", "/b", "!b", "b/**", "!b/a.py", "b/*", "**/b/a.py", "a/**/a.py", "!a/b/"),
    *("[!a].py", "*", "!*/", "?"),
]


@needs_git
def test_what_is_ignored_is_what_git_ignores(monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "--quiet", ".")
    files = [f"{folder}{name}.py" for folder in ("", "a/", "b/", "a/b/", "a/a/b/", "b/b/") for name in "abc"]
    make(*files)
    for outer, inner in itertools.product(PATTERNS, ["", *PATTERNS]):
        ignore(".", "*.txt", outer, inner)
        ignore("a", inner, "!c.py")
        ignored = set(git("check-ignore", "--stdin", "-z", "--no-index", given="\0".join(files)).split("\0"))
        assert set(shown(".")) == set(files) - ignored, (outer, inner)
