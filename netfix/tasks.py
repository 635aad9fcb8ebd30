"""What is to be done with each file: what the command line says, on top of what the file's configuration says."""

# A path object for each of 40,000 files costs more than the rest:
# ruff: noqa: PTH109, PTH114, PTH118, PTH119, PTH120

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from netfix.codemods import MIGRATIONS
from netfix.config.find import Excludes, Wish, configs_of, rules_of
from netfix.engine.discovery import discover
from netfix.engine.languages import Target
from netfix.engine.listed import Chosen, listed_of, syntax_of
from netfix.engine.project import RunScope
from netfix.engine.settings import Settings
from netfix.engine.task import Task
from netfix.registry import listed, others, own, use
from netfix.selection import UnknownName, migration, names_of, refusal, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netfix.config.model import Config
    from netfix.engine.codemod import Registered
    from netfix.engine.discovery import DiscoveryError, Found
    from netfix.engine.listed import Listed
    from netfix.engine.shard import Shard
    from netfix.engine.task import Mode

_STDIN = "-"
_SECONDS_A_FILE = 60.0


# These are named tuples for the reason given in `netfix.config.model`.
class Asked(NamedTuple):
    """What the command line says of the work; None and empty where it says nothing, and a configuration may."""

    paths: tuple[str, ...] = (".",)
    config: tuple[str, ...] = ()
    isolated: bool = False
    migrate: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool | None = None
    target_version: str | None = None
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool = False
    output_format: str | None = None
    jobs: int | None = None
    timeout: float | None = None

    @property
    def wish(self) -> Wish:
        """Which configurations are meant."""
        return Wish(self.config, self.isolated)


class RunSettings(NamedTuple):
    """What holds for a run as a whole: the command line's word, else that of the current folder's configuration."""

    migrate: str | None
    unsafe: bool
    target_version: Target
    output_format: str
    jobs: int
    timeout: float


def run_settings(asked: Asked) -> RunSettings:
    """Settle what holds for a run. Raises ConfigError."""
    config = configs_of(asked.wish).of(os.path.realpath(os.getcwd()))
    return RunSettings(
        asked.migrate or (None if asked.select else config.migrate),
        _first(asked.unsafe, config.unsafe, False),  # noqa: FBT003 - the default
        Target(asked.target_version or config.target_version or Target.PY3.value),
        asked.output_format or config.output_format or "text",
        asked.jobs or config.jobs or _cores(),
        asked.timeout or config.timeout or _SECONDS_A_FILE,
    )


def _first(*values: bool | None) -> bool:
    """Give the first value that is there."""
    return next(value for value in values if value is not None)


def _cores() -> int:
    """Count the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Tasks:
    """The tasks of a run, by path."""

    #: Codemods that configurations have brought into this process; each is chosen only where its own one counts.
    _brought: ClassVar[set[type[Registered]]] = set()

    def __init__(
        self, asked: Asked, mode: Mode, *, unsafe: bool = False, keep: bool = False, shard: Shard | None = None
    ) -> None:
        """Know what is asked for; `unsafe`: unsafe rewrites count whatever a configuration says; `keep`: as in `Task`.

        Of a run that is divided, only the files of `shard` are meant.

        Raises ConfigError, and UnknownName for a name on the command line that the current folder does not know.
        """
        configs_of.cache_clear()  # a run that watches files wants to see them as they are by now
        self._configs = configs_of(asked.wish)
        self._asked = asked
        self._mode = mode
        self._keep = keep
        self._unsafe = unsafe
        self._here = self._configs.of(os.path.realpath(os.getcwd()))
        self._by_folder: dict[str, tuple[str, Config]] = {}
        self._made: dict[tuple[int, tuple[str, ...]], Task] = {}
        self._known = tuple(each for each in listed() if each.made not in self._brought)
        among = self._among(self._here)
        select((*asked.select, *asked.extend_select), asked.ignore, among=among)
        if asked.migrate:
            migration(asked.migrate, (), recipes=_recipes(self._here), among=among)
        respect = _first(asked.respect_gitignore, self._here.respect_gitignore, True)  # noqa: FBT003 - the default
        excludes = Excludes(asked.wish, replaced=bool(asked.exclude))
        left_out = (*asked.exclude, *asked.extend_exclude)
        self._scope = RunScope(asked.paths, left_out, respect, excludes, shard, asked.force_exclude)

    def files(self) -> Iterator[Found | DiscoveryError]:
        """Give the files that are meant. Raises ConfigError."""
        scope = self._scope
        found = discover(
            scope.paths,
            exclude=scope.exclude,
            respect_gitignore=scope.respect_gitignore,
            configured=Excludes(self._asked.wish, replaced=bool(self._asked.exclude)),
            force_exclude=scope.force_exclude,
        )
        return found if scope.shard is None else filter(scope.is_meant, found)

    def of(self, path: str) -> Task:
        """Give what is to be done with a file. Raises ConfigError."""
        folder, config = self._config_of(os.path.dirname(path))
        ignored = tuple(_ignored_in(folder + os.path.basename(path), config)) if config.per_file_ignores else ()
        key = id(config), ignored
        if key not in self._made:
            self._made[key] = self._make(config, ignored)
        return self._made[key]

    def config_of(self, path: str) -> Config:
        """Give the configuration that counts for a file. Raises ConfigError."""
        return self._config_of(os.path.dirname(path))[1]

    def _config_of(self, folder: str) -> tuple[str, Config]:
        known = self._by_folder.get(folder)
        if known is None:
            real = self._real(folder)
            known = self._by_folder[folder] = os.path.join(real, ""), self._configs.of(real)
        return known

    def _real(self, folder: str) -> str:
        """Give `os.path.realpath`, which looks at every folder on the way, where the one around it is not known."""
        around, name = os.path.split(folder)
        known = self._by_folder.get(around) if name not in {"", os.curdir, os.pardir} else None
        if known is None or os.name == "nt" or os.path.islink(folder):
            return os.path.realpath(folder or os.curdir)
        return known[0] + name

    def _make(self, config: Config, ignored: Sequence[str]) -> Task:
        asked = self._asked
        target = Target(asked.target_version or config.target_version or Target.PY3.value)
        unsafe = self._unsafe or _first(asked.unsafe, config.unsafe, False)  # noqa: FBT003 - the default
        among = self._among(config)
        out = set(select(ignored, (), among=among)) if ignored else set["Listed"]()
        foreign = [codemod for codemod in among if not codemod.is_own]
        extra = frozenset(names_of(foreign)) if foreign else frozenset[str]()
        scope = None if asked.paths == (_STDIN,) else self._scope
        settings = Settings((), syntax_of(own()), target, unsafe, config.codemods, scope, extra)
        steps = [[codemod for codemod in step if codemod not in out] for step in self._steps(config, unsafe=unsafe)]
        kept = [step for step in steps if step] or [[]]
        return Task(tuple(settings._replace(codemods=Chosen(step)) for step in kept), self._mode, keep=self._keep)

    def _among(self, config: Config) -> tuple[Listed, ...]:
        """Give the codemods that there are where a configuration counts; reports, too, will know them from now on."""
        if not self._brought.issuperset(config.own):
            self._brought.update(config.own)
            use((*others(), *config.own))
        return tuple(dict.fromkeys((*self._known, *map(listed_of, config.own))))

    def _steps(self, config: Config, *, unsafe: bool) -> Sequence[Sequence[Listed]]:
        """Give the codemods to run, in steps."""
        asked, among = self._asked, self._among(config)
        name = asked.migrate or (None if asked.select else config.migrate)
        if name:
            recipes = {**_recipes(self._here), **_recipes(config)}
            ignored = (*(config.ignore or ()), *config.extend_ignore, *_known(asked.ignore, among))
            return migration(name, ignored, recipes=_readable(recipes, among), among=among)
        chosen = _known(asked.select, among)
        ignored = _known(asked.ignore, among)
        extended = _known(asked.extend_select, among)
        if asked.select:
            return [select(chosen, ignored, unsafe=unsafe, extended=extended, among=among) if chosen else ()]
        out = set(select(ignored, (), among=among)) if ignored else set["Listed"]()
        more = set(select(extended, ignored, among=among)) if extended else set["Listed"]()
        kept = set(_configured(config, among, unsafe=unsafe)) - out | more
        return [[codemod for codemod in among if codemod in kept]]


def _configured(config: Config, among: Sequence[Listed], *, unsafe: bool) -> tuple[Listed, ...]:
    """Give the codemods that a configuration chooses."""
    ignored = (*(config.ignore or ()), *config.extend_ignore)
    if config.select == () and not config.extend_select:
        return ()
    chosen = config.select or ()
    extended = config.extend_select
    if config.select == ():
        chosen, extended = extended, ()
    return select(chosen, ignored, unsafe=unsafe, extended=extended, among=among)


def _recipes(config: Config) -> dict[str, Sequence[str]]:
    return {**MIGRATIONS, **config.migrations}


def _readable(recipes: Mapping[str, Sequence[str]], among: Sequence[Listed]) -> dict[str, Sequence[str]]:
    """Give migrations without the steps that name what there is not in a folder: patterns of another one."""
    return {name: _known(steps, among) for name, steps in recipes.items()}


def _known(names: Iterable[str], among: Sequence[Listed]) -> tuple[str, ...]:
    """Give those names that mean something in a folder; that they do in the current one, was looked at before."""
    parts = (part.strip() for name in names for part in name.split(","))
    return tuple(part for part in parts if part and refusal(part, among) is None)


def _ignored_in(path: str, config: Config) -> Iterator[str]:
    """Give what a configuration ignores in a file, by its real path: a pattern means what is below it, too."""
    for pattern, names in config.per_file_ignores or ():
        inverted = pattern.text.startswith("!")
        rules = rules_of((pattern._replace(text=pattern.text.removeprefix("!")),))
        if rules.matches(path) is not inverted:
            yield from names


__all__ = ["Asked", "RunSettings", "Tasks", "UnknownName", "run_settings"]
