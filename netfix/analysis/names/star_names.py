"""Which names the star imports of a file bring, where the modules are files of its own project.

What cannot be told for certain is not guessed: a module that is no file beside the program, one that binds names
unseen, a list `__all__` that is put together, a package whose modules may become its attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.names.module_users import imported_path
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: What makes names of a module come and go without being written out in it.
_UNSEEN = re.compile(r"\b(?:f_globals|__globals__|func_globals|__dict__|modules|setattr|__getattr__|globals|exec)\b")
_MOST_STEPS = 20


def star_names(document: Document) -> frozenset[str] | None:
    """Give the names that the file's star imports bring, at the module's level; None if that cannot be told."""
    return _brought(document, frozenset())


def _brought(document: Document, seen: frozenset[str]) -> frozenset[str] | None:
    names: frozenset[str] = frozenset()
    for star in document.scopes.module.stars:
        project = document.project
        path = None if project is None else imported_path(project, document.path, star.module)
        if project is None or path is None or len(seen) > _MOST_STEPS:
            return None
        if path in seen:  # modules that take all of one another bring what each has of its own
            continue
        other = project.document(path)
        found = None if other is None else _exported(other, seen | {path}, is_package=path.endswith("__init__.py"))
        if found is None:
            return None
        names |= found
    return names


def _exported(module: Document, seen: frozenset[str], *, is_package: bool) -> frozenset[str] | None:
    """Give what `from module import *` takes."""
    scope = module.scopes.module
    if scope.binds_unseen or _UNSEEN.search(module.text):
        return None
    if scope.binds("__all__"):
        return _listed(module)
    brought = _brought(module, seen)
    if brought is None or is_package:
        return None
    return frozenset(name for name in {*scope.names, *brought} if not name.startswith("_"))


def _listed(module: Document) -> frozenset[str] | None:
    """Give the names of an `__all__` that is one display of texts, and is not used further."""
    bindings = module.scopes.module.bindings("__all__")
    value = bindings[0].value if len(bindings) == 1 else None
    if not isinstance(value, (cst.List, cst.Tuple)) or module.scopes.reads(module.scopes.module, "__all__"):
        return None
    texts = [each.value.evaluated_value for each in value.elements if isinstance(each.value, cst.SimpleString)]
    names = frozenset(text for text in texts if isinstance(text, str))
    return names if len(names) == len(value.elements) else None
