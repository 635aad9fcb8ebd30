"""`--show-settings`: what holds for a path, and which file says so."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from netfix.config.find import configs_of
from netfix.engine.process import Mode
from netfix.tasks import Tasks, run_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netfix.config.model import Config, Pattern
    from netfix.engine.options import Value
    from netfix.tasks import Asked

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def shown_settings(asked: Asked) -> str:
    """Give what holds for the first path, as TOML that says the same. Raises ConfigError.

    Patterns are as they were written, relative to the folder of their file.
    """
    path = asked.paths[0]
    file = os.path.join(path, "") if Path(path).is_dir() else path  # noqa: PTH118 - `Tasks` compares texts
    tasks = Tasks(asked, Mode.FIND)
    config = tasks.config_of(file)
    task = tasks.of(file)
    sources = ", on top of ".join(reversed(config.sources)) or "no configuration file"
    settled = run_settings(asked)
    here = configs_of(asked.wish).of(os.path.realpath(os.curdir))
    respect = asked.respect_gitignore if asked.respect_gitignore is not None else here.respect_gitignore
    everything = task.everything
    lines = [f"# {path}: {sources}", *_pair("target-version", everything.target.value)]
    lines += _pair("unsafe", everything.unsafe)
    lines += _pair("select", [codemod.name for codemod in everything.codemods])
    if len(task.steps) > 1:
        lines.append(f"# in {len(task.steps)} steps, of the migration {asked.migrate or config.migrate}")
    lines += _pair("exclude", asked.exclude or _texts(config.exclude or ()))
    lines += _pair("extend-exclude", (*_texts(config.extend_exclude), *asked.extend_exclude))
    lines += _pair("respect-gitignore", True if respect is None else respect)
    lines += _pair("output-format", settled.output_format)
    lines += _pair("jobs", settled.jobs)
    lines += _pair("timeout", settled.timeout)
    lines += _tables(config)
    return "\n".join(lines) + "\n"


def _tables(config: Config) -> Iterator[str]:
    """Give the settings that are tables."""
    if config.per_file_ignores:
        yield from ("", "[per-file-ignores]")
        for pattern, names in config.per_file_ignores:
            yield from _pair(pattern.text, names)
    if config.migrations:
        yield from ("", "[migrations]")
        for name, steps in config.migrations.items():
            yield from _pair(name, steps)
    for name, options in config.codemods.items():
        yield from ("", f"[codemods.{_key(name)}]")
        yield from _options(options)


def _options(options: Mapping[str, Value]) -> Iterator[str]:
    for name, value in options.items():
        yield from _pair(name, value)


def _texts(patterns: Sequence[Pattern]) -> list[str]:
    """Give patterns as they were written."""
    return [pattern.text for pattern in patterns]


def _pair(key: str, value: Value | Sequence[str]) -> list[str]:
    """Give `key = value` as TOML, a list of some length over several lines."""
    if isinstance(value, (str, int, float)):
        return [f"{_key(key)} = {json.dumps(value, ensure_ascii=False)}"]
    items = [json.dumps(item, ensure_ascii=False) for item in value]
    line = f"{_key(key)} = [{', '.join(items)}]"
    return [line] if len(line) <= 100 else [f"{_key(key)} = [", *(f"    {item}," for item in items), "]"]  # noqa: PLR2004


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
