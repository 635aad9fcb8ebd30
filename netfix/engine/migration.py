"""Codemods for programs that were Python 2 when netfix met them, and are Python 3 by syntax now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.builtin_names import is_standard
from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.findings import Verdict, safe, unsafe

if TYPE_CHECKING:
    import libcst as cst

    from netfix.engine.document import Document


class MigrationCodemod(Codemod, abstract=True):
    """A codemod that only a migration runs: what it finds is right in a program of Python 3, and meant otherwise."""

    by_default = False

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program was Python 2 and is Python 3 by syntax now."""
        return document.was_python2 and document.dialect is Dialect.PYTHON3

    def unless_bound(self, why: str, at: cst.CSTNode) -> Verdict:
        """Say that a change of a name is safe because of `why`, or unsafe where code that is not seen may bind it."""
        for scope in self.scopes.scope_of(at).outwards():
            if scope.binds_unseen or not all(is_standard(star.module) for star in scope.stars):
                return unsafe("a star import, or code that is executed, may give the name another meaning")
        return safe(why)
