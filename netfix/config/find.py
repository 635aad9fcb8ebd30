"""Which configuration counts for a folder: that of the nearest file, in it or above it."""

# Paths are compared as texts, and a path object for each of 10,000 folders costs more than the rest:
# ruff: noqa: PTH109, PTH111, PTH113, PTH118, PTH120

from __future__ import annotations

import os
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netfix.config.model import FILE_NAMES, Config, ConfigError, Pattern
from netfix.engine.discovery import FolderRules
from netfix.engine.ignore import Rules

if TYPE_CHECKING:
    from collections.abc import Collection

_FILE_NAMES = frozenset(FILE_NAMES)


# These are named tuples for the reason given in `netfix.config.model`.
class Wish(NamedTuple):
    """What the command line says of configurations: the values of `--config`, and whether files are looked for."""

    given: tuple[str, ...] = ()
    isolated: bool = False


class Configs:
    """The configurations of a run, each read once."""

    def __init__(self, wish: Wish) -> None:
        """Read what the command line names. Raises ConfigError."""
        file: str | None = None
        self._inline: tuple[str, ...] = ()
        if wish.given:
            from netfix.config.read import explicit  # noqa: PLC0415 - where nothing is configured, nothing is read

            file, self._inline = explicit(wish.given)
        if file is not None and wish.isolated:
            raise ConfigError("--isolated", (None, f"excludes --config {file}"))
        self._by_folder: dict[str, Config] = {}
        self._only: Config | None = None
        if file is not None:
            from netfix.config.read import read_file  # noqa: PLC0415 - as above

            # As with ruff, its paths are relative to the current folder.
            read = read_file(file, folder=os.getcwd())
            if read is None:
                raise ConfigError(file, (None, "has no [tool.netfix]"))
            self._only = self._with_inline(read)
        elif wish.isolated:
            self._only = self._with_inline(Config())

    def of(self, folder: str, names: Collection[str] | None = None) -> Config:
        """Give what counts for a folder, by its real path; `names` is what is in it, if that is known.

        Raises ConfigError.
        """
        if self._only is not None:
            return self._only
        known = self._by_folder.get(folder)
        if known is None:
            known = self._read(folder, names) or self._above(folder)
            self._by_folder[folder] = known
        return known

    def _above(self, folder: str) -> Config:
        known = self._by_folder.get(folder.rpartition(os.sep)[0])  # whoever walks through folders has asked before
        if known is not None:
            return known
        above = os.path.dirname(folder)
        return self.of(above) if above != folder else self._with_inline(_users() or Config())

    def _read(self, folder: str, names: Collection[str] | None) -> Config | None:
        if names is not None and _FILE_NAMES.isdisjoint(names):
            return None
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if name in names if names is not None else os.path.isfile(path):
                from netfix.config.read import read_file  # noqa: PLC0415 - as above

                read = read_file(path)
                if read is not None:
                    return self._with_inline(read)
        return None

    def _with_inline(self, config: Config) -> Config:
        if not self._inline:
            return config
        from netfix.config.read import read_inline  # noqa: PLC0415 - as above

        return read_inline(self._inline, config)


@lru_cache(maxsize=8)
def configs_of(wish: Wish) -> Configs:
    """Give this process's configurations of a run. Raises ConfigError."""
    return Configs(wish)


def users_folder() -> str:
    """Give the folder of the user's own configuration, for programs that no file of their own counts for."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("APPDATA") or os.path.expanduser("~"), "netfix")
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "netfix")


def _users() -> Config | None:
    for name in FILE_NAMES[:2]:
        path = os.path.join(users_folder(), name)
        if os.path.isfile(path):
            from netfix.config.read import read_file  # noqa: PLC0415 - as above

            return read_file(path, folder=os.getcwd())
    return None


class Excludes(NamedTuple):
    """What configurations leave out of a search, folder by folder, in a form that travels to worker processes.

    `replaced`: the command line has its own --exclude, so that only `extend-exclude` counts.
    """

    wish: Wish
    replaced: bool

    def __call__(self, folder: str, names: Collection[str]) -> FolderRules | None:
        """Give the rules for a folder (real path, separator at its end) with these names in it. Raises ConfigError."""
        config = configs_of(self.wish).of(folder.rstrip(os.sep) or os.sep, names)
        own = None if self.replaced else config.exclude
        return rules_of((*(own or ()), *config.extend_exclude)) if own or config.extend_exclude else None


@lru_cache(maxsize=256)
def rules_of(patterns: tuple[Pattern, ...]) -> FolderRules:
    """Prepare patterns, those of one folder together; what is said later counts for more."""
    groups: list[tuple[str, list[str]]] = []
    for pattern in patterns:
        if not groups or groups[-1][0] != pattern.folder:
            groups.append((pattern.folder, []))
        groups[-1][1].append(pattern.text)
    return FolderRules(tuple((folder, Rules(texts)) for folder, texts in reversed(groups)))
