"""Where Twisted's modules and names went, as data: made by `tools/make_twisted_moves.py`, from a table there."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping


class Moves:
    """The data. `version` is that of the Twisted in which all new names were found."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.version = cast("str", data["twisted"])
        self._modules = cast("Mapping[str, str]", data["modules"])
        self._names = cast("Mapping[str, str]", data["names"])
        self._names_of_python3 = cast("Mapping[str, str]", data["names_of_python3"])
        self._gone = cast("Mapping[str, str]", data["gone"])
        self._deprecated = cast("Mapping[str, str]", data["deprecated"])

    def new_module(self, module: str) -> str | None:
        """Give the module in which the names of an old one are; None if it has not moved."""
        parts = module.split(".")
        for length in range(len(parts), 1, -1):
            new = self._modules.get(".".join(parts[:length]))
            if new is not None:
                return ".".join([new, *parts[length:]])
        return None

    def renamed(self, name: str, *, python3: bool) -> str | None:
        """Give the name that a member has now by a row of its own, not because its module has moved."""
        return self._names.get(name) or (self._names_of_python3.get(name) if python3 else None)

    def new_name(self, name: str, *, python3: bool) -> str | None:
        """Give the dotted name that a member of a module has now, those of Python 3 too if it may be one."""
        moved = self.renamed(name, python3=python3)
        if moved is not None:
            return moved
        module, _, member = name.rpartition(".")
        new = self._modules.get(name) or self.new_module(module)
        if new is None or self.advice(name) is not None:
            return None
        new = new if name in self._modules else f"{new}.{member}"
        return self._names.get(new, new)

    def advice(self, name: str) -> str | None:
        """Say what to do where a module or a name is gone or deprecated; None if it is there, or has only moved."""
        if name in self._names:
            return None
        module, _, member = name.rpartition(".")
        current = f"{self.new_module(module) or module}.{member}"
        return self._gone.get(name) or self._gone.get(current) or self._deprecated.get(current)

    def is_deprecated(self, name: str) -> bool:
        """Whether a name, or the module that it is in, is still there and not to be used any more."""
        return name in self._deprecated or (name not in self._gone and name.rpartition(".")[0] in self._deprecated)

    def module_advice(self, module: str) -> str | None:
        """Say what to do where a module, or the package that it was in, is gone."""
        parts = module.split(".")
        packages = (".".join(parts[:length]) for length in range(len(parts), 1, -1))
        return next((advice for package in packages if (advice := self.advice(package)) is not None), None)


@cache
def moves() -> Moves:
    """Give the table that comes with netfix."""
    text = resources.files("netfix.analysis").joinpath("data/twisted_moves.json").read_text(encoding="utf-8")
    return Moves(json.loads(text))
