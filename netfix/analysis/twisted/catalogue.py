"""What Twisted's own callables return, as data: which give Deferreds, which classes inherit from which.

The data is made by `tools/make_twisted_catalogue.py` from Twisted's annotations and docstrings. Dotted names are those
under which things are defined; `canonical` takes the names by which programs know them, those of 2003 included.
"""

from __future__ import annotations

import json
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEFERRED = "twisted.internet.defer.Deferred"


class Catalogue:
    """The data. `version` is that of the Twisted from which it was made."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.version = cast("str", data["twisted"])
        self.decorators = frozenset(cast("Sequence[str]", data["decorators"]))
        #: Method names which, whatever the object, belong to a Twisted class and return a Deferred.
        self.distinct_methods = frozenset(cast("Sequence[str]", data["distinct_methods"]))
        self._moved = cast("Mapping[str, str]", data["moved_modules"])
        self._aliases = cast("Mapping[str, str]", data["aliases"])
        self._functions = frozenset(cast("Sequence[str]", data["functions"]))
        self._classes = cast("Mapping[str, Mapping[str, Sequence[str]]]", data["classes"])
        self._failures = cast("Mapping[str, Sequence[str]]", data["failures"])

    @cached_property
    def _moved_prefixes(self) -> tuple[tuple[str, str], ...]:
        return tuple((f"{old}.", f"{new}.") for old, new in self._moved.items())

    def methods_giving_deferreds(self, classes: Iterable[str]) -> frozenset[str]:
        """Give the names of all methods, of these classes and of those above them, that return Deferreds."""
        above = {ancestor for name in classes for ancestor in self.ancestors(name)}
        return frozenset(method for name in above for method in self._classes.get(name, {}).get("deferreds", ()))

    def canonical(self, name: str) -> str:
        """Give the name under which Twisted defines what a program calls `name`; `name` itself if it is unknown."""
        for old, new in self._moved_prefixes:
            if name.startswith(old):
                name = new + name[len(old) :]
        owner, _, method = name.rpartition(".")
        return self._aliases.get(name) or (f"{self._aliases[owner]}.{method}" if owner in self._aliases else name)

    def old_modules(self, module: str) -> list[str]:
        """Give the names that a module had before it moved."""
        return [old for old, new in self._moved.items() if new == module]

    def is_class(self, name: str) -> bool:
        """Whether the canonical name is that of a class."""
        return name in self._classes

    def ancestors(self, name: str) -> Iterator[str]:
        """Give a class and those above it, nearest first; classes that are not Twisted's have nothing above them."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop(0)
            if current not in seen:
                seen.add(current)
                yield current
                waiting += self._classes.get(current, {}).get("bases", ())

    def inherits(self, name: str, *bases: str) -> bool:
        """Whether the class is one of `bases` or has one above it."""
        return any(ancestor in bases for ancestor in self.ancestors(name))

    def function_returns_deferred(self, name: str) -> bool:
        """Whether calling the function or class gives a Deferred; `module.Class.method` is looked up as a method."""
        if name in self._functions or (name in self._classes and self.inherits(name, DEFERRED)):
            return True
        owner, _, method = name.rpartition(".")
        return owner in self._classes and bool(self.method_returns_deferred(owner, method))

    def method_returns_deferred(self, owner: str, method: str) -> bool | None:
        """Whether the method of the class returns a Deferred; None if nothing is known of it."""
        for ancestor in self.ancestors(owner):
            facts = self._classes.get(ancestor, {})
            if method in facts.get("deferreds", ()):
                return True
            if method in facts.get("others", ()):
                return False
        return None

    def parts_with_method(self, method: str) -> frozenset[str]:
        """Give the parts of Twisted, as "twisted.mail", whose classes have a method that returns a Deferred."""
        owners = (name for name, facts in self._classes.items() if method in facts.get("deferreds", ()))
        return frozenset(".".join(name.split(".")[:2]) for name in owners)

    def failures_of(self, name: str) -> tuple[str, ...]:
        """Give the exception families with which the function, or `module.Class.method`, is known to fail."""
        if name in self._failures:
            return tuple(self._failures[name])
        owner = name.rpartition(".")[0]
        for ancestor in self.ancestors(owner):
            if ancestor in self._failures:
                return tuple(self._failures[ancestor])
        return ()


@cache
def catalogue() -> Catalogue:
    """Give the catalogue that comes with netfix."""
    text = resources.files("netfix.analysis").joinpath("data/twisted.json").read_text(encoding="utf-8")
    return Catalogue(json.loads(text))
