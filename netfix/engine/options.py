"""What a user may set for one codemod: declared by it, validated by the configuration, asked for while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: What a setting's value can be: what TOML gives, without tables and dates.
Value = str | int | float | bool

#: Codemod name → option name → value; only what a user has set.
OptionValues = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of one codemod, `[tool.netfix.codemods.NAME]`.

    Its values are of the default's type (whole numbers are taken for a float), and one of `choices` if there are any.
    `help` is one sentence that says what the value means, units included.
    """

    name: str
    default: Value
    help: str
    choices: tuple[Value, ...] = ()

    def refusal(self, value: object) -> str | None:
        """Say what is wrong with a value that a user gives, None if nothing is."""
        kind = type(self.default)
        fits = type(value) is kind or (kind is float and type(value) is int)
        if not fits:
            return f"{self.name} must be {_KINDS[kind]}, not {value!r}"
        if self.choices and value not in self.choices:
            return f"{self.name} must be one of {', '.join(map(repr, self.choices))}, not {value!r}"
        return None


_KINDS: dict[type, str] = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}
