"""Passes, checks and the ways in which a rewrite is given up."""

from __future__ import annotations

from typing import ClassVar

import libcst as cst
import pytest

from netfix.codemods import SYNTAX
from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.codemod import Codemod, Registered
from netfix.engine.edits import Edit
from netfix.engine.findings import Finding, RewriteFailed, Safety, manual, safe, unsafe
from netfix.engine.passes import select_compatible
from netfix.engine.rewrite import fix
from netfix.engine.settings import Settings
from netfix.manual import Manual

MANUAL = Manual("Replace a name by another", "", "", "")


class Renames(Codemod, abstract=True):
    """Replaces names as `names` says; for these tests."""

    names: ClassVar[dict[str, str]] = {}
    needles = (b".",)
    family = "test"
    manual = MANUAL

    def visit_Name(self, node: cst.Name) -> None:
        if node.value in self.names:
            self.report(node, cst.Name(self.names[node.value]), safe("it is a test"))


class AToB(Renames, abstract=True):
    name = "a-to-b"
    names: ClassVar[dict[str, str]] = {"a": "b"}


class BToA(Renames, abstract=True):
    name = "b-to-a"
    names: ClassVar[dict[str, str]] = {"b": "a"}


class BToC(Renames, abstract=True):
    name = "b-to-c"
    names: ClassVar[dict[str, str]] = {"b": "c"}


class BreaksSyntax(Codemod, abstract=True):
    name = "breaks-syntax"
    needles = (b".",)
    family = "test"
    manual = MANUAL

    def visit_Name(self, node: cst.Name) -> None:
        if node.value == "broken":
            self.report(node, None, safe("it is a test"), edits=[Edit(*self.tree.span(node), "1 +")])


class GrowsForEver(Codemod, abstract=True):
    name = "grows-for-ever"
    needles = (b".",)
    family = "test"
    manual = MANUAL

    def visit_Module(self, node: cst.Module) -> None:
        self.report(node, None, safe("it is a test"), edits=[Edit(0, 0, "x\n")])


class Doubts(Codemod, abstract=True):
    name = "doubts"
    needles = (b"doubt",)
    family = "test"
    manual = MANUAL

    def visit_Name(self, node: cst.Name) -> None:
        if node.value == "doubtful":
            self.report(node, cst.Name("sure"), unsafe("who knows"))
        if node.value == "doubted":
            self.report(node, cst.Name("sure"), manual("ask somebody"))


def settings(*codemods: type[Registered], unsafe: bool = False) -> Settings:
    return Settings(codemods, SYNTAX, unsafe=unsafe)


def test_what_one_rewrite_makes_possible_is_done_by_the_next_pass() -> None:
    fixed = fix("x = a\n", settings(AToB, BToC))
    assert fixed.text == "x = c\n"
    assert [finding.codemod for finding in fixed.applied] == ["a-to-b", "b-to-c"]
    assert [(finding.start, finding.end) for finding in fixed.applied] == [(4, 5), (4, 5)]


def test_codemods_that_undo_each_other_are_our_bug() -> None:
    with pytest.raises(RewriteFailed, match="b-to-a undo"):
        fix("x = a\n", settings(AToB, BToA))


def test_a_rewrite_that_never_ends_is_our_bug() -> None:
    with pytest.raises(RewriteFailed, match="grows-for-ever still found"):
        fix("pass\n", settings(GrowsForEver))


def test_a_rewrite_that_does_not_parse_names_the_culprit_alone() -> None:
    with pytest.raises(RewriteFailed, match=r"^the rewrite by breaks-syntax does not parse$"):
        fix("x = a\ny = broken\n", settings(AToB, BreaksSyntax))


def test_unsafe_rewrites_are_applied_on_request_only_and_manual_ones_never() -> None:
    text = "doubtful, doubted\n"
    assert fix(text, settings(Doubts)).text == text
    fixed = fix(text, settings(Doubts, unsafe=True))
    assert fixed.text == "sure, doubted\n"
    assert [finding.safety for finding in fixed.remaining] == [Safety.MANUAL]


def test_remaining_findings_stand_where_they_are_in_the_result() -> None:
    fixed = fix("a, a, doubted\n", settings(AToB, Doubts))
    (remaining,) = fixed.remaining
    assert fixed.text[remaining.start : remaining.end] == "doubted"
    longer = fix("doubtful, doubted\n", settings(Doubts, unsafe=True))
    assert longer.text[longer.remaining[0].start :] == "doubted\n"
    assert longer.at_origin(longer.remaining[0]).start == len("doubtful, ")


def test_a_needle_is_looked_for_before_anything_is_parsed() -> None:
    assert worth_analysing(b"x = doubtful", settings(Doubts))
    assert not worth_analysing(b"x = certain", settings(Doubts))
    assert not worth_analysing(b"x = doubtful", settings())


def test_positions_are_those_of_the_file_with_its_own_line_ends() -> None:
    text = "x = 1\r\n\fy = a\r\n"
    (finding,) = analyse(text, settings(AToB)).findings
    assert text[finding.start : finding.end] == "a"
    assert fix(text, settings(AToB)).text == "x = 1\r\n\fy = b\r\n"


@pytest.mark.parametrize(
    "text",
    ["x = a\ry = 1\r", "if x:\n\ty = a\n", "x = a", "x = a  \n\n\n", "\f\nx = a\n", "x = a \\\n  + 1\n"],
)
def test_everything_outside_the_edit_stays(text: str) -> None:
    assert fix(text, settings(AToB)).text == text.replace("= a", "= b")


def finding(codemod: str, *edits: Edit) -> Finding:
    return Finding(codemod, edits[0].start, edits[-1].end, Safety.SAFE, "", edits)


def test_of_overlapping_findings_the_first_is_made_and_the_other_waits() -> None:
    outer, inner, other = (
        finding("outer", Edit(0, 9, "x")),
        finding("inner", Edit(3, 4, "y")),
        finding("o", Edit(9, 10, "z")),
    )
    chosen, edits = select_compatible([outer, inner, other])
    assert chosen == [outer, other]
    assert edits == [Edit(0, 9, "x"), Edit(9, 10, "z")]


def test_the_edits_of_a_finding_are_made_together_or_not_at_all() -> None:
    first, second = finding("first", Edit(0, 2, "x")), finding("second", Edit(1, 3, "y"), Edit(8, 9, ""))
    assert select_compatible([first, second]) == ([first], [Edit(0, 2, "x")])


def test_a_line_that_is_put_into_a_block_waits_for_the_blocks_new_indentation() -> None:
    text = "s = open()\ns.read()\nlast()\nafter()\n"
    block = [Edit(0, 10, "with open() as s:"), Edit(11, 11, "    "), Edit(20, 20, "    ")]
    indents = Finding("one", 0, 10, Safety.SAFE, "indents", tuple(block))
    adds_within = Finding("two", 11, 19, Safety.SAFE, "adds", (Edit(19, 19, "\ninside()"),))
    adds_at_the_end = Finding("two", 20, 26, Safety.SAFE, "adds", (Edit(26, 26, "\ninside()"),))
    adds_behind = Finding("two", 27, 34, Safety.SAFE, "adds", (Edit(34, 34, "\noutside()"),))
    for other in (adds_within, adds_at_the_end):
        assert select_compatible([indents, other], text)[0] == [indents]
        assert select_compatible([other, indents], text)[0] == [other]
    assert select_compatible([indents, adds_behind], text)[0] == [indents, adds_behind]


def test_an_edit_that_two_findings_ask_for_is_made_once() -> None:
    shared = Edit(0, 0, "import log\n")
    first, second = finding("first", shared, Edit(5, 6, "x")), finding("second", shared, Edit(8, 9, "y"))
    chosen, edits = select_compatible([first, second])
    assert chosen == [first, second]
    assert edits == [shared, Edit(5, 6, "x"), Edit(8, 9, "y")]


def test_a_finding_that_writes_what_is_there_already_is_not_applied() -> None:
    class WritesTheSame(Codemod, abstract=True):
        name = "writes-the-same"
        needles = (b".",)
        family = "test"
        manual = MANUAL

        def visit_Name(self, node: cst.Name) -> None:
            self.report(node, None, safe("it is a test"), edits=[Edit(*self.tree.span(node), node.value)])

    fixed = fix("x = 1\n", settings(WritesTheSame))
    assert (fixed.text, fixed.applied) == ("x = 1\n", ())
    assert len(fixed.remaining) == 1
