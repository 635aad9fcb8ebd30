"""What a configuration says, once it was read and found right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netfix.engine.codemod import Registered
    from netfix.engine.options import OptionValues

# These are named tuples because every run imports them, and Python takes five times as long to make a frozen dataclass.

PYPROJECT = "pyproject.toml"
#: The names of configuration files; of those in one folder the first counts.
FILE_NAMES = (".netfix.toml", "netfix.toml", PYPROJECT)


class ConfigError(Exception):
    """A configuration that cannot be used, for one reason or several.

    `place` is the file, or what stands for one; `faults` are lines, from 1, and reasons.
    """

    def __init__(self, place: str, *faults: tuple[int | None, str]) -> None:
        self.place = place
        self.faults = faults
        said = [f"{place}: {reason}" if line is None else f"{place}:{line}: {reason}" for line, reason in faults]
        super().__init__("\n".join(said))


class Pattern(NamedTuple):
    """A pattern in the notation of `.gitignore`, for what is below `folder`: absolute, with a separator at its end."""

    folder: str
    text: str


class Config(NamedTuple):
    """What a file, with those it extends, says; None and empty where it says nothing.

    `sources` are the files, each after those that it extends. `own` are the codemods that come with it: of its
    patterns and plug-ins.
    """

    sources: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] | None = None
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[Pattern, tuple[str, ...]], ...] | None = None
    exclude: tuple[Pattern, ...] | None = None
    extend_exclude: tuple[Pattern, ...] = ()
    respect_gitignore: bool | None = None
    target_version: str | None = None
    unsafe: bool | None = None
    migrate: str | None = None
    migrations: Mapping[str, tuple[str, ...]] = {}
    output_format: str | None = None
    jobs: int | None = None
    timeout: float | None = None
    codemods: OptionValues = {}  # noqa: RUF012 - nobody changes it
    own: tuple[type[Registered], ...] = ()

    def extended_by(self, nearer: Config) -> Config:
        """Give what holds where a nearer configuration extends this one: lists and tables add up where they can."""
        values: dict[str, object] = {}
        for name in self._fields:
            own, other = getattr(self, name), getattr(nearer, name)
            if name in _IGNORED and own:
                # What is asked for nearer by its name was not meant to be left out.
                own = tuple(each for each in own if each not in nearer.extend_select)
            if name in _ADDED:
                values[name] = (*own, *other)
            else:
                values[name] = own if other is None else other
        values["migrations"] = {**self.migrations, **nearer.migrations}
        names = dict.fromkeys((*self.codemods, *nearer.codemods))
        values["codemods"] = {name: {**self.codemods.get(name, {}), **nearer.codemods.get(name, {})} for name in names}
        return Config(**values)  # type: ignore[arg-type]


_IGNORED = frozenset({"ignore", "extend_ignore"})
_ADDED = frozenset({"sources", "extend_select", "extend_ignore", "extend_exclude", "own"})
