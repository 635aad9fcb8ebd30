"""Whether a file may be taken for a standard module, told from outlines and folders; as `names.candidates`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from netfix.analysis.names.shadowed import may_shadow_for_others, way_to
from netfix.engine.dialect import Dialect
from netfix.engine.outline import outline

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.outline import Outline


def may_import_itself(document: Document, name: str) -> bool:
    """Whether an import of a script called `name` may come to import `name`, and find the script."""
    is_python2 = document.dialect is Dialect.PYTHON2 and bool(document.syntax_findings)
    is_script = document.text.startswith("#!")
    if not (is_python2 or is_script or "__name__" in document.text):
        return False
    known = document.fact(outline)
    if known is None:
        return True
    if not (is_python2 or is_script or any(map(_asks_for_main, known.of_kind(ast.If)))):
        return False
    froms = known.of_kind(ast.ImportFrom)
    if any(one.level or any(alias.name == "absolute_import" for alias in one.names) for one in froms):
        return False
    return any(way_to(module, name, document.dialect) for module in _modules(known))


def _modules(known: Outline) -> set[str]:
    """Give the modules that absolute imports name."""
    modules = {alias.name for one in known.of_kind(ast.Import) for alias in one.names}
    return modules | {one.module for one in known.of_kind(ast.ImportFrom) if one.module and not one.level}


def _asks_for_main(statement: ast.If) -> bool:
    test = statement.test
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


def may_be_found_by_others(document: Document, name: str) -> bool:
    """Whether a script beside the file imports what the file is called."""
    project = document.project
    if project is None or not may_shadow_for_others(document, name):
        return False
    imports = re.compile(rf"\bimport\b.*\b{name}\b|\bfrom\s+{name}\b")
    sources = (project.source(path) for path in project.beside(document.path))
    texts = (source.text for source in sources if source is not None)
    return any(("#!" in text or "__main__" in text) and imports.search(text) for text in texts)
