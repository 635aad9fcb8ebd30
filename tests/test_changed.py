"""What differs from a git revision, in real repositories."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from netfix.changed import NotFromGit, changed_since, is_revision

if TYPE_CHECKING:
    from pathlib import Path


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a repository with ten lines in each of two files, committed; the working directory is in it."""
    _git(tmp_path, "init", "-q", "-b", "main")
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("".join(f"line{number} = 0\n" for number in range(1, 11)))
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_has_changed_at_first(repository: Path) -> None:
    changed = changed_since("HEAD", ["."])
    assert not changed.includes("one.py")


def test_lines_that_were_changed_or_added_are_given_as_they_are_now(repository: Path) -> None:
    text = (repository / "one.py").read_text().replace("line2 = 0", "line2 = 1")
    text = text.replace("line5 = 0\n", "").replace("line8 = 0", "line8 = 1\n++ more\nmore = 2")
    (repository / "one.py").write_text(text)
    changed = changed_since("HEAD", ["."])
    assert changed.lines("one.py") == ((2, 2), (7, 9))
    assert not changed.includes("two.py")


def test_lines_that_were_removed_leave_nothing(repository: Path) -> None:
    (repository / "one.py").write_text("line1 = 0\n")
    assert changed_since("HEAD", ["one.py"]).lines("one.py") == ()


def test_a_file_that_git_does_not_know_differs_wholly_unless_it_is_ignored(repository: Path) -> None:
    (repository / "new.py").write_text("x = 1\n")
    (repository / "made.py").write_text("x = 1\n")
    (repository / ".gitignore").write_text("made.py\n")
    changed = changed_since("HEAD", ["."])
    assert changed.lines("new.py") is None
    assert not changed.includes("made.py")


def test_a_file_that_is_gone_is_no_file_of_the_run(repository: Path) -> None:
    (repository / "one.py").unlink()
    assert not changed_since("HEAD", ["."]).includes("one.py")


def test_what_is_staged_counts(repository: Path) -> None:
    (repository / "two.py").write_text("staged = 1\n" + (repository / "two.py").read_text())
    _git(repository, "add", ".")
    assert changed_since("HEAD", ["."]).lines("two.py") == ((1, 1),)


@pytest.mark.parametrize("name", ["with blank.py", "grüße.py", 'quo"te.py', "back\\slash.py", "tab\t.py", "+++ b"])
def test_any_name_is_understood(repository: Path, name: str) -> None:
    (repository / name).write_text("x = 1\n")
    _git(repository, "add", ".")
    _git(repository, "commit", "-qm", "second")
    (repository / name).write_text("x = 1\ny = 2\n")
    assert changed_since("HEAD", ["."]).lines(name) == ((2, 2),)


def test_of_a_file_that_was_renamed_the_changed_lines_count(repository: Path) -> None:
    _git(repository, "mv", "one.py", "moved.py")
    _git(repository, "mv", "two.py", "there.py")
    (repository / "moved.py").write_text((repository / "moved.py").read_text().replace("line3 = 0", "line3 = 1"))
    changed = changed_since("HEAD", ["."])
    assert changed.lines("moved.py") == ((3, 3),)
    assert not changed.includes("there.py")


def test_before_the_first_commit_everything_differs(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    for name in ("staged.py", "new.py", "ignored.py"):
        (tmp_path / name).write_text("x = 1\n")
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    _git(tmp_path, "add", "staged.py")
    changed = changed_since("HEAD", [str(tmp_path)])
    assert [changed.lines(str(tmp_path / name)) for name in ("staged.py", "new.py")] == [None, None]
    assert not changed.includes(str(tmp_path / "ignored.py"))


def test_three_dots_mean_where_the_branch_began(repository: Path) -> None:
    _git(repository, "checkout", "-qb", "feature")
    (repository / "one.py").write_text("feature = 1\n" + (repository / "one.py").read_text())
    _git(repository, "commit", "-qam", "on the branch")
    _git(repository, "checkout", "-q", "main")
    (repository / "two.py").write_text("main = 1\n" + (repository / "two.py").read_text())
    _git(repository, "commit", "-qam", "on main")
    _git(repository, "checkout", "-q", "feature")
    changed = changed_since("main...", ["."])
    assert changed.lines("one.py") == ((1, 1),)
    assert not changed.includes("two.py")
    assert changed_since("main", ["."]).includes("two.py")


def test_the_users_own_diff_settings_do_not_matter(repository: Path) -> None:
    for key, value in [("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("color.diff", "always")]:
        _git(repository, "config", key, value)
    (repository / "one.py").write_text("x = 1\n")
    assert changed_since("HEAD", ["."]).lines("one.py") == ((1, 1),)


def test_paths_from_a_folder_below_and_through_a_link_are_the_same_files(repository: Path) -> None:
    (repository / "one.py").write_text("x = 1\n")
    (repository / "deep").mkdir()
    (repository / "deep" / "link.py").symlink_to(repository / "one.py")
    os.chdir(repository / "deep")
    changed = changed_since("HEAD", ["."])
    assert changed.includes("../one.py")
    assert changed.includes("link.py")


def test_an_unknown_revision_and_a_folder_without_repository_are_errors(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(NotFromGit, match="nonsense"):
        changed_since("nonsense", ["."])
    outside = tmp_path_factory.mktemp("outside")
    with pytest.raises(NotFromGit, match="not a git repository"):
        changed_since("HEAD", [str(outside)])


def test_a_revision_is_told_from_a_path(repository: Path) -> None:
    assert is_revision("HEAD", ["."])
    assert is_revision("main...", ["."])
    assert not is_revision("one.py", ["."])
