"""Patterns of `.gitignore` files: what they match, and in which files git looks for them.

The syntax of one pattern is translated by pathspec. What pathspec's own `GitIgnoreSpec` answers is whether a path *or a
folder above it* is matched by one file of patterns. A walk that descends folder by folder, through several files of
patterns, needs the answer for the path alone, as git does: with `*.py` in one folder and `!sub/` in the folder below,
git ignores `sub/x.py`, since the second pattern says nothing about it. Hence each pattern is matched here, against the
whole path, and the last one that matches decides.

Not seen are git's global patterns (`core.excludesFile`), `core.ignoreCase`, and the index: git does not ignore a file
that is tracked already.
"""

# Paths are compared as texts, and to import pathlib takes a twentieth of a short run:
# ruff: noqa: PTH113, PTH118, PTH119, PTH120, PTH123

from __future__ import annotations

import os
import re
import stat
import warnings
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WILDCARDS = frozenset("*?[\\")
_AT_ANY_DEPTH = re.compile(r"(?:\*\*/)+([^/]+)")

# Those of POSIX, as git reads them (its wildmatch.c). pathspec takes them for ordinary characters.
_CHARACTER_CLASSES = {
    "[:alnum:]": "A-Za-z0-9",
    "[:alpha:]": "A-Za-z",
    "[:digit:]": "0-9",
    "[:lower:]": "a-z",
    "[:space:]": " \t-\r",
    "[:upper:]": "A-Z",
    "[:xdigit:]": "0-9A-Fa-f",
}


# These are named tuples for the reason given in `netfix.config.model`.
class _Pattern(NamedTuple):
    """One line. `anchored`: it means the whole path below its folder, not the last name in it."""

    text: str
    negated: bool
    anchored: bool
    only_folders: bool

    @classmethod
    def parse(cls, line: str) -> _Pattern | None:
        """Give the pattern in `line`, or None if there is none, as in a comment."""
        text = _without_trailing_blanks(line)
        negated = text.startswith("!")
        only_folders = text.endswith("/")
        if text.startswith("#"):
            return None
        text = text.removeprefix("!").removesuffix("/")
        anchored = "/" in text
        text = text.removeprefix("/")
        deep = _AT_ANY_DEPTH.fullmatch(text)
        if deep is not None:
            text, anchored = deep[1], False
        if len(text) > 1 and not text.strip("*"):
            # Asterisks alone, and more than one, mean everything at any depth, even after a slash.
            text, anchored = "*", False
        if text.endswith("/**"):
            text += "/*"
        return cls(text, negated, anchored, only_folders) if text else None

    def is_literal(self) -> bool:
        return _WILDCARDS.isdisjoint(self.text)

    def compiled(self) -> re.Pattern[str]:
        """Give an expression for the whole of a name or path. Raises ValueError for what is no pattern."""
        # 40 ms, which a run without wildcards does not need to spend.
        from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # noqa: PLC0415 - see above

        text = self.text
        for name, characters in _CHARACTER_CLASSES.items():
            text = text.replace(name, characters)
        expression, _ = GitIgnoreSpecPattern.pattern_to_regex(f"/{text}")
        if expression is None:
            raise ValueError(f"there is no end to a bracket in {self.text!r}")
        try:
            with warnings.catch_warnings():
                # That `[[` may get a meaning some day is no news for the reader of a .gitignore.
                warnings.simplefilter("ignore", FutureWarning)
                return re.compile(expression, re.DOTALL)
        except re.error as error:
            raise ValueError(f"{self.text!r} is no pattern: {error}") from error


def _without_trailing_blanks(line: str) -> str:
    """Remove blanks at the end, except one that a backslash protects."""
    text = line.rstrip(" ")
    backslashes = len(text) - len(text.rstrip("\\"))
    return f"{text} " if backslashes % 2 and text != line else text


class Rules:
    """Patterns in the order of their file, prepared for many questions."""

    __slots__ = ("_file_names", "_folder_names", "_globs", "_negated")

    def __init__(self, lines: Iterable[str], *, strict: bool = False) -> None:
        """Take one pattern per line. A broken one matches nothing, as for git; with `strict` it is a ValueError."""
        self._negated: list[bool] = []
        # A name, or a path with a slash before it, to the number of the last pattern that is just this text.
        self._file_names: dict[str, int] = {}
        self._folder_names: dict[str, int] = {}
        self._globs: list[tuple[int, _Pattern, re.Pattern[str]]] = []
        for line in lines:
            pattern = _Pattern.parse(line)
            if pattern is not None:
                try:
                    self._add(pattern)
                except ValueError:
                    if strict:
                        raise
        self._globs.reverse()

    def __bool__(self) -> bool:
        return bool(self._negated)

    def _add(self, pattern: _Pattern) -> None:
        number = len(self._negated)
        if pattern.is_literal():
            key = f"/{pattern.text}" if pattern.anchored else pattern.text
            self._folder_names[key] = number
            if not pattern.only_folders:
                self._file_names[key] = number
        else:
            self._globs.append((number, pattern, pattern.compiled()))
        self._negated.append(pattern.negated)

    def verdict(self, path: str, name: str, *, is_folder: bool) -> bool | None:
        """Say whether `path` is left out (True), taken back by a `!` pattern (False), or not mentioned (None).

        `path` is relative to the folder of the patterns, with slashes; `name` is its last part.
        """
        names = self._folder_names if is_folder else self._file_names
        last = max(names.get(name, -1), names.get(f"/{path}", -1)) if names else -1
        for number, pattern, expression in self._globs:
            if number < last:
                break
            if (is_folder or not pattern.only_folders) and expression.fullmatch(path if pattern.anchored else name):
                last = number
                break
        return None if last < 0 else not self._negated[last]


class Layer(NamedTuple):
    """The rules for what is below one folder, and around them those of the folders above, which have less weight.

    `skip` is the number of characters in the folder's path, including a final separator.
    """

    rules: Rules
    skip: int
    outer: Layer | None

    def ignores(self, path: str, name: str, *, is_folder: bool) -> bool:
        """Say whether the absolute `path`, below the folder and with `name` as its last part, is ignored."""
        layer: Layer | None = self
        while layer is not None:
            verdict = layer.rules.verdict(path[layer.skip :].replace(os.sep, "/"), name, is_folder=is_folder)
            if verdict is not None:
                return verdict
            layer = layer.outer
        return False


def add_gitignore(folder: str, outer: Layer | None) -> Layer | None:
    """Put the `.gitignore` of `folder`, an absolute path with a final separator, before `outer`. Raises OSError."""
    return _add_file(os.path.join(folder, ".gitignore"), folder, outer)


def repository_layer(folder: str) -> Layer | None:
    """Give the patterns that the repository at `folder` has for itself, in `info/exclude`. Raises OSError."""
    git = os.path.join(folder, ".git")
    if os.path.isfile(git):
        # A worktree or submodule: `gitdir: ` and a path, where a worktree names the repository it belongs to.
        git = os.path.join(folder, _contents(git).removeprefix("gitdir:").strip())
        common = os.path.join(git, "commondir")
        if os.path.isfile(common):
            git = os.path.join(git, _contents(common).strip())
    return _add_file(os.path.realpath(os.path.join(git, "info", "exclude")), folder, None)


def enclosing_layer(folder: str) -> Layer | None:
    """Give the rules that the repository around `folder` (absolute, no links in it) has above it. Raises OSError.

    None if there is no repository, and also if the repository ignores the folder itself: whoever names such a folder
    does not want its contents ignored for the same reason.
    """
    inner: list[str] = []
    root = os.path.dirname(os.path.join(folder, ""))
    while not os.path.lexists(os.path.join(root, ".git")):
        above = os.path.dirname(root)
        if above == root:
            return None
        inner.append(root)
        root = above
    layer = repository_layer(os.path.join(root, ""))
    for path in reversed(inner):
        layer = add_gitignore(os.path.join(os.path.dirname(path), ""), layer)
        if layer is not None and layer.ignores(path, os.path.basename(path), is_folder=True):
            return None
    return layer


def _contents(path: str) -> str:
    with open(path, "rb") as file:
        return os.fsdecode(file.read())


def _add_file(file: str, folder: str, outer: Layer | None) -> Layer | None:
    try:
        # As for git, a .gitignore that is a link counts for nothing: it may lead out of the repository.
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return outer
        text = _contents(file)
    except (FileNotFoundError, NotADirectoryError):
        return outer
    rules = Rules(line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))
    return Layer(rules, len(folder), outer) if rules else outer
