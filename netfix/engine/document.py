"""One file's text as codemods see it: parsed, with its dialect, its names, and the way back to the user's text."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, TypeVar

from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Rewritten
from netfix.engine.normalise import carried_back, normalise, with_newlines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import libcst as cst

    from netfix.engine.codemod import SyntaxCodemod
    from netfix.engine.findings import Finding
    from netfix.engine.options import OptionValues
    from netfix.engine.project import Project
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree

FactT = TypeVar("FactT")


class Document:
    """A program's text in one dialect, for one target.

    `raw` is the file's text; `text` is what is parsed: the raw text with line feeds only, and for a Python 2 program
    the view of it in Python 3 syntax.
    """

    def __init__(
        self,
        raw: str,
        dialect: Dialect,
        target: Target,
        *,
        path: str = "<string>",
        syntax: Sequence[type[SyntaxCodemod]] = (),
        was_python2: bool = False,
        options: OptionValues | None = None,
        project: Project | None = None,
    ) -> None:
        """Read a text. `syntax` are the codemods that make the view of a Python 2 text. Raises ParseFailed.

        `options` are what the user has set for codemods; `project` are the other files of the run, None if the text is
        looked at by itself.
        """
        self.raw = raw
        self.dialect = dialect
        self.target = target
        self.path = path
        self.options: OptionValues = options or {}
        self.project = project
        #: Whether the text is Python 2, or was when netfix met it.
        self.was_python2 = was_python2 or dialect is Dialect.PYTHON2
        self._normalised = normalise(raw)
        self.syntax_findings: tuple[Finding, ...] = ()
        self._view = Rewritten(self._normalised.new, ())
        if dialect is Dialect.PYTHON2:
            from netfix.engine.python2 import python2_view  # noqa: PLC0415 - imports fissix

            view = python2_view(self._normalised.new, syntax)
            self._view = view.rewritten
            self.syntax_findings = tuple(self._to_raw(finding) for finding in view.findings)
        self.text = self._view.new
        self._facts: dict[object, object] = {}

    @property
    def tree(self) -> Tree:
        """The parsed text. Raises ParseFailed."""
        return self.fact(_tree)

    @property
    def scopes(self) -> Scopes:
        """What the names of the program mean."""
        return self.fact(_scopes)

    def fact(self, make: Callable[[Document], FactT]) -> FactT:
        """Give `make(self)`, worked out once: how codemods share an analysis."""
        if make not in self._facts:
            self._facts[make] = make(self)
        return self._facts[make]  # type: ignore[return-value]

    def afresh(self, known: Mapping[object, object]) -> Document:
        """Give the same parsed text with nothing worked out yet but `known`, which is keyed as for `fact`.

        What is worked out about a file of a run may rest on the file that asks; the text itself is parsed only once.
        """
        other = copy(self)
        other._facts = {_tree: self.tree, _scopes: self.scopes, **known}  # noqa: SLF001 - of the same class
        return other

    @property
    def becomes_python3(self) -> bool:
        """Whether the text is Python 3 or is asked to be; in a later pass it can then be edited everywhere."""
        return self.dialect is Dialect.PYTHON3 or self.target is Target.PY3

    def is_verbatim(self, node: cst.CSTNode) -> bool:
        """Whether `node` stands in the user's text as it stands in the tree, not only in the view."""
        return self.is_verbatim_span(*self.tree.span(node))

    def is_verbatim_span(self, start: int, end: int) -> bool:
        """Whether a span of `text` stands in the user's text as it is."""
        return self._view.is_verbatim(start, end)

    def to_raw(self, finding: Finding) -> Finding:
        """Carry a finding on `text` back to `raw`. It loses its edits if the raw text has no place for them."""
        return self._to_raw(carried_back(finding, self._view, through_replaced=True))

    def _to_raw(self, finding: Finding) -> Finding:
        """Carry a finding on the normalised text back to `raw`, in the line ends used there."""
        carried = carried_back(finding, self._normalised, through_replaced=True)
        return carried._replace(edits=tuple(with_newlines(edit, self.raw) for edit in carried.edits))


def _tree(document: Document) -> Tree:
    from netfix.engine.tree import Tree  # noqa: PLC0415 - imports LibCST

    return Tree.parse(document.text)


def _scopes(document: Document) -> Scopes:
    from netfix.engine.scopes import Scopes  # noqa: PLC0415 - imports LibCST

    return Scopes(document.tree, document.dialect)
