"""Python 2 programs: reading them as Python 2.7 does, knowing where everything stands, and seeing them as Python 3."""

from __future__ import annotations

import ast
import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar

import pytest

from interpreters import python2
from netfix.codemods import SYNTAX
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit, Rewritten
from netfix.engine.findings import Safety, safe
from netfix.engine.parsing import ParseFailed
from netfix.engine.python2 import Python2Tree, python2_view
from netfix.engine.python2_nodes import Node

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = {
    "unicode before a token on the line": 'x = "äöü€𝄞"; print x, "é"\n',
    "tabs": 'if x:\n\tprint\t"a"\t,\t1\n',
    "continued lines": 'x = 1 + \\\n  2\nprint x, \\\n\t"y" # comment\n',
    "form feed in a line": 'x = 1 \f+ 2\nprint\f"a"\n',
    "no newline at the end": "if x:\n    print x",
    "comment without newline at the end": "print x\n# end",
    "backslash at the end": "x = 1\\",
    "backslash and newline at the end": "x = 1\\\n",
    "blanks at the end": "if x: pass\n\t  ",
    "comments between blocks": "if x:\n    pass\n  # odd\n\n# even\ny = 1\n",
    "strings over lines": 'x = """a\n\tb\n""" "c\\\nd"\nprint x\n',
    "nothing": "",
    "only comments": "# a\n\n  # b\n",
    "async before the end of a line": "async\nx = async\nif async: pass\n",
    "binary long": "x = 0b1L + 0B0l if 0b1 else L\n",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_every_token_stands_where_its_leaf_says(text: str) -> None:
    tree = Python2Tree.parse(text)
    written = [leaf for leaf in tree.leaves if leaf.kind not in {"NEWLINE", "INDENT", "DEDENT", "ENDMARKER"}]
    assert [text[leaf.start : leaf.end] for leaf in written] == [leaf.value for leaf in written]
    ends, starts = [0, *(leaf.end for leaf in tree.leaves)], [*(leaf.start for leaf in tree.leaves), len(text)]
    for end, start in zip(ends, starts, strict=True):
        assert end <= start
        assert all(line.split("#")[0].strip("\\ \t\f") == "" for line in text[end:start].split("\n"))


@pytest.mark.parametrize(
    "kinds", [("NAME",), ("power",), ("atom", "power", "trailer"), ("STRING", "atom", "print_stmt")]
)
def test_nodes_of_some_kinds_come_in_the_order_of_all_nodes(kinds: tuple[str, ...]) -> None:
    tree = Python2Tree.parse('print f(g("a")("b"), [h(("c"),)])(x.y)\nprint\nx = ((z(1)), "d")\n')
    assert tree.of_kinds(*kinds) == [node for node in tree.nodes if node.kind in kinds] != []
    assert tree.nodes == list(tree.root.walk())


def test_the_nodes_of_a_tree_that_nobody_has_are_gone_at_once() -> None:
    def nodes() -> int:
        return sum(isinstance(each, Node) for each in gc.get_objects())

    Python2Tree.parse("x = 1\n")
    gc.collect()
    gc.disable()
    try:
        before = nodes()
        tree = Python2Tree.parse("y = f(x)[1]\n" * 100)
        assert nodes() > before + len(tree.leaves) / 2
        del tree
        Python2Tree.parse("x = 1\n")  # the last tree is kept
        assert nodes() <= before
    finally:
        gc.enable()


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_nodes_come_in_source_order_and_hold_their_children(text: str) -> None:
    tree = Python2Tree.parse(text)
    assert [node.start for node in tree.nodes] == sorted(node.start for node in tree.nodes)
    for node in tree.nodes:
        for child in node.children:
            assert child.parent is node
            assert node.start <= child.start <= child.end <= node.end
            assert node.first <= child.first <= child.last <= node.last


PYTHON2 = [
    "print", "print a, b,", "print >>f, a", "print >>f", "exec a in b, c", "raise A, b, c", "x = `a, b`", "a <> b",
    "x = 0777L + 0xFFL + 00", "def f(a, (b, (c, d))=1, *e, **g): pass", "lambda (a, b): a", "x = ur'a' bR'b'",
    "try: pass\nexcept A, b.c: pass", "[x for x in 1, 2 if lambda: 1]", "f(x for x in y, *z)", "x[1, . . ., a:b]",
    "nonlocal = async = await = True = 1", "def f((a)): pass", "f((a)=1)", "from . . import a", "with a as b, c: pass",
    "class A(): pass", "x = {1, 2}; y = {a: b for a in c}", "lambda: (yield)",
    "if 1:\n\ta\n        b", "from __future__ import print_function\nprint(a, file=b)", "x = 'é'",
]  # fmt: skip
NOT_PYTHON2 = [
    "x: int = 1", "def f(a: int): pass", "def f() -> int: pass", "def f(a, *, b): pass", "async def f(): pass",
    "f'{a}'", "rb'a'", "1_000", "é = 1", "(a := 1)", "a @ b", "x = ...", "raise a from b", "yield from a",
    "a, *b = c", "print(*a)", "f(*a, b)", "{**a}", "[*a]", "class A(b, c=1): pass", "nonlocal a", "x = '",
    "match x:\n    case 1: pass", "try: pass\nexcept* A: pass", "def f(a, /): pass", "$", "if 1:\n  a\n b",
    "from __future__ import print_function\nprint a", "print >>f,", "raise a, b, c, d", "if 1:\npass", " x = 1",
    "@x[1]\ndef f(): pass", "(x for x in lambda: 1)", "x = " + "(" * 201 + ")" * 201, "x = (",
]  # fmt: skip


@pytest.mark.parametrize("text", PYTHON2)
def test_python2_is_read(text: str) -> None:
    assert Python2Tree.parse("# coding: utf-8\n" + text + "\n").complaint is None


@pytest.mark.parametrize("text", NOT_PYTHON2)
def test_python3_and_errors_are_refused(text: str) -> None:
    with pytest.raises(ParseFailed) as caught:
        raise Python2Tree.parse(text + "\n").complaint or AssertionError
    assert caught.value.reason


@pytest.mark.python2
@pytest.mark.parametrize("text", [*PYTHON2, *NOT_PYTHON2])
def test_python27_itself_agrees(text: str) -> None:
    interpreter = python2()
    assert interpreter is not None
    program = "# coding: utf-8\n" + text + "\n"
    check = "import sys, ast; ast.parse(sys.stdin.read())"
    ran = subprocess.run([interpreter, "-c", check], input=program.encode(), capture_output=True, check=False)
    assert (ran.returncode == 0) is (text in PYTHON2)


def test_an_error_names_its_line() -> None:
    with pytest.raises(ParseFailed) as caught:
        Python2Tree.parse("x = 1\nif x:\n    y = = 2\n")
    assert caught.value.line == 3
    assert "'='" in caught.value.reason


def test_print_is_a_function_only_if_it_is_imported() -> None:
    mentioned = '"""\nfrom __future__ import print_function\n"""\nprint ("a", "b")\n'
    assert any(node.kind == "print_stmt" for node in Python2Tree.parse(mentioned).nodes)
    imported = "from __future__ import (division,\n    print_function)\nprint ('a', 'b')\n"
    assert not any(node.kind == "print_stmt" for node in Python2Tree.parse(imported).nodes)


def test_half_converted_programs_are_read_with_a_complaint() -> None:
    tree = Python2Tree.parse("print(a, file=b)\ntry: pass\nexcept A, e: pass\n")
    assert tree.complaint is not None
    assert tree.complaint.line == 1
    assert any(node.kind == "except_clause" for node in tree.nodes)
    assert Python2Tree.parse("x = exec(a)\nprint(b, end='')\n").complaint is not None


def test_long_programs_need_no_deep_stack() -> None:
    text = "x = " + " + ".join(["a"] * 20_000) + "\nprint " + "not " * 5_000 + "x" + ".y" * 5_000 + "\n"
    tree = Python2Tree.parse(text)
    assert tree.source(tree.root) == text
    assert "print(" in python2_view(text, SYNTAX).rewritten.new


def test_reading_python2_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    program = (
        "import sys, netfix.engine.python2 as p\n"
        "assert not any(name.startswith('fissix') for name in sys.modules)\n"
        "p.Python2Tree.parse('print 1\\n')\n"
        "assert 'fissix' in sys.modules\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


def test_reading_python2_says_nothing_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        Python2Tree.parse("print 'nothing in the log'\n")
    assert caplog.records == []


def test_the_encoding_is_the_declared_one() -> None:
    assert Python2Tree.parse("#!/bin/x\n# -*- coding: latin-1 -*-\n").encoding == "latin-1"
    assert Python2Tree.parse("x = 1\ny = 2\n# coding: latin-1\n").encoding == "utf-8"


def test_fresh_names_are_those_of_no_variable() -> None:
    tree = Python2Tree.parse("error = x.caught\n")
    assert tree.fresh_name("caught") == "caught"
    assert tree.fresh_name("error") == "error_"


class Inserts(SyntaxCodemod, abstract=True):
    """Inserts a character at every number."""

    name: ClassVar[str] = "inserts"

    def visit_NUMBER(self, node: Node) -> None:
        """Insert."""
        self.view_edits.append(Edit(node.start, node.start, type(self).__name__[0]))


class AlsoInserts(Inserts, abstract=True):
    """Inserts another one."""


class Visits(SyntaxCodemod, abstract=True):
    """Notes in what order it is called."""

    name: ClassVar[str] = "visits"
    seen: ClassVar[list[str]] = []

    def visit_print_stmt(self, node: Node) -> None:
        """Note a statement."""
        self.seen.append(self.tree.source(node))

    def visit_NAME(self, node: Node) -> None:
        """Note a name."""
        self.seen.append(node.value)

    def finish(self) -> None:
        """Note the end."""
        self.seen.append("end")


def test_nodes_are_visited_outer_ones_first() -> None:
    Visits.seen.clear()
    python2_view("print a\nprint\n", [Visits])
    assert Visits.seen == ["print a", "print", "a", "print", "print", "end"]


def test_two_insertions_at_one_place_are_refused() -> None:
    assert python2_view("1\n", [Inserts]).rewritten.new == "I1\n"
    with pytest.raises(ParseFailed) as caught:
        python2_view("\n1\n", [Inserts, AlsoInserts])
    assert caught.value.line == 2


class DropsBrackets(SyntaxCodemod, abstract=True):
    """Writes `x` for everything in brackets."""

    name: ClassVar[str] = "drops-brackets"

    def visit_atom(self, node: Node) -> None:
        """Replace."""
        self.report(node.span, [Edit(node.start, node.end, "x")], safe("it is a test"), "a test")


def test_a_rewrite_that_loses_a_comment_is_only_reported() -> None:
    kept, lost = python2_view('y = (1, "# no comment")\nz = (1, # a comment\n2)\n', [DropsBrackets]).findings
    assert (kept.safety, len(kept.edits)) == (Safety.SAFE, 1)
    assert (lost.safety, len(lost.edits)) == (Safety.MANUAL, 0)


TOGETHER = """\
print "%s" % x.async, `1L`, lambda (a, (b, c)): [a <> b for a in 1, 2L]
print >>f[`0777`], ur"\\u0041\\d", [lambda (a): a for x in lambda: 1, 2]
def f((a, b)=(`1`, 0777)): x = 1; global x; print>>x.await, a <> b,
class A:
\tdef m(self, (c, d)):
\t    "doc"
\t    try: raise E, (c, `d`), tb
            except (A, B), self.x[`1`]: print`c`,; exec c.async in {`d`: 01}
            except C, (c, d):
\t\traise c or d, 0L
exec`1`in x.async
x.async = y.async = 1
x.async.await = lambda (a, b): a.async, 0777
raise(E), V
raise`E`, `V`, `T`
f(x.async for x in 1L, 2)
f(x.async for x in y.async, *z)
print(a.b).async, not(a)
"""


def test_conversions_of_nested_syntax_go_together() -> None:
    text = TOGETHER.replace("f(x.async for x in 1L, 2)\n", "[x.async for x in 1L, 2]\n")
    view = python2_view(text, SYNTAX)
    ast.parse(view.rewritten.new)
    assert [finding for finding in view.findings if finding.safety is Safety.MANUAL]


def test_offsets_lead_back_from_the_view() -> None:
    text = 'x = "é𝄞"\nprint x, `x`\nif x == None: print "ü"\n'
    rewritten = python2_view(text, SYNTAX).rewritten
    start = rewritten.new.index("x == None")
    assert rewritten.edit_to_old(Edit(start, start + 9, "x is None")) == Edit(
        text.index("x == None"), text.index("x == None") + 9, "x is None"
    )


def test_a_conversion_that_does_not_leave_python2_can_be_made_alone() -> None:
    text = "print a,\nx = `b` <> [c for c in 1, 2]\ntry: pass\nexcept A, e: pass\nexec a in lambda (b, c): '\\u1'\n"
    stays = {codemod.name for codemod in SYNTAX if not codemod.leaves_python2}
    findings = [finding for finding in python2_view(text, SYNTAX).findings if finding.codemod in stays]
    assert len(findings) == 7
    for finding in findings:
        assert Python2Tree.parse(Rewritten(text, finding.edits).new).complaint is None
