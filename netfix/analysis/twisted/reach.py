"""Whether a file may have to do with Twisted, told by its text and by the texts of the files that it imports.

To know it surely takes the file's imports, hence its tree; most files that are asked have no Twisted near them at all,
and this says so in a hundredth of the time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.engine.builtin_names import is_standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.document import Document
    from netfix.engine.project import Project

#: How many files away Twisted may be imported, as in `Neighbours`, and how many files are asked before a yes is given.
_MAX_DISTANCE = 2
_MAX_ASKED = 60

_CONTINUED = re.compile(r"\\\r?\n")
_IMPORTS = re.compile(r"\bfrom\s+(\.*[\w.]*)\s+import\b|\bimport[ \t]+([\w.][\w., \t]*)")
#: Calls that import what their argument says.
_CALLS = ("__import__", "import_module", "importorskip")


def may_be_about_twisted(document: Document) -> bool:
    """Whether the file, or one that its imports lead to, may import Twisted."""
    return document.fact(_may_be)


def _may_be(document: Document) -> bool:
    modules: Iterable[str] = ()
    if "twisted" in document.text or any(call in document.text for call in _CALLS):
        names = document.fact(possible_names)
        if names is None or "twisted" in names.packages:
            return True
        modules = (module for module, _ in names.modules)
    elif document.project is not None:
        modules = _imported(document.text)
    return document.project is not None and _leads_to_twisted(modules, document.path, document.project)


def is_of_run(document: Document, module: str, name: str | None) -> bool:
    """Whether what is imported, from a module with its leading dots, may stand in another file of the run."""
    bare = module.lstrip(".")
    level = len(module) - len(bare)
    top = bare.partition(".")[0]
    if document.project is None or (not level and (top == "twisted" or is_standard(top))):
        return False
    parts = [part for part in (*bare.split("."), name) if part and part != "*"]
    lengths = range(len(parts), -1 if level else 0, -1)
    return any(document.project.module_path(".".join(parts[:n]), document.path, level) is not None for n in lengths)


def _leads_to_twisted(modules: Iterable[str], importer: str, project: Project) -> bool:
    seen = {importer}
    near = [(name, importer) for name in modules]
    for _ in range(_MAX_DISTANCE):
        further: list[tuple[str, str]] = []
        for path in filter(None, (_module(name, importer, project) for name, importer in near)):
            if path in seen:
                continue
            seen.add(path)
            source = project.source(path)
            if len(seen) > _MAX_ASKED or (source is not None and "twisted" in source.text):
                return True
            further += ((name, path) for name in (_imported(source.text) if source is not None else ()))
        near = further
    return False


def _module(name: str, importer: str, project: Project) -> str | None:
    """Give the file of the run that a module's name means, None for one of the standard library."""
    bare = name.lstrip(".")
    level = len(name) - len(bare)
    return None if not level and is_standard(bare.partition(".")[0]) else project.module_path(bare, importer, level)


@lru_cache(maxsize=512)
def _imported(text: str) -> tuple[str, ...]:
    """Give the modules that may be imported, and some words that are none."""
    names: list[str] = []
    for module, several in _IMPORTS.findall(_CONTINUED.sub(" ", text)):
        names += [module] if module else (each.split()[0] for each in several.split(",") if each.strip())
    return tuple(dict.fromkeys(names))
