"""From a file, or from `KEY=VALUE` on the command line, to a configuration."""

# Paths are joined and shown as the user gave them:
# ruff: noqa: PTH111, PTH113, PTH118, PTH119, PTH120, PTH123

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from netfix.config.model import PYPROJECT, Config, ConfigError, Pattern
from netfix.config.toml_lines import KeyPath, TomlError, is_list, is_table, key_lines, parse
from netfix.config.values import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netfix.engine.codemod import Registered

_SECTION = ("tool", "netfix")
_INLINE = "--config"


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where settings come from: `place` is shown, `folder` is what paths are relative to, `patterns` what patterns are.

    `line` gives the line of a key; `seen` are the file and those that extend it.
    """

    place: str
    folder: str
    patterns: str
    line: Callable[[KeyPath], int | None]
    seen: tuple[str, ...] = ()

    def error(self, key: str, reason: str) -> ConfigError:
        """Say what is wrong with the value of a key."""
        return ConfigError(self.place, (self.line((key,)), reason))


def read_file(path: str, *, folder: str | None = None, seen: Sequence[str] = ()) -> Config | None:
    """Read a configuration file. None if it is a pyproject.toml that says nothing of netfix.

    `folder` is what its patterns are relative to, its own folder if None; `seen` are the files that extend it. Raises
    ConfigError.
    """
    place = _shown(path)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(place, (None, error.strerror or str(error))) from error
    in_pyproject = os.path.basename(path) == PYPROJECT
    if in_pyproject and b"netfix" not in data:
        return None
    text = _decoded(data, place)
    try:
        document = parse(text)
    except TomlError as error:
        raise ConfigError(place, (error.line, error.reason)) from error
    section: KeyPath = _SECTION if in_pyproject else ()
    table = _at(document, section)
    if table is None:
        return None
    lines = key_lines(text)
    if not is_table(table):
        raise ConfigError(place, (lines.get(section), "tool.netfix must be a table"))
    if not in_pyproject and _at(document, _SECTION) is not None:
        reason = f"in {os.path.basename(path)} settings stand at the top, without [tool.netfix]"
        raise ConfigError(place, (lines.get(_SECTION), reason))
    real = os.path.realpath(path)
    below = os.path.dirname(real)
    patterns = below if folder is None else os.path.realpath(folder)
    origin = _Origin(place, below, patterns, lambda keys: lines.get((*section, *keys)), (*seen, real))
    return _config(table, origin)


def _at(document: object, keys: KeyPath) -> object:
    """Give what stands below these keys, None if nothing does."""
    for key in keys:
        document = document.get(str(key)) if is_table(document) else None
    return document


def read_inline(texts: Sequence[str], base: Config) -> Config:
    """Read `KEY=VALUE` texts, on top of a configuration. Paths in them are relative to the current folder.

    Raises ConfigError.
    """
    table: dict[str, object] = {}
    for text in texts:
        try:
            given = parse(text)
        except TomlError as error:
            raise ConfigError(f"{_INLINE} {text!r}", (None, error.reason)) from error
        for name, value in given.items():
            known = table.get(name)
            table[name] = _merged(known, value)
    here = os.path.realpath(os.curdir)
    origin = _Origin(f"{_INLINE} {' '.join(map(repr, texts))}", here, here, lambda _: None)
    return _config(table, origin, base)


def _merged(one: object, other: object) -> object:
    """Give two tables as one; of anything else the second."""
    if not (is_table(one) and is_table(other)):
        return other
    return {**one, **{key: _merged(one.get(key), value) for key, value in other.items()}}


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(place, (line, "not UTF-8, in which every TOML file is")) from error


def _config(table: Mapping[str, object], origin: _Origin, base: Config | None = None) -> Config:
    """Make a configuration of a table, and put it on top of `base` or of the file that it extends."""
    base = base or _extended(table, origin)
    own = _own_codemods(table, origin)
    wrong = [(origin.line(path), reason) for path, reason in faults(table, (*base.own, *own), list(base.migrations))]
    if wrong:
        raise ConfigError(origin.place, *sorted(wrong, key=lambda fault: fault[0] or 0))
    values = {
        name.replace("-", "_"): _converted(name, value, os.path.join(origin.patterns, ""))
        for name, value in table.items()
        if name not in ("extend", "patterns", "plugins")
    }
    read = Config(sources=(origin.place,), own=own, **values)  # type: ignore[arg-type]
    return base.extended_by(read)


def _converted(name: str, value: object, below: str) -> object:
    """Give a setting's value, which is what it must be, as `Config` has it; `below` is where patterns count."""
    match name:
        case "exclude" | "extend-exclude":
            return tuple(Pattern(below, text) for text in cast("list[str]", value))
        case "per-file-ignores":
            table = cast("dict[str, list[str]]", value)
            return tuple((Pattern(below, text), tuple(names)) for text, names in table.items())
        case "migrations":
            return {key: tuple(steps) for key, steps in cast("dict[str, list[str]]", value).items()}
        case "codemods":
            return {key.replace("_", "-"): options for key, options in cast("dict[str, object]", value).items()}
        case "timeout":
            return float(cast("float", value))
        case _:
            return tuple(cast("list[str]", value)) if isinstance(value, list) else value


def _extended(table: Mapping[str, object], origin: _Origin) -> Config:
    """Give the configuration of the file that a table extends."""
    named = table.get("extend")
    if not isinstance(named, str):
        return Config()
    path = os.path.join(origin.folder, os.path.expanduser(named))
    if os.path.realpath(path) in origin.seen:
        raise origin.error("extend", f"{named} extends this file, too")
    if not os.path.isfile(path):
        raise origin.error("extend", f"extends {named}, which is no file")
    read = read_file(path, seen=origin.seen)
    if read is None:
        raise origin.error("extend", f"extends {named}, which has no [tool.netfix]")
    return read


def _own_codemods(table: Mapping[str, object], origin: _Origin) -> tuple[type[Registered], ...]:
    """Give the codemods that a table's patterns and plug-ins bring."""
    given, files = table.get("patterns"), table.get("plugins")
    tables = cast("list[dict[str, object]]", given) if _is_list_of(dict, given) else []
    paths = cast("list[str]", files) if _is_list_of(str, files) else []
    if not (tables or paths):
        return ()
    from netfix import patterns, plugins  # noqa: PLC0415 - few have any

    try:
        compiled = patterns.compile(tables, origin.place)
        places = [os.path.join(origin.folder, os.path.expanduser(path)) for path in paths]
        return plugins.collect(places, compiled, use_installed=False)
    except patterns.PatternError as error:
        raise ConfigError(origin.place, (error.line or origin.line(("patterns",)), error.reason)) from error
    except plugins.PluginError as error:
        raise origin.error("plugins" if paths else "patterns", str(error)) from error


def _is_list_of(kind: type, value: object) -> bool:
    return is_list(value) and all(isinstance(each, kind) for each in value)


def _shown(path: str) -> str:
    """Give a path as it is shortest: from the current folder, if it is below it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if relative.startswith(os.pardir) else relative


def explicit(given: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Tell the file from the `KEY=VALUE` texts among the values of `--config`. Raises ConfigError."""
    files = [each for each in given if "=" not in each or os.path.isfile(each)]
    for path in files:
        if not os.path.isfile(path):
            raise ConfigError(_INLINE, (None, f"{path!r} is neither a file nor KEY=VALUE"))
    if len(files) > 1:
        raise ConfigError(_INLINE, (None, f"one file at the most, not {' and '.join(files)}"))
    return files[0] if files else None, tuple(each for each in given if each not in files)
