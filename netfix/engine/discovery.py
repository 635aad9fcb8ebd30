"""Paths to files: which files are meant when the user names files and folders.

A file that is named is meant, whatever its name and whatever ignores it. In a folder that is named, Python files are
meant: by suffix, or by a first line that starts a Python interpreter. Left out are folders that hold other people's
code or generated code, what `.gitignore` files ignore, and what the user excludes; what they say of the named folder
itself does not count. The walk never leaves the folder: a link to a folder is not followed, a link to a file only if
the file lies in the folder and could have been found there. (A link that is named is followed wherever it leads.)
Nothing is opened but regular files, so that no FIFO or device can make a run wait.
"""

# A path is shown as the user gave it, which Path would tidy up, and a Path for each file costs time:
# ruff: noqa: PTH100, PTH109, PTH110, PTH113, PTH116, PTH118, PTH119, PTH120, PTH208

from __future__ import annotations

import os
import re
import stat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from netfix.engine.ignore import Layer, Rules, add_gitignore, enclosing_layer, repository_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Protocol

    class Configured(Protocol):
        """Gives what configurations leave out of a folder: its real path, and the names in it."""

        def __call__(self, folder: str, names: Collection[str], /) -> FolderRules | None:
            """Give the rules for the folder. Raises ConfigError."""
            ...


SUFFIXES = (".py", ".pyw", ".pyi", ".ipynb")

# Where tools keep their own things, and where copies and foreign code lie.
LEFT_OUT_FOLDERS = frozenset(
    {
        *(".bzr", ".git", ".hg", ".jj", ".svn", "CVS"),
        *(".direnv", ".nox", ".pyenv", ".tox", ".venv", "venv", "site-packages", "__pypackages__", "node_modules"),
        *(".eggs", "_build", "build", "buck-out", "dist", "__pycache__"),
        *(".cache", ".hypothesis", ".ipynb_checkpoints", ".mypy_cache", ".pants.d", ".pytest_cache", ".pytype"),
        *(".pyre", ".ruff_cache", ".idea", ".vscode"),
    }
)
LEFT_OUT_SUFFIX = ".egg-info"
_OF_ENVIRONMENTS = frozenset({"pyvenv.cfg", "conda-meta", "bin", "Scripts"})

_SHEBANG_LENGTH = 256
_SHEBANG = re.compile(
    rb"""
    \#! [ \t]* (?:\S*/)?
    (?: env [ \t]+
        (?: (?: -[uC] [ \t]+ \S+ | -\S+ | \w+=\S* ) [ \t]+ )*   # options and variables
        (?: -\w*S | --split-string= )? (?:\S*/)?
    )?
    (?: pythonw? | pypy | jython ) (?: \d+ (?:\.\d+)* )? (?: -dbg | [dmt] )?
    (?: \s | \Z )
    """,
    re.VERBOSE,
)


# Values are named tuples: of thousands of folders and files they are made in half the time of a frozen dataclass.
class Found(NamedTuple):
    """A file that is meant. `path` is the path to show and to open; `explicit`: the user named the file itself."""

    path: str
    explicit: bool


class DiscoveryError(NamedTuple):
    """A path of which the user must hear: named but missing, or a folder that cannot be read."""

    path: str
    reason: str


class FolderRules(NamedTuple):
    """What is left out of a folder: patterns for what is below some folders, the first that says something counting.

    The folders' paths are real ones that end in a separator.
    """

    groups: tuple[tuple[str, Rules], ...]

    def verdict(self, path: str, name: str, *, is_folder: bool) -> bool | None:
        """As `Rules.verdict`, of a real path."""
        for below, rules in self.groups:
            if path.startswith(below):
                verdict = rules.verdict(path[len(below) :].replace(os.sep, "/"), name, is_folder=is_folder)
                if verdict is not None:
                    return verdict
        return None

    def matches(self, path: str) -> bool:
        """Whether a file, by its real path, or a folder that it is in, is left out."""
        for below, rules in self.groups:
            if path.startswith(below):
                parts = path[len(below) :].replace(os.sep, "/").split("/")
                for number, name in enumerate(parts, 1):
                    if rules.verdict("/".join(parts[:number]), name, is_folder=number < len(parts)):
                        return True
        return False


class _Folder(NamedTuple):
    """A folder on the walk. All three paths are empty or end in a separator, so that a name can be put behind them."""

    shown: str
    real: str
    from_cwd: str
    layer: Layer | None = None
    named: bool = False
    rules: FolderRules | None = None


_Item: TypeAlias = "_Folder | Found | DiscoveryError"


def unconfigured(_folder: str, _names: Collection[str]) -> FolderRules | None:
    """Say of a folder that no configuration speaks of it."""
    return None


def discover(
    paths: Sequence[str],
    *,
    exclude: Sequence[str] = (),
    extend_exclude: Sequence[str] = (),
    respect_gitignore: bool = True,
    configured: Configured = unconfigured,
    force_exclude: bool = False,
) -> Iterator[Found | DiscoveryError]:
    """Yield the files that `paths` mean, each once: in the order of `paths`, and within a folder sorted by name.

    `exclude` and `extend_exclude` are patterns as in a `.gitignore` in the current folder: one without a slash means
    every file or folder of that name. The two are one list; there are two so that a command line can set the first and
    keep what a configuration says in the second. They come on top of `LEFT_OUT_FOLDERS`, and a pattern that begins
    with `!` takes back what would be left out: `!build/` has folders called `build` walked. Where they say nothing,
    `configured` does: it is given the real path of each folder (with a separator at its end) and the names in it.

    With `force_exclude` a file that is named is left out where excludes, or folders that are never walked, would have
    kept a walk from the current folder from it: who names files may be a program that knows nothing of excludes.

    Within a folder, links to files come last, and only those to files that have not been found under their own names.
    A file without suffix that cannot be read is not taken for Python.

    Raises ValueError, at once, for an exclude that is no pattern.
    """
    excluded = Rules(map(_from_current_folder, (*exclude, *extend_exclude)), strict=True)
    search = _Search(excluded, configured, respect_gitignore=respect_gitignore, force_exclude=force_exclude)
    return search.run(paths)


def _from_current_folder(pattern: str) -> str:
    """Understand `./docs` and `/home/me/project/docs`, too, which a shell may well have completed."""
    here = os.path.join(os.getcwd(), "")
    negation = "!" if pattern.startswith("!") else ""
    path = pattern.removeprefix("!")
    for prefix in ("./", here):
        if path.startswith(prefix):
            return f"{negation}/{path.removeprefix(prefix)}"
    return pattern


class _Search:
    """One call of `discover`: what it was asked for, and what it has found so far, by real path."""

    def __init__(
        self,
        excluded: Rules,
        configured: Configured,
        *,
        respect_gitignore: bool,
        force_exclude: bool,
    ) -> None:
        self.force_exclude = force_exclude
        self.excluded = excluded or None
        self.configured = configured
        self.respect_gitignore = respect_gitignore
        self.named: set[str] = set()
        self.seen: set[str] = set()

    def run(self, paths: Sequence[str]) -> Iterator[Found | DiscoveryError]:
        items = [_look_at(path) for path in paths]
        # Known before the first walk, which may come upon them.
        self.named.update(os.path.realpath(item.path) for item in items if isinstance(item, Found))
        for item in items:
            if isinstance(item, _Folder):
                yield from _Walk(self).run(item)
            elif isinstance(item, DiscoveryError):
                yield item
            elif not (self.force_exclude and self._is_excluded(item.path)):
                file = self.found(item.path, os.path.realpath(item.path))
                if file is not None:
                    yield file

    def _is_excluded(self, path: str) -> bool:
        """Whether a walk from the current folder would not have come to a file."""
        from pathlib import PurePath  # noqa: PLC0415 - slow to import, and hardly ever needed

        parts = PurePath(os.path.relpath(path)).parts
        for number, name in enumerate(parts, 1):
            is_folder = number < len(parts)
            verdict = (
                self.excluded.verdict("/".join(parts[:number]), name, is_folder=is_folder) if self.excluded else None
            )
            if verdict or (verdict is None and is_folder and is_never_walked(name)):
                return True
            if verdict is False and not is_folder:
                return False
        folder, name = os.path.split(os.path.realpath(path))
        rules = self.configured(os.path.join(folder, ""), os.listdir(folder))
        return rules is not None and rules.matches(os.path.join(folder, name))

    def found(self, shown: str, real: str) -> Found | None:
        """Give the file, or None if it was found before."""
        if real in self.seen:
            return None
        self.seen.add(real)
        return Found(shown, real in self.named)


def _look_at(path: str) -> _Item:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return DiscoveryError(path, error.strerror or str(error))
    if stat.S_ISREG(mode):
        return Found(path, explicit=True)
    if not stat.S_ISDIR(mode):
        return DiscoveryError(path, "neither a file nor a folder")
    shown = "" if os.path.normpath(path) == "." else os.path.join(path, "")
    try:
        from_cwd = os.path.relpath(path)
    except ValueError:  # on another drive
        from_cwd = os.path.abspath(path)
    from_cwd = "" if from_cwd == "." else os.path.join(from_cwd, "").replace(os.sep, "/")
    return _Folder(shown, os.path.join(os.path.realpath(path), ""), from_cwd, named=True)


class _Walk:
    """The walk through one named folder."""

    def __init__(self, search: _Search) -> None:
        self.search = search
        self.walked: dict[str, _Folder] = {}
        self.links: list[tuple[_Folder, str]] = []

    def run(self, named: _Folder) -> Iterator[Found | DiscoveryError]:
        if self.search.respect_gitignore:
            try:
                named = named._replace(layer=enclosing_layer(named.real))
            except OSError as error:
                yield _unreadable_rules(error)
                return
        pending: list[_Item] = [named]
        while pending:
            item = pending.pop()
            if isinstance(item, _Folder):
                pending.extend(reversed(self._contents(item)))
            else:
                yield item
        for folder, name in self.links:
            file = self._linked(folder, name)
            if file is not None:
                yield file

    def _contents(self, folder: _Folder) -> list[_Item]:
        """Give what is meant in the folder and the folders in it that are to be walked, by name."""
        try:
            with os.scandir(folder.real) as scan:
                entries = sorted(scan, key=attrgetter("name"))
        except OSError as error:
            return [DiscoveryError(os.path.dirname(folder.shown) or ".", error.strerror or str(error))]
        names = {entry.name for entry in entries}
        if not folder.named and _is_environment(folder.real, names):
            return []
        try:
            folder = self._with_rules(folder, names)
        except OSError as error:
            return [_unreadable_rules(error)]
        self.walked[folder.real] = folder
        return [item for entry in entries if (item := self._item(folder, entry)) is not None]

    def _with_rules(self, folder: _Folder, names: set[str]) -> _Folder:
        layer = folder.layer
        if self.search.respect_gitignore:
            if ".git" in names and not folder.named:
                # A repository in the repository: the rules around it are not about its files.
                layer = repository_layer(folder.real)
            if ".gitignore" in names:
                layer = add_gitignore(folder.real, layer)
        rules = self.search.configured(folder.real, names)
        return folder if layer is folder.layer and rules is None else folder._replace(layer=layer, rules=rules)

    def _item(self, folder: _Folder, entry: os.DirEntry[str]) -> _Item | None:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if self._leaves_out(folder, name, is_folder=True):
                return None
            real = folder.real + name + os.sep
            return _Folder(folder.shown + name + os.sep, real, f"{folder.from_cwd}{name}/", folder.layer)
        has_python_suffix = name.endswith(SUFFIXES)
        if not has_python_suffix and "." in name[1:]:
            return None
        if self._leaves_out(folder, name, is_folder=False):
            return None
        if has_python_suffix and entry.is_symlink():
            self.links.append((folder, name))
        elif entry.is_file(follow_symlinks=False) and (has_python_suffix or starts_python(entry.path)):
            return self.search.found(folder.shown + name, folder.real + name)
        return None

    def _leaves_out(self, folder: _Folder, name: str, *, is_folder: bool) -> bool:
        verdict = None
        if self.search.excluded:
            verdict = self.search.excluded.verdict(folder.from_cwd + name, name, is_folder=is_folder)
        if verdict is None and folder.rules is not None:
            verdict = folder.rules.verdict(folder.real + name, name, is_folder=is_folder)
        if verdict is not None:
            return verdict
        if is_folder and is_never_walked(name):
            return True
        return folder.layer is not None and folder.layer.ignores(folder.real + name, name, is_folder=is_folder)

    def _linked(self, folder: _Folder, name: str) -> Found | None:
        """Give the file behind a link, if the walk came to its folder and nothing leaves it out there."""
        real = os.path.realpath(folder.real + name)
        home = self.walked.get(os.path.join(os.path.dirname(real), ""))
        if home is None or self._leaves_out(home, os.path.basename(real), is_folder=False):
            return None
        if not os.path.isfile(real):
            return None
        return self.search.found(folder.shown + name, real)


def is_never_walked(name: str) -> bool:
    """Whether a folder of this name holds what is not the user's own, or is made anew by tools."""
    return name in LEFT_OUT_FOLDERS or name.endswith(LEFT_OUT_SUFFIX)


def _unreadable_rules(error: OSError) -> DiscoveryError:
    reason = f"{error.strerror or error}; what it ignores is not known, so its folder is left out"
    return DiscoveryError(str(error.filename), reason)


def _is_environment(folder: str, names: set[str]) -> bool:
    """Recognise the environments of venv, of conda, and of virtualenv as it was for Python 2."""
    if names.isdisjoint(_OF_ENVIRONMENTS):
        return False
    if "pyvenv.cfg" in names or "conda-meta" in names:
        return True
    return any(scripts in names and os.path.exists(f"{folder}{scripts}/activate") for scripts in ("bin", "Scripts"))


def starts_python(path: str) -> bool:
    """Say whether a regular file begins with a line that has Python run it."""
    # The entry was a regular file a moment ago; should it be a link or a FIFO by now, that must not matter.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return False
    try:
        return _SHEBANG.match(os.read(descriptor, _SHEBANG_LENGTH)) is not None
    except OSError:
        return False
    finally:
        os.close(descriptor)
