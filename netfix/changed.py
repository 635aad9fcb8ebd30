"""What differs from a git revision: files, and lines of files as they are now.

git says it; a file that git does not know yet differs wholly. Paths are resolved, so that a link or another working
directory make no difference.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_PREFIX = b"+++ b/"

#: Lines of a file as it is now, first and last, counting from 1; None: all of them.
Lines = tuple[tuple[int, int], ...] | None


class NotFromGit(Exception):
    """git could not say what has changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from a revision: real path → lines."""

    files: Mapping[str, Lines]

    def includes(self, path: str) -> bool:
        """Whether the file differs."""
        return os.path.realpath(path) in self.files

    def lines(self, path: str) -> Lines:
        """Give the lines of a file that differ. Raises KeyError for a file that does not."""
        return self.files[os.path.realpath(path)]


def changed_since(revision: str, paths: Sequence[str]) -> Changed:
    """Ask git what differs from `revision` in the repositories that hold `paths`.

    `revision...` with three dots means the place where the current branch left `revision`. Raises NotFromGit.
    """
    files: dict[str, Lines] = {}
    for root in _repositories(paths):
        if revision == "HEAD" and not _has_commit(root, "HEAD"):
            # Before the first commit everything differs.
            files.update(dict.fromkeys(_named(root, "--cached", "--others")))
            continue
        base = revision
        if revision.endswith("..."):
            base = os.fsdecode(_git(root, "merge-base", revision.removesuffix("...") or "HEAD", "HEAD").strip())
        diff = _git(
            root, "-c", "core.quotePath=true", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
            "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", base, "--",
        )  # fmt: skip
        files.update((os.path.realpath(os.path.join(root, name)), lines) for name, lines in _parsed(diff))  # noqa: PTH118
        files.update(dict.fromkeys(_named(root, "--others")))
    return Changed(files)


def is_revision(text: str, paths: Sequence[str]) -> bool:
    """Whether git knows `text` as a revision in the repository of the first of `paths`."""
    try:
        root = _repositories(paths[:1])[0]
    except NotFromGit:
        return False
    return _has_commit(root, text.removesuffix("...") or "HEAD")


def _has_commit(root: str, revision: str) -> bool:
    try:
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except NotFromGit:
        return False
    return True


def _named(root: str, *which: str) -> list[str]:
    """Give the real paths of the files of a repository that `git ls-files` names, but those that it ignores."""
    names = _git(root, "ls-files", "--exclude-standard", "-z", *which).split(b"\0")
    return [os.path.realpath(os.path.join(root, os.fsdecode(name))) for name in names if name]  # noqa: PTH118


def _repositories(paths: Iterable[str]) -> list[str]:
    roots: dict[str, None] = {}
    for path in paths:
        folder = path if os.path.isdir(path) else os.path.dirname(path) or "."  # noqa: PTH112, PTH120
        roots[os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))] = None
    return list(roots)


def _git(folder: str, *arguments: str) -> bytes:
    """Run git in a folder and give what it prints. Raises NotFromGit with its complaint."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of ours and a revision that git itself checks
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError as error:
        raise NotFromGit(f"git cannot be run in {folder}: {error.strerror or error}") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        command = next(word for word in arguments if not word.startswith("-") and "=" not in word)
        raise NotFromGit(f"git {command}: {said[0] if said else f'exit code {done.returncode}'}")
    return done.stdout


def _parsed(diff: bytes) -> Iterable[tuple[str, Lines]]:
    """Give name and changed lines of each file of a diff without context that is still there."""
    name: str | None = None
    lines: list[tuple[int, int]] = []
    in_hunk = 0
    for line in diff.split(b"\n"):
        if in_hunk and line[:1] in b"+-\\":
            in_hunk -= line[:1] != b"\\"
            continue
        if line.startswith(b"diff --git "):
            if name is not None:
                yield name, tuple(lines)
            name, lines = None, []
        elif line.startswith(b"+++ "):
            name = _unquoted(line.rstrip(b"\t\r"))
        elif found := _HUNK.match(line):
            first, count = int(found["first"]), int(found["count"] or 1)
            removed = line.split(b" ")[1].partition(b",")[2]
            in_hunk = count + int(removed or 1)
            if count:
                lines.append((first, first + count - 1))
    if name is not None:
        yield name, tuple(lines)


def _unquoted(header: bytes) -> str | None:
    """Give the name in a `+++` line, which git writes as a C string where it must; None for /dev/null."""
    if header.startswith(b'+++ "'):
        text: bytes = ast.literal_eval("b" + header[4:].decode("ascii"))
        return os.fsdecode(text.removeprefix(b"b/"))
    return os.fsdecode(header.removeprefix(_PREFIX)) if header.startswith(_PREFIX) else None
