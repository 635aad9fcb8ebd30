"""Whether a file is a test: it may hold on purpose what is wrong in a program.

Told by what is in the file, not by its path: a program may stand in any folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_FRAMEWORKS = ("unittest", "unittest2", "pytest", "nose", "doctest", "twisted.trial", "mock")


def is_test_file(document: Document) -> bool:
    """Whether a file imports a framework for tests, or defines functions that such a one collects."""
    modules = [f"{imported.module}.{imported.name or ''}" for imported in document.scopes.imports]
    if any(module.startswith(f"{framework}.") for module in modules for framework in _FRAMEWORKS):
        return True
    return any(function.name.value.startswith("test_") for function in document.tree.of_kind(cst.FunctionDef))
