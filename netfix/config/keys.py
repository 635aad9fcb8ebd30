"""The keys of a configuration: what each is called, what its value may be, and what it means.

The validation, the JSON schema, `--show-settings` and the table in the documentation are all made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from netfix.engine.dialect import Target
from netfix.reports.formats import FORMATS


class Kind(Enum):
    """What a value is made of."""

    NAMES = "codemods and families"
    PATTERNS = "patterns as in .gitignore"
    PATHS = "paths, relative to this file"
    PATH = "a path, relative to this file"
    FLAG = "true or false"
    CHOICE = "one of several strings"
    COUNT = "a whole number from 1"
    SECONDS = "a number of seconds above 0"
    MIGRATION = "the name of a migration"
    NAMES_BY_PATTERN = "a table: pattern = codemods and families"
    NAMES_BY_NAME = "a table: name = codemods and families in order"
    OPTIONS = "a table of tables: what a user may set for each codemod"
    TABLES = "a list of tables"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `name` as it is written in the file, `help` one sentence, `choices` the strings that it may be."""

    name: str
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()


KEYS = (
    Key("extend", Kind.PATH, "Another configuration file, whose settings hold where this one has none."),
    Key("select", Kind.NAMES, "Use only these codemods and families, instead of those that run by default."),
    Key("extend-select", Kind.NAMES, "Use these, too."),
    Key("ignore", Kind.NAMES, "Leave these out; a codemod that is named counts for more than a family."),
    Key("extend-ignore", Kind.NAMES, "Leave these out as well: what a file that is extended ignores stays ignored."),
    Key("per-file-ignores", Kind.NAMES_BY_PATTERN, "Leave out codemods and families in files that match."),
    Key("exclude", Kind.PATTERNS, "Leave out these files and folders when a folder is searched."),
    Key("extend-exclude", Kind.PATTERNS, "Leave these out as well, also where --exclude is given."),
    Key("respect-gitignore", Kind.FLAG, "Leave out what .gitignore names (true). Of the current folder's file."),
    Key(
        "target-version",
        Kind.CHOICE,
        "What a Python 2 file becomes: a better Python 2 file (py27), or Python 3 (py3, the default).",
        tuple(target.value for target in Target),
    ),
    Key("unsafe", Kind.FLAG, "Apply unsafe rewrites, too (false)."),
    Key("migrate", Kind.MIGRATION, "Run this migration instead of single codemods."),
    Key("migrations", Kind.NAMES_BY_NAME, "Migrations of the project's own: steps in order, each until stable."),
    Key("output-format", Kind.CHOICE, "How findings are shown (text). Of the current folder's file.", tuple(FORMATS)),
    Key("jobs", Kind.COUNT, "Worker processes at the most (one a core). Of the current folder's file."),
    Key("timeout", Kind.SECONDS, "Give a file up that takes longer, in seconds (60). Of the current folder's file."),
    Key("codemods", Kind.OPTIONS, "What a user may set for single codemods; `--explain NAME` shows it."),
    Key("patterns", Kind.TABLES, "Codemods of the project's own, as a pattern to match and what to write instead."),
    Key("plugins", Kind.PATHS, "Files and folders with codemods of the project's own."),
)

BY_NAME = {key.name: key for key in KEYS}
