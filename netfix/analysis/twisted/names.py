"""What a file calls the things of Twisted, in the modules of today or of 2003."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.catalogue import catalogue
from netfix.engine.statements import import_edit, known_as

if TYPE_CHECKING:
    import libcst as cst

    from netfix.engine.document import Document
    from netfix.engine.edits import Edit


def name_of(document: Document, canonical: str, at: cst.CSTNode) -> tuple[str, list[Edit]]:
    """Give what to call a class or function of Twisted at a place, and the edit that imports its module if needed.

    A file that uses a module under its old name goes on to do so.
    """
    module, _, member = canonical.rpartition(".")
    used = {imported.module for imported in document.scopes.imports}
    used |= {f"{imported.module}.{imported.name}" for imported in document.scopes.imports}
    places = [*catalogue().old_modules(module), module]
    for place in places:
        known = known_as(document, f"{place}.{member}", at)
        if known is not None:
            return known, []
    place = next((each for each in places if each in used), module)
    package, _, name = place.rpartition(".")
    local, edits = import_edit(document, package, name, at)
    return f"{local}.{member}", edits
