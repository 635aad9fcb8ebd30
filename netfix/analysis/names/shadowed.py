"""What a file is taken for that is called like a module of the standard library: by itself, by files beside it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.analysis.names.standard_imports import standard_imports
from netfix.engine.builtin_names import STANDARD_MODULES
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.dialect import Dialect
    from netfix.engine.document import Document
    from netfix.engine.project import Project

#: A folder with more files than this is no folder of scripts.
_MOST_NEIGHBOURS = 100


def way_to(module: str, name: str, dialect: Dialect) -> tuple[str, ...]:
    """Give how the import of `module` comes to import what a file called `name` shadows; empty if it does not."""
    known = standard_imports(dialect)
    if name in known.loaded:
        return ()
    if module.split(".", 1)[0] == name:
        return (module,)
    return known.path(module, name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that gets another module than it wants. `what` names what it wants, as a person would say it."""

    path: str
    what: str


def shadowed_for(document: Document, name: str) -> Wanted | None:
    """Give a script beside the file of `document` which imports the standard module `name` and gets this file.

    None if there is none, if the folder is a package, whose files are imported by longer names, and if all that the
    others take of the module is in this file, so that they may well mean it.
    """
    project = document.project
    if project is None or not may_shadow_for_others(document, name):
        return None
    beside = project.beside(document.path)
    return next((wanted for path in beside for wanted in _wanted_by(project, path, document, name)), None)


def may_shadow_for_others(document: Document, name: str) -> bool:
    """Whether a script beside the file may get it for the standard module `name`, as far as folders tell."""
    project = document.project
    if project is None or name not in STANDARD_MODULES or name in standard_imports(document.dialect).loaded:
        return False
    if project.exists(os.path.join(os.path.dirname(document.path), "__init__.py")):  # noqa: PTH118, PTH120 - strings
        return False
    return len(project.beside(document.path)) <= _MOST_NEIGHBOURS


def _wanted_by(project: Project, path: str, document: Document, name: str) -> Iterator[Wanted]:
    source = project.source(path)
    if source is None or not re.search(rf"\bimport\b.*\b{name}\b|\bfrom\s+{name}\b", source.text):
        return
    other = project.document(path)
    if other is None or not _is_script(other):
        return
    here = set(document.scopes.module.names)
    for imported in other.scopes.imports:
        if imported.module != name or any(
            isinstance(around, (cst.FunctionDef, cst.Try)) for around in other.tree.ancestors(imported.node)
        ):
            continue
        taken = {imported.name} if imported.name else _attributes(other, name)
        missing = sorted(taken - here - {"*"})
        if missing:
            yield Wanted(path, f"`{name}`, and misses `{missing[0]}`")
            return


def _is_script(document: Document) -> bool:
    return document.text.startswith("#!") or "__main__" in document.text


def _attributes(document: Document, module: str) -> set[str]:
    """Give the attributes of a module that a program takes by the module's name."""
    named = (document.scopes.qualified(node) for node in document.tree.of_kind(cst.Attribute))
    return {each.split(".")[1] for each in named if each and each.startswith(f"{module}.")}
