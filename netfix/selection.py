"""From the names a user gives to the codemods that run."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS, MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.codemod import Registered


class UnknownName(Exception):
    """A name that is neither a codemod nor a family (or not a migration); the message names the nearest that is."""


def _names(given: Iterable[str]) -> list[str]:
    """Split comma-separated names, which may be written with `_` as module names are."""
    return [name.strip().replace("_", "-") for part in given for name in part.split(",") if name.strip()]


def find(name: str) -> type[Registered]:
    """Give the codemod of this name. Raises UnknownName."""
    for codemod in CODEMODS:
        if codemod.name == name.strip().replace("_", "-"):
            return codemod
    raise UnknownName(_unknown("codemod", name, [codemod.name for codemod in CODEMODS]))


def select(
    chosen: Sequence[str], ignored: Sequence[str], *, unsafe: bool = False
) -> tuple[type[Registered], ...]:
    """Give the codemods of the names and families in `chosen` (none: the default ones) that are not in `ignored`.

    With `unsafe`, the default ones are also those that have only unsafe rewrites to offer. Running order is the
    registry's. Raises UnknownName.
    """
    wanted, unwanted = _names(chosen), _names(ignored)
    for name in wanted + unwanted:
        _check(name)
    return tuple(
        codemod
        for codemod in CODEMODS
        if (_is_among(codemod, wanted) if wanted else runs_by_default(codemod, unsafe=unsafe))
        and not _is_among(codemod, unwanted)
    )


def runs_by_default(codemod: type[Registered], *, unsafe: bool) -> bool:
    """Whether a codemod runs without being named, in a run that may apply unsafe rewrites or not."""
    return codemod.by_default or (unsafe and codemod.with_unsafe)


def migration(name: str, ignored: Sequence[str]) -> tuple[tuple[type[Registered], ...], ...]:
    """Give the steps of a migration, each the codemods that run together until stable. Raises UnknownName."""
    if name not in MIGRATIONS:
        raise UnknownName(_unknown("migration", name, list(MIGRATIONS)))
    steps = (select([step], ignored) for step in MIGRATIONS[name])
    return tuple(step for step in steps if step)


def _is_among(codemod: type[Registered], names: Sequence[str]) -> bool:
    return "all" in names or codemod.name in names or codemod.family in names


def _check(name: str) -> None:
    families = {codemod.family for codemod in CODEMODS}
    known = {codemod.name for codemod in CODEMODS} | families | {"all"}
    if name not in known:
        raise UnknownName(_unknown("codemod or family", name, sorted(known)))


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
    return f"no {what} is called {name!r}; {hint}"
