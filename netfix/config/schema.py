"""The JSON schema of a configuration, for editors: made from the list of keys and the codemods' options.

`python -m netfix.config.schema` writes it into the package; a test says if it was forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS, MIGRATIONS
from netfix.config.keys import KEYS, Key, Kind
from netfix.patterns.tables import schema as pattern_schema
from netfix.selection import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netfix.engine.codemod import Registered
    from netfix.engine.options import Option

#: Where the schema lies.
PATH = Path(__file__).with_name("netfix.schema.json")
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema() -> dict[str, object]:
    """Give the schema of a netfix.toml, or of the table `[tool.netfix]`.

    Names are suggested, not enforced: a configuration may bring codemods of its own.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "netfix",
        "description": "Settings of netfix: a netfix.toml, or [tool.netfix] in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.help, **_value(key)} for key in KEYS},
        "$defs": {
            "name": {
                "description": "A codemod, a family, or `all`.",
                "anyOf": [{"enum": names_of(CODEMODS)}, {"type": "string", "minLength": 1}],
            },
            "names": {"type": "array", "items": {"$ref": "#/$defs/name"}},
        },
    }


def _value(key: Key) -> Mapping[str, object]:
    """Give the schema of a key's value."""
    names: dict[str, object] = {"$ref": "#/$defs/names"}
    strings: dict[str, object] = {"type": "array", "items": {"type": "string"}}
    match key.kind:
        case Kind.CHOICE:
            return {"enum": list(key.choices)}
        case Kind.MIGRATION:
            return {"anyOf": [{"enum": sorted(MIGRATIONS)}, {"type": "string", "minLength": 1}]}
        case Kind.NAMES_BY_NAME:
            return {"type": "object", "additionalProperties": {**names, "minItems": 1}}
        case Kind.OPTIONS:
            return _options()
        case _:
            values: dict[Kind, Mapping[str, object]] = {
                Kind.NAMES: names,
                Kind.PATTERNS: strings,
                Kind.PATHS: strings,
                Kind.PATH: {"type": "string"},
                Kind.FLAG: {"type": "boolean"},
                Kind.COUNT: {"type": "integer", "minimum": 1},
                Kind.SECONDS: {"type": "number", "exclusiveMinimum": 0},
                Kind.NAMES_BY_PATTERN: {"type": "object", "additionalProperties": names},
                Kind.TABLES: {"type": "array", "items": pattern_schema()},
            }
            return values[key.kind]


def _options() -> Mapping[str, object]:
    """Give the schema of what a user may set for codemods; those of the project's own may have anything."""
    known = {codemod.name: _options_of(codemod) for codemod in CODEMODS}
    return {"type": "object", "properties": known, "additionalProperties": {"type": "object"}}


def _options_of(codemod: type[Registered]) -> Mapping[str, object]:
    options = {option.name: _option(option) for option in codemod.options}
    return {
        "description": codemod.manual.title,
        "type": "object",
        "properties": options,
        "additionalProperties": False,
    }


def _option(option: Option) -> Mapping[str, object]:
    kind = type(option.default)
    values: dict[str, object] = {"enum": list(option.choices)} if option.choices else {"type": _TYPES[kind]}
    return {"description": option.help, "default": option.default, **values}


def main() -> None:
    """Write the schema."""
    PATH.write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
