"""The editor's settings, section `netfix`, as JSON gives them: checked, so that a slip of the pen is told of."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from netfix.engine.dialect import Target
from netfix.lsp.lint import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

SECTION = "netfix"
#: What editors keep in the same section for themselves.
_EDITORS_OWN = frozenset({"enable", "enabled", "path", "trace"})


def members(value: object) -> dict[str, object]:
    """Give the members of a JSON object; of anything else none."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def wishes_of(section: object) -> tuple[Wishes, list[str]]:
    """Give what a section says, and what is wrong with it, in sentences; what is wrong counts as not said."""
    given = members(section)
    if section is not None and section != given:
        return Wishes(), [f"the settings {SECTION} must be an object"]
    said: dict[str, Any] = {}
    complaints: list[str] = []
    for key, value in given.items():
        if value is None or key in _EDITORS_OWN:
            continue
        reader = _READERS.get(key)
        if reader is None:
            near = get_close_matches(key, _READERS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_READERS)}"
            complaints.append(f"there is no setting {SECTION}.{key}; {hint}")
            continue
        name, read, expected = reader
        try:
            said[name] = read(value)
        except ValueError:
            complaints.append(f"{SECTION}.{key} must be {expected}, not {value!r}")
    return Wishes(**said), complaints


def _names(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(name for name in names if isinstance(name, str))
    if len(texts) != len(names):
        raise ValueError
    return texts


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - one kind of error for what a user wrote
    return value


def _target(value: object) -> str:
    return Target(value).value


_READERS: dict[str, tuple[str, Callable[[object], object], str]] = {
    "select": ("select", _names, "a list of names"),
    "ignore": ("ignore", _names, "a list of names"),
    "unsafe": ("unsafe", _flag, "true or false"),
    "targetVersion": ("target_version", _target, " or ".join(f'"{target.value}"' for target in Target)),
}
