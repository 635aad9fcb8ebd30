"""What a run is asked to do with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.findings import Safety
from netfix.engine.languages import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.codemod import Registered, SyntaxCodemod
    from netfix.engine.findings import Finding
    from netfix.engine.options import OptionValues
    from netfix.engine.project import Project, RunScope


# A named tuple for the reason given in `netfix.config.model`.
class Settings(NamedTuple):
    """What to look for and what may be applied.

    `codemods` run in this order; `syntax` are all that make a Python 2 view, selected or not; `unsafe` says whether
    unsafe rewrites are applied too; `options` are what the user has set for codemods; `scope` is the run whose files
    codemods may look at, None if each is looked at by itself. `extra_names` are names of codemods and families that
    netfix itself does not have.
    """

    codemods: Sequence[type[Registered]]
    syntax: Sequence[type[SyntaxCodemod]]
    target: Target = Target.PY3
    unsafe: bool = False
    options: OptionValues = {}  # noqa: RUF012 - nobody changes it
    scope: RunScope | None = None
    extra_names: frozenset[str] = frozenset()

    def may_apply(self, finding: Finding) -> bool:
        """Whether the finding's rewrite is there and allowed."""
        if not finding.edits:
            return False
        return finding.safety is Safety.SAFE or (self.unsafe and finding.safety is Safety.UNSAFE)

    @property
    def project(self) -> Project | None:
        """The files of the run, None if each is looked at by itself."""
        if self.scope is None:
            return None
        from netfix.engine.project import project_of  # noqa: PLC0415 - a text by itself has none

        return project_of(self.scope, self.target, self.syntax)
