"""Whether the values of a configuration are what they must be, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from netfix.codemods import MIGRATIONS
from netfix.config.keys import BY_NAME, Key, Kind
from netfix.config.toml_lines import is_list, is_table
from netfix.engine.ignore import Rules
from netfix.engine.listed import listed_of
from netfix.registry import listed
from netfix.selection import nearest, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from netfix.config.toml_lines import KeyPath
    from netfix.engine.codemod import Registered
    from netfix.engine.listed import Listed

#: Where something is wrong, and what.
Fault = tuple["KeyPath", str]


def faults(
    table: Mapping[str, object], own: Sequence[type[Registered]] = (), migrations: Sequence[str] = ()
) -> Iterator[Fault]:
    """Give what is wrong with the settings in a table.

    `own` are codemods that come with the configuration, `migrations` those of the files that it extends.
    """
    among = (*listed(), *map(listed_of, own))
    declared = table.get("migrations")
    known = [*MIGRATIONS, *migrations, *(declared if is_table(declared) else ())]
    for name, value in table.items():
        key = BY_NAME.get(name)
        if key is None:
            yield (name,), f"no setting is called {name!r}; {nearest(name, list(BY_NAME))}"
        elif key.kind is Kind.MIGRATION:
            if not isinstance(value, str):
                yield (name,), f"{name} must be {key.kind.value}, not {_shown(value)}"
            elif value not in known:
                yield (name,), f"no migration is called {value!r}; {nearest(value, known)}"
        else:
            yield from _CHECKS[key.kind](key, (name,), value, among)


def _wrong(key: Key, path: KeyPath, value: object, what: str = "") -> Fault:
    name = ".".join(map(str, path))
    return path, f"{name} must be {what or key.kind.value}, not {_shown(value)}"


def _shown(value: object) -> str:
    """Give a value as TOML has it, without what a table or list holds."""
    if isinstance(value, bool):
        return str(value).lower()
    if is_table(value):
        return "a table"
    return "a list" if is_list(value) else repr(value)


def _strings(
    key: Key, path: KeyPath, value: object, what: str, fault: Callable[[KeyPath, str], Iterator[Fault]]
) -> Iterator[Fault]:
    """Give what is wrong with a list of strings; `fault` says it of one of them."""
    if not is_list(value):
        yield _wrong(key, path, value, what)
        return
    for at, item in enumerate(value):
        if isinstance(item, str):
            yield from fault((*path, at), item)
        else:
            yield _wrong(key, (*path, at), item, "a string")


def _names(key: Key, path: KeyPath, value: object, among: Sequence[Listed]) -> Iterator[Fault]:
    def fault(place: KeyPath, name: str) -> Iterator[Fault]:
        reason = refusal(name, among)
        if reason:
            yield place, reason

    return _strings(key, path, value, "a list of codemods and families", fault)


def _patterns(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    return _strings(key, path, value, "a list of patterns as in .gitignore", _bad_pattern)


def _bad_pattern(path: KeyPath, text: str) -> Iterator[Fault]:
    try:
        Rules([text], strict=True)
    except ValueError as error:
        yield path, str(error)


def _paths(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    return _strings(key, path, value, "a list of paths", _anything)


def _anything(_: KeyPath, __: str) -> Iterator[Fault]:
    return iter(())


def _path(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _wrong(key, path, value, "a path")


def _flag(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield _wrong(key, path, value)


def _choice(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if not isinstance(value, str) or value not in key.choices:
        hint = f" ({nearest(value, key.choices)})" if isinstance(value, str) else ""
        yield path, f"{path[-1]} must be one of {', '.join(map(repr, key.choices))}, not {_shown(value)}{hint}"


def _count(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if type(value) is not int or value < 1:
        yield _wrong(key, path, value)


def _seconds(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if not (type(value) in (int, float) and 0 < cast("float", value) < float("inf")):
        yield _wrong(key, path, value)


def _names_by_pattern(key: Key, path: KeyPath, value: object, among: Sequence[Listed]) -> Iterator[Fault]:
    for name, item in _items(value):
        yield from _bad_pattern((*path, name), name.removeprefix("!"))
        yield from _names(key, (*path, name), item, among)
    if not is_table(value):
        yield _wrong(key, path, value)


def _names_by_name(key: Key, path: KeyPath, value: object, among: Sequence[Listed]) -> Iterator[Fault]:
    for name, item in _items(value):
        yield from _names(key, (*path, name), item, among)
        if item == []:
            yield (*path, name), f"the migration {name} has no steps"
    if not is_table(value):
        yield _wrong(key, path, value)


def _options(key: Key, path: KeyPath, value: object, among: Sequence[Listed]) -> Iterator[Fault]:
    by_name = {codemod.name: codemod for codemod in among}
    if not is_table(value):
        yield _wrong(key, path, value)
    for name, given in _items(value):
        codemod = by_name.get(name.replace("_", "-"))
        if codemod is None:
            yield (*path, name), f"no codemod is called {name!r}; {nearest(name, list(by_name))}"
            continue
        if not is_table(given):
            yield _wrong(key, (*path, name), given, "a table of options")
        declared = {option.name: option for option in codemod.codemod.options}
        for option, wish in _items(given):
            if option not in declared:
                hint = nearest(option, list(declared)) if declared else "it has none"
                yield (*path, name, option), f"{name} has no option {option!r}; {hint}"
                continue
            reason = declared[option].refusal(wish)
            if reason:
                yield (*path, name, option), reason


def _tables(key: Key, path: KeyPath, value: object, _: Sequence[Listed]) -> Iterator[Fault]:
    if not is_list(value) or not all(isinstance(item, dict) for item in value):
        yield _wrong(key, path, value)


def _items(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if is_table(value) else []


_CHECKS: dict[Kind, Callable[[Key, KeyPath, object, Sequence[Listed]], Iterator[Fault]]] = {
    Kind.NAMES: _names,
    Kind.PATTERNS: _patterns,
    Kind.PATHS: _paths,
    Kind.PATH: _path,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.COUNT: _count,
    Kind.SECONDS: _seconds,
    Kind.NAMES_BY_PATTERN: _names_by_pattern,
    Kind.NAMES_BY_NAME: _names_by_name,
    Kind.OPTIONS: _options,
    Kind.TABLES: _tables,
}
