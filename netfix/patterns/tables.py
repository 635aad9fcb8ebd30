"""Tables of the configuration, and the `--pattern` option, read and checked."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, cast

from netfix.engine.dialect import Dialect
from netfix.engine.findings import Safety
from netfix.patterns.errors import PatternError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netfix.patterns.pattern import Spec

#: The keys of a table, with what each says.
KEYS = {
    "name": "The codemod's name, for select, ignore and suppressing comments.",
    "match": "A template in Python syntax: an expression, or statements, with $x and ... for any code.",
    "rewrite": "What to write instead. Without it what matches is only reported.",
    "message": "The finding's message, and the title of the pattern's page.",
    "safety": "How far the rewrite can be trusted: safe, unsafe (the default) or manual.",
    "where": 'What metavariables must be: { x = "name|string", y = "/regex/" }.',
    "unless": "Templates that must not fit the same place.",
    "imports": "Imports that the rewrite needs.",
    "target-version": "The language of the files to look at: py27 or py3.",
}
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DIALECTS = {"py27": Dialect.PYTHON2, "py3": Dialect.PYTHON3}
_ARROW = re.compile(r"\s*=>\s*")
_IMPORT = re.compile(r"import [\w.]+(?: as \w+)?|from \.*[\w.]* import \w+(?: as \w+)?")


def schema() -> dict[str, object]:
    """Give the JSON schema of a table."""
    text: dict[str, object] = {"type": "string"}
    several: dict[str, object] = {"anyOf": [text, {"type": "array", "items": text}]}
    kinds: dict[str, dict[str, object]] = {
        "name": {"type": "string", "pattern": "^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"},
        "safety": {"enum": [each.value for each in Safety]},
        "where": {"type": "object", "additionalProperties": text},
        "unless": several,
        "imports": several,
        "target-version": {
            "anyOf": [{"enum": [*_DIALECTS]}, {"type": "array", "items": {"enum": [*_DIALECTS]}}],
        },
    }
    return {
        "type": "object",
        "properties": {key: {"description": says, **kinds.get(key, text)} for key, says in KEYS.items()},
        "required": ["name", "match"],
        "additionalProperties": False,
    }


def specs(tables: Sequence[Mapping[str, object]], origin: str | Path) -> tuple[Spec, ...]:
    """Read tables, which stand in the file `origin`. Raises PatternError with the line of what is wrong."""
    made: list[Spec] = []
    for number, table in enumerate(tables):
        try:
            spec = _spec(table)
            _refuse_double(spec, made)
        except _WrongValue as error:
            path = Path(origin)
            raise PatternError(error.reason, str(origin), line_of(_text(path), number, error.key)) from error
        made.append(spec)
    return tuple(made)


def _refuse_double(spec: Spec, made: Sequence[Spec]) -> None:
    if any(other.name == spec.name for other in made):
        raise _WrongValue("name", f"two patterns are called {spec.name!r}")


class _WrongValue(Exception):
    """A key of a table has a value that will not do."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


def _spec(table: Mapping[str, object]) -> Spec:
    from netfix.patterns.pattern import Spec  # noqa: PLC0415 - imports LibCST

    for key in table:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(KEYS)}"
            raise _WrongValue(key, f"a pattern has no key {key!r}; {hint}")
    name = _string(table, "name", None).replace("_", "-")
    if not _NAME.fullmatch(name):
        raise _WrongValue("name", f"{name!r} is no name: small letters, digits and single `-`, as in `no-sleep`")
    safety = _string(table, "safety", Safety.UNSAFE.value)
    if safety not in {each.value for each in Safety}:
        raise _WrongValue("safety", f"{name}: safety is safe, unsafe or manual, not {safety!r}")
    return Spec(
        name,
        _string(table, "match", None),
        _string(table, "rewrite", None) if "rewrite" in table else None,
        _string(table, "message", ""),
        Safety(safety),
        _where(table),
        tuple(_strings(table, "unless")),
        tuple(_imports(table)),
        tuple(_dialects(table)) or tuple(_DIALECTS.values()),
    )


def _string(table: Mapping[str, object], key: str, default: str | None) -> str:
    value = table.get(key, default)
    if value is None:
        raise _WrongValue(key, f"a pattern needs a {key!r}")
    if not isinstance(value, str):
        raise _WrongValue(key, f"{key} must be a string, not {value!r}")
    return value


def _strings(table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    strings = [each for each in values if isinstance(each, str)]
    if len(strings) != len(values):
        raise _WrongValue(key, f"{key} must be a string or a list of strings, not {value!r}")
    return strings


def _where(table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    value = table.get("where", {})
    pairs = cast("dict[str, object]", value) if isinstance(value, dict) else {"": None}
    asked = [(hole.removeprefix("$"), kind) for hole, kind in pairs.items() if isinstance(kind, str)]
    if len(asked) != len(pairs):
        raise _WrongValue("where", 'where must be a table of strings, as in `where = { x = "name" }`')
    return tuple(asked)


def _imports(table: Mapping[str, object]) -> list[str]:
    lines = _strings(table, "imports")
    for line in lines:
        if not _IMPORT.fullmatch(line):
            raise _WrongValue("imports", f"{line!r} is no import of one name, as in `from socket import timeout`")
    return lines


def _dialects(table: Mapping[str, object]) -> list[Dialect]:
    names = _strings(table, "target-version")
    for name in names:
        if name not in _DIALECTS:
            raise _WrongValue("target-version", f"target-version is {' or '.join(_DIALECTS)}, not {name!r}")
    return [_DIALECTS[name] for name in names]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def line_of(text: str, number: int, key: str) -> int | None:
    """Give the 1-based line on which a key of the table with this number is written, else that of the table.

    None if there is no such text. TOML's reader does not say where things stand, so the text is searched for it.
    """
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*(?:tool\.netfix\.)?patterns\s*\]\]", line)]
    if number >= len(heads):
        listed = [at for at, line in enumerate(lines) if re.match(r"\s*patterns\s*=", line)]
        return listed[0] + 1 if listed else None
    end = next((at for at in range(heads[number] + 1, len(lines)) if _is_next_table(lines[at])), len(lines))
    for at in range(heads[number] + 1, end):
        if re.match(rf"""\s*(?:["']?{re.escape(key)}["']?\s*[=.]|\[.*\.{re.escape(key)}\s*\])""", lines[at]):
            return at + 1
    return heads[number] + 1


def _is_next_table(line: str) -> bool:
    """Whether a line begins another table than one below the current pattern's."""
    return re.match(r"\s*\[", line) is not None and not re.match(r"\s*\[(?:tool\.netfix\.)?patterns\.\w+\]", line)


def from_argument(text: str, number: int = 1) -> Spec:
    """Read one `--pattern`: `MATCH => REWRITE`, or a MATCH to be reported. Raises PatternError.

    Who writes a rewrite on the command line asks for it: it is applied without `--unsafe`.
    """
    from netfix.patterns.pattern import Spec  # noqa: PLC0415 - imports LibCST

    match, *rewrites = _ARROW.split(text.strip(), maxsplit=1)
    if not match:
        raise PatternError(f"{text!r}: before `=>` stands what to look for", "--pattern")
    name = "pattern" if number == 1 else f"pattern-{number}"
    return Spec(name, match, rewrites[0] if rewrites else None, safety=Safety.SAFE if rewrites else Safety.MANUAL)
