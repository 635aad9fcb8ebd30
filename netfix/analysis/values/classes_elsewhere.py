"""Classes, objects and functions of a run's other files, as one file knows them.

Beside `twisted_classes`, which asks this module where a name leads out of the file: a class there goes by its identity
(see `neighbours`), and comes back as itself where files import each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.neighbours import Neighbours, Place

if TYPE_CHECKING:
    from netfix.engine.document import Document


class ClassesElsewhere:
    """What names of other files mean in one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._neighbours = document.fact(Neighbours)

    def named(self, name: str | None) -> cst.ClassDef | str | None:
        """Give the class that a dotted name means, followed through the run's other files; else the name."""
        meant = self._neighbours.meaning(name, self._document) if name is not None else None
        if isinstance(meant, Place) and isinstance(meant.node, cst.ClassDef):
            return meant.node if meant.document is self._document else meant.identity
        return meant if isinstance(meant, str) and not meant.endswith("()") else name

    def bases(self, identity: str) -> list[cst.ClassDef | str]:
        """Give the bases of a class in another file, as far as they are known."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - which asks this module

        place = self._neighbours.place(identity)
        if place is None or not isinstance(place.node, cst.ClassDef):
            return []
        found = place.document.fact(Classes).bases(place.node)
        seen = (self._seen_from_here(base, place.document) for base in found)
        return [base for base in seen if base is not None]

    def _seen_from_here(self, base: cst.ClassDef | str, document: Document) -> cst.ClassDef | str | None:
        """Give what this file calls a class that another file knows."""
        if isinstance(base, cst.ClassDef) and document is not self._document:
            return self._neighbours.identity(document, base)
        if isinstance(base, str) and self._neighbours.is_identity(base):
            place = self._neighbours.place(base)
            own = place is not None and place.document is self._document
            return place.node if own and place is not None and isinstance(place.node, cst.ClassDef) else base
        return base

    def knows_bases(self, identity: str) -> bool:
        """Whether it is clear what all bases of a class in another file are."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - which asks this module

        place = self._neighbours.place(identity)
        if place is None or not isinstance(place.node, cst.ClassDef):
            return False
        return place.document.fact(Classes).knows_bases(place.node)

    def object_of(self, name: str | None) -> cst.ClassDef | str | None:
        """Give the class of the object that a variable of another file of the run holds."""
        meant = self._neighbours.meaning(name, self._document) if name is not None else None
        if not isinstance(meant, str) or not meant.endswith("()"):
            return None
        return self._seen_from_here(meant.removesuffix("()"), self._document)

    def function(self, name: str) -> cst.FunctionDef | str:
        """Give the function that a dotted name means, followed through the run's other files; else the name."""
        if self._neighbours.is_plain_class(name, self._document):
            return name
        meant = self._neighbours.meaning(name, self._document)
        if isinstance(meant, str):
            return name if meant.endswith("()") else meant
        if meant is None or meant.document is not self._document:
            return name if meant is None else meant.identity
        return meant.node if isinstance(meant.node, cst.FunctionDef) else name
