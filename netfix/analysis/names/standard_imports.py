"""Which modules of the standard library import which others when they are imported.

Read from the sources of CPython 3.11.7 and 2.7.18: import statements that run when the module is imported, on any
platform; what stands in functions, under a test of the platform or in a handler is left out. `loaded` are the modules
that Python has before a program starts (`python -S`, and what `site` needs): a file of that name is never taken for
one of them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from netfix.engine.dialect import Dialect


class StandardImports:
    """The imports among the modules of one version's standard library."""

    def __init__(self, loaded: str, imports: dict[str, str]) -> None:
        self.loaded = frozenset(loaded.split())
        self._imports = {module: frozenset(names.split()) for module, names in imports.items()}

    def knows(self, module: str) -> bool:
        """Whether a module of the standard library imports others."""
        return module in self._imports

    def path(self, module: str, needed: str) -> tuple[str, ...]:
        """Give how importing `module` comes to import `needed`, both included; empty if it does not.

        Of several ways, one of the shortest.
        """
        waiting: list[tuple[str, ...]] = [(module,)]
        seen = {module}
        for way in waiting:
            for name in sorted(self._imports.get(way[-1], ())):
                if name == needed:
                    return (*way, name)
                if name not in seen:
                    seen.add(name)
                    waiting.append((*way, name))
        return ()


@cache
def standard_imports(dialect: Dialect) -> StandardImports:
    """Give the imports of a version's standard library."""
    text = resources.files("netfix.analysis").joinpath("data/standard_imports.json").read_text(encoding="utf-8")
    version = json.loads(text)["python2" if dialect is Dialect.PYTHON2 else "python3"]
    return StandardImports(version["loaded"], version["imports"])
