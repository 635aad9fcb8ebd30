"""What a codemod is: it sees nodes of a program and reports what should be written instead.

There are two kinds. A `Codemod` visits LibCST nodes, those of a Python 3 file or of the view through which a Python 2
file is read; nearly all are of this kind. A `SyntaxCodemod` visits fissix nodes of a Python 2 file and says how
syntax that Python 3 lacks is written in Python 3; all of them together make that view.

A codemod does no I/O, knows no option but those that it declares, and can be tested with two strings.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

from netfix.engine.findings import Finding, Safety, Verdict, manual
from netfix.manual import Manual

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import libcst as cst

    from netfix.engine.document import Document
    from netfix.engine.edits import Edit
    from netfix.engine.options import Option, Value
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree


class Registered:
    """What both kinds of codemod have: a name, a family and a manual, all derived from the module they stand in.

    `needles` are regular expressions over a file's bytes: a file in which none of them is found cannot hold anything
    for this codemod, and is not parsed for its sake.
    """

    name: ClassVar[str]
    family: ClassVar[str]
    manual: ClassVar[Manual]
    needles: ClassVar[tuple[bytes, ...]]
    #: Further such expressions, all of which must be found as well.
    requires: ClassVar[tuple[bytes, ...]] = ()
    #: Whether it looks at the comments that suppress findings, once all others have found theirs.
    audits_comments: ClassVar[bool] = False
    #: Codes under which other linters report the same, and whose comments count here, too.
    noqa: ClassVar[tuple[str, ...]] = ()
    #: What a user may set for it.
    options: ClassVar[tuple[Option, ...]] = ()
    #: Whether it looks at other files of the run, which must then all be read before any is written.
    reads_others: ClassVar[bool] = False
    #: Whether what it rewrites must be rewritten in other files of the run, too.
    rewrites_others: ClassVar[bool] = False
    #: Whether `runs_on` only saves time, so that where it says no, nothing is to be found.
    runs_on_content: ClassVar[bool] = False
    #: Whether it runs without being selected by name (or by a migration).
    by_default: ClassVar[bool] = True
    #: Whether, not running by default, it does where unsafe rewrites are asked for: what it adds is for those only.
    with_unsafe: ClassVar[bool] = False
    #: Whether, in a migration, it may look only at the program as it was: its result looks like what it rewrites.
    runs_once: ClassVar[bool] = False

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        """Derive name, family and manual. Raises ManualError if the module's docstring lacks a part of the manual."""
        super().__init_subclass__()
        if abstract:
            return
        parts = cls.__module__.split(".")
        cls.name = parts[-1].replace("_", "-")
        cls.family = parts[-2].replace("_", "-") if len(parts) > 1 else "local"
        cls.manual = Manual.of(sys.modules[cls.__module__].__doc__, cls.name)
        if not cls.needles:
            msg = f"{cls.name}: a codemod without needles would have every file parsed"
            raise TypeError(msg)

    @classmethod
    def safeties(cls) -> str:
        """Name the safeties that its findings can have: those whose functions its module imports."""
        module = vars(sys.modules[cls.__module__])
        return ", ".join(safety.value for safety in Safety if safety.value in module)

    def __init__(self) -> None:
        """Start with nothing found."""
        self.findings: list[Finding] = []

    def add(self, span: tuple[int, int], verdict: Verdict, edits: Iterable[Edit], message: str) -> None:
        """Note a finding. Its message is `message`, or the title, and then the verdict's reason."""
        text = f"{message or type(self).manual.title}: {verdict.reason}"
        kept = () if verdict.safety is Safety.MANUAL else tuple(sorted(set(edits)))
        self.findings.append(Finding(type(self).name, span[0], span[1], verdict.safety, text, kept))


class Codemod(Registered, abstract=True):
    """A codemod over LibCST nodes: methods `visit_Call`, `visit_Comparison`, … are called for each node of the class.

    Visiting is in source order, outer nodes first. `document` has the text, the tree, the dialect, the target.
    """

    def __init__(self, document: Document) -> None:
        """Look at one document; `visit_…` methods are called afterwards, then `finish`."""
        super().__init__()
        self.document = document

    @classmethod
    def runs_on(cls, document: Document) -> bool:  # noqa: ARG003 - for codemods that mind the dialect or the target
        """Whether the codemod has anything to say of programs of this dialect and target."""
        return True

    @classmethod
    def may_find(cls, document: Document) -> bool:  # noqa: ARG003 - for codemods that can tell
        """Whether a closer look at the text leaves anything to find; LibCST, which takes far longer, waits for it."""
        return True

    def finish(self) -> None:
        """Report what can only be said after all nodes were visited."""

    def option(self, name: str) -> Value:
        """Give what the user has set for the option `name` that the codemod declares, or its default."""
        declared = next(option for option in type(self).options if option.name == name)
        return self.document.options.get(type(self).name, {}).get(name, declared.default)

    @property
    def tree(self) -> Tree:
        """The parsed program, with parents and positions."""
        return self.document.tree

    @property
    def scopes(self) -> Scopes:
        """What names mean, see `engine.scopes`."""
        return self.document.scopes

    def report(
        self,
        node: cst.CSTNode,
        replacement: cst.CSTNode | None,
        verdict: Verdict,
        message: str = "",
        *,
        edits: Sequence[Edit] = (),
    ) -> None:
        """Report `node`, to be replaced by `replacement` (None: nothing, or what `edits` say).

        Nodes of the program that stand in `replacement` keep their text, so that findings inside them can be applied
        in the same pass. A rewrite that would lose a comment becomes a manual finding.
        """
        made, exact = list(edits), all(self.document.is_verbatim_span(edit.start, edit.end) for edit in edits)
        if replacement is not None:
            from netfix.engine.replace import replace_node  # noqa: PLC0415 - imports LibCST

            replaced = replace_node(self.tree, node, replacement)
            made += replaced.edits
            exact = exact and all(self.document.is_verbatim(moved) for moved in replaced.moved)
        if any(self.tree.loses_comment(edit) for edit in made):
            verdict = manual("a comment stands inside; rewrite by hand, so that it finds its place")
        elif not exact and not self.document.becomes_python3:
            verdict = manual("the rewrite would move Python 2 syntax about; rewrite by hand")
        self.add(self.tree.position(node), verdict, made if exact else (), message)


class SyntaxCodemod(Registered, abstract=True):
    """A codemod over the fissix nodes of a Python 2 file, for syntax that Python 3 does not have.

    Methods are named after the grammar's symbols: `visit_print_stmt`, `visit_except_clause`, … and `visit_NUMBER`,
    `visit_STRING`, … for tokens. The edits of all findings, manual ones included, make the view: they must lead to
    text that Python 3's grammar takes.
    """

    #: Whether the result is no longer what Python 2 would understand as the same program.
    leaves_python2: ClassVar[bool] = False

    def __init__(self, tree: Python2Tree) -> None:
        """Look at one Python 2 program."""
        super().__init__()
        self.tree = tree
        #: Edits that the view needs although the finding is manual.
        self.view_edits: list[Edit] = []

    def report(self, span: tuple[int, int], edits: Sequence[Edit], verdict: Verdict, message: str = "") -> None:
        """Report a span of the program's text and the edits that write it in Python 3.

        A rewrite that would lose a comment becomes a manual finding; the view is made with it all the same.
        """
        if any(self.tree.loses_comment(edit) for edit in edits):
            verdict = Verdict(Safety.MANUAL, "a comment stands inside; rewrite by hand, so that it finds its place")
        self.view_edits += edits
        self.add(span, verdict, edits, message)

    def finish(self) -> None:
        """Report what can only be said after all nodes were visited."""
