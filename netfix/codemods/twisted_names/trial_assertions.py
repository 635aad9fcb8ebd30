"""Call assertions of tests by the names that are theirs.

`failUnless`, `failIf` and their like are old aliases: the standard library lost them in Python 3.12, trial keeps them
and does not document them any more.

     from twisted.trial import unittest


     class ReaderTest(unittest.TestCase):
         def test_reads(self):
    -        self.failUnless(self.reader.lines)
    -        self.failUnlessEqual(self.reader.count, 1)
    +        self.assertTrue(self.reader.lines)
    +        self.assertEqual(self.reader.count, 1)

Part of `--migrate twisted`. Safe: in trial's TestCase, and in the standard library's, both names are the same method.
Unsafe where a class has a base of another module beside, which may define one of the two names anew. Left alone where a
class of the file does so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.classes import Classes

_OF_BOTH = {
    "assertAlmostEquals": "assertAlmostEqual",
    "assertEquals": "assertEqual",
    "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertNotEquals": "assertNotEqual",
    "assert_": "assertTrue",
    "failIf": "assertFalse",
    "failIfAlmostEqual": "assertNotAlmostEqual",
    "failIfEqual": "assertNotEqual",
    "failUnless": "assertTrue",
    "failUnlessAlmostEqual": "assertAlmostEqual",
    "failUnlessEqual": "assertEqual",
    "failUnlessRaises": "assertRaises",
}
_OF_TRIAL = {
    **_OF_BOTH,
    "failIfAlmostEquals": "assertNotAlmostEqual",
    "failIfEquals": "assertNotEqual",
    "failIfIdentical": "assertIsNot",
    "failIfIn": "assertNotIn",
    "failIfIsInstance": "assertNotIsInstance",
    "failIfSubstring": "assertNotSubstring",
    "failUnlessApproximates": "assertApproximates",
    "failUnlessEquals": "assertEqual",
    "failUnlessFailure": "assertFailure",
    "failUnlessFalse": "assertFalse",
    "failUnlessIdentical": "assertIs",
    "failUnlessIn": "assertIn",
    "failUnlessIsInstance": "assertIsInstance",
    "failUnlessSubstring": "assertSubstring",
    "failUnlessTrue": "assertTrue",
    "failUnlessWarns": "assertWarns",
}
_TRIAL = ("twisted.trial._asynctest.TestCase", "twisted.trial._synctest.SynchronousTestCase")


class TrialAssertions(Codemod):
    """Renames assertions of test cases."""

    by_default = False
    noqa = ("UP005",)
    reads_others = True
    needles = (rf"\b(?:{'|'.join(sorted(_OF_TRIAL))})\b".encode(),)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at one attribute."""
        old = node.attr.value
        if old not in _OF_TRIAL:
            return
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST

        classes = self.document.fact(Classes)
        owner = classes.of(node.value)
        new = self._new_name(classes, owner, old) if isinstance(owner, cst.ClassDef) else None
        if new is None or not isinstance(owner, cst.ClassDef):
            return
        verdict = safe("both names are the same method")
        if not self._is_all_known(classes, owner):
            verdict = unsafe("a base class of another module may define one of the two names anew")
        self.report(node, None, verdict, f"{old} is {new}", edits=[Edit(*self.tree.span(node.attr), new)])

    def _new_name(self, classes: Classes, owner: cst.ClassDef, old: str) -> str | None:
        """Give what an assertion is called, if the class inherits it from trial or the standard library."""
        names = _OF_TRIAL if classes.inherits(owner, *_TRIAL) else _OF_BOTH
        new = names.get(old)
        if new is None or not classes.inherits(owner, *_TRIAL, "unittest.TestCase", "unittest.case.TestCase"):
            return None
        return None if classes.defines(owner, old) or classes.defines(owner, new) else new

    def _is_all_known(self, classes: Classes, owner: cst.ClassDef) -> bool:
        """Whether all classes above one are of the run's files, of Twisted or of the standard library."""
        return all(
            each.startswith(("twisted.", "unittest.")) or classes.knows_bases(each)
            if isinstance(each, str)
            else classes.knows_bases(each)
            for each in classes.ancestors(owner)
        )
