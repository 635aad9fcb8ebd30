"""From the names a user gives to the codemods that run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, overload

from netfix.codemods import MIGRATIONS
from netfix.registry import everything, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netfix.engine.codemod import Registered


class Named(Protocol):
    """What is asked of a codemod to choose it: its class and what is `Listed` of it can both tell."""

    @property
    def name(self) -> str:
        """What users call it by."""
        ...

    @property
    def family(self) -> str:
        """The family that it is chosen with."""
        ...

    @property
    def by_default(self) -> bool:
        """Whether it runs without being named."""
        ...

    @property
    def with_unsafe(self) -> bool:
        """Whether it does where unsafe rewrites are asked for."""
        ...


NamedT = TypeVar("NamedT", bound=Named)

#: More names than this are no help in a message.
_LISTED = 25


class UnknownName(Exception):
    """A name that is neither a codemod nor a family (or not a migration); the message names the nearest that is."""


def _names(given: Iterable[str]) -> list[str]:
    """Split comma-separated names, which may be written with `_` as module names are, and in capitals, as codes are."""
    return [_normal(name) for part in given for name in part.split(",") if name.strip()]


def _normal(name: str) -> str:
    return name.strip().replace("_", "-").lower()


def find(name: str) -> type[Registered]:
    """Give the codemod of this name. Raises UnknownName."""
    for codemod in everything():
        if codemod.name == _normal(name):
            return codemod
    raise UnknownName(_unknown("codemod", name, [codemod.name for codemod in everything()]))


@overload
def select(
    chosen: Sequence[str], ignored: Sequence[str], *, unsafe: bool = False, extended: Sequence[str] = ()
) -> tuple[type[Registered], ...]: ...
@overload
def select(
    chosen: Sequence[str],
    ignored: Sequence[str],
    *,
    unsafe: bool = False,
    extended: Sequence[str] = (),
    among: Sequence[NamedT],
) -> tuple[NamedT, ...]: ...
def select(
    chosen: Sequence[str],
    ignored: Sequence[str],
    *,
    unsafe: bool = False,
    extended: Sequence[str] = (),
    among: Sequence[Named] | None = None,
) -> tuple[Named, ...]:
    """Give the codemods of the names and families in `chosen` (none: the default ones) that are not in `ignored`.

    Those in `extended` are chosen as well. What is said of a codemod counts for more than what is said of its family,
    and that for more than what is said of all; of two that count the same, `ignored` does. With `unsafe`, the default
    ones are also those that have only unsafe rewrites to offer. Running order is that of `among`, which are those to
    choose from (None: all that there are). Raises UnknownName.
    """
    among = everything() if among is None else among
    wanted, unwanted, more = _names(chosen), _names(ignored), _names(extended)
    for name in wanted + unwanted + more:
        _check(name, among)

    def is_chosen(codemod: Named) -> bool:
        wish = _weight(codemod, wanted + more)
        if not (wish or (not wanted and runs_by_default(codemod, unsafe=unsafe))):
            return False
        return max(wish, 1) > _weight(codemod, unwanted) or not _weight(codemod, unwanted)

    return tuple(codemod for codemod in among if is_chosen(codemod))


def runs_by_default(codemod: Named, *, unsafe: bool) -> bool:
    """Whether a codemod runs without being named, in a run that may apply unsafe rewrites or not."""
    return codemod.by_default or (unsafe and codemod.with_unsafe)


@overload
def migration(name: str, ignored: Sequence[str]) -> tuple[tuple[type[Registered], ...], ...]: ...
@overload
def migration(
    name: str, ignored: Sequence[str], *, recipes: Mapping[str, Sequence[str]], among: Sequence[NamedT]
) -> tuple[tuple[NamedT, ...], ...]: ...
def migration(
    name: str,
    ignored: Sequence[str],
    *,
    recipes: Mapping[str, Sequence[str]] = MIGRATIONS,
    among: Sequence[Named] | None = None,
) -> tuple[tuple[Named, ...], ...]:
    """Give the steps of a migration, each the codemods that run together until stable. Raises UnknownName.

    `recipes` are the migrations that there are.
    """
    if name not in recipes:
        raise UnknownName(_unknown("migration", name, list(recipes)))
    meant = everything() if among is None else among
    steps = (select([step], ignored, among=meant) for step in recipes[name])
    return tuple(step for step in steps if step)


def _weight(codemod: Named, names: Sequence[str]) -> int:
    """Say how much the names mean this codemod: 3 itself, 2 its family, 1 all codemods, 0 not at all."""
    if codemod.name in names:
        return 3
    return 2 if codemod.family in names else int("all" in names)


def names_of(codemods: Iterable[Named]) -> list[str]:
    """Give the names by which codemods can be chosen: their own, those of their families, and `all`."""
    meant = list(codemods)
    return sorted({codemod.name for codemod in meant} | {codemod.family for codemod in meant} | {"all"})


def refusal(name: str, among: Sequence[Named] | None = None) -> str | None:
    """Say what is wrong with a name that should be a codemod's or a family's (or `all`), None if nothing is."""
    try:
        for each in _names([name]):
            _check(each, listed() if among is None else among)
    except UnknownName as error:
        return str(error)
    return None


def _check(name: str, among: Sequence[Named]) -> None:
    known = names_of(among)
    if name not in known:
        raise UnknownName(_unknown("codemod or family", name, known))


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    return f"no {what} is called {name!r}; {nearest(name, known)}"


def nearest(name: str, known: Sequence[str]) -> str:
    """Say which of the `known` names may have been meant, or which there are."""
    from difflib import get_close_matches  # noqa: PLC0415 - for errors only

    near = get_close_matches(name, known, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known are: {', '.join(known)}" if len(known) <= _LISTED else "`netfix --list` shows all"
