"""What Python 2's `print` owes after a statement that ends in a comma."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from interpreters import python2
from netfix.analysis.text.softspace import Ending, Next, ending_of, stream_of, what_follows
from netfix.codemods.python3.print_statement import PrintStatement
from netfix.engine.findings import Safety
from netfix.engine.python2 import Python2Tree, python2_view

if TYPE_CHECKING:
    from pathlib import Path

    from netfix.engine.python2_nodes import Node

ENDINGS = {
    Ending.TEXT: [
        '"a"', '"a "', '""', '"a" "b"', "1", "x == y", "not x", "`x`", "repr(x)", "len(x)", '"%d" % x', '"%s:" % x',
        '"%-5.2f" % x', '"%%" % ()', "[x]", "{}", "(1, 2)", "()", '("a")', '"-" * 70', 'x + "a"', '"a" if x else 1',
        'r"\\n"', '"\\\\n"', '"a{}b".format(x)', "(x for x in y)", "time.time()",
    ],
    Ending.LAYOUT: [
        '"a\\n"', '"\\t"', "'''\n'''", '"a" "\\n"', 'x + "\\n"', '"%s\\n" % x', '"\\x0a"', '"\\012"', '("a\\n")',
        '"\\r"',
        '"\\n" if x else "\\t"', '"{}\\n".format(x)', 'u"\\n"',
    ],
    Ending.UNKNOWN: [
        "x", "x.y", "f(x)", '"%s" % x', '"a" + x', 'x + ""', '"\\n" * x', '"{}".format(x)', '"a\\n" if x else "b"',
        "x % y",
        '"\\N{DASH}"', '"".join(x)', 'u"\\u000a"', '"%s" % x % y',
    ],
}  # fmt: skip


def first(text: str, kind: str) -> tuple[Python2Tree, Node]:
    tree = Python2Tree.parse(text)
    return tree, next(node for node in tree.nodes if node.kind == kind)


@pytest.mark.parametrize(("item", "ending"), [(item, ending) for ending, items in ENDINGS.items() for item in items])
def test_an_item_ends_as_it_is_printed(item: str, ending: Ending) -> None:
    _, statement = first(f"print {item}\n", "print_stmt")
    assert ending_of(statement.children[1]) is ending


FOLLOWING = {
    "print 1,\nprint 2\n": {Next.ITEM},
    "print 1,; print 2\n": {Next.ITEM},
    "print 1,\nprint\n": {Next.NEWLINE},
    "print 1,\nx = 2\nprint >>f, 3\nprint 4\n": {Next.ITEM},
    "print 1,\nsys.stdout.write('a')\n": {Next.WRITE},
    "print 1,\nsys.stdout.flush()\nprint 2\n": {Next.ITEM},
    "print 1,\nx = raw_input()\n": {Next.ITEM},
    "print 1,\n": {Next.EXIT},
    "print 1,\nsys.exit(0)\n": {Next.EXIT},
    "print 1,\nf()\nprint 2\n": {Next.CALL, Next.ITEM},
    "print 1,\nexec x\nprint 2\n": {Next.CALL, Next.ITEM},
    "def f():\n    print 1,\n": {Next.UNKNOWN},
    "def f():\n    print 1,\n    return x\n": {Next.UNKNOWN},
    "def f():\n    print 1,\n    raise x\n": {Next.UNKNOWN},
    "if x:\n    print 1,\nelse:\n    print\nprint 2\n": {Next.ITEM},
    "print 1,\nif x: print 2\nprint\n": {Next.ITEM, Next.NEWLINE},
    "print 1,\nif x: print 2\nelse: print\n": {Next.ITEM, Next.NEWLINE},
    "for x in y: print 1,\n": {Next.ITEM, Next.EXIT},
    "for x in y: print 1,\nprint\n": {Next.ITEM, Next.NEWLINE},
    "for x in y:\n    print 1,\nelse:\n    print\n": {Next.ITEM, Next.NEWLINE},
    "while 1:\n    print 1,\nprint\n": {Next.ITEM},
    "while 1:\n    print 1,\n    if x: break\nprint\n": {Next.ITEM, Next.NEWLINE},
    "while 1:\n    print 1,\n    continue\n    print\n": {Next.ITEM},
    "while x:\n    print 1,\n    break\n": {Next.EXIT},
    "try:\n    print 1,\nexcept E:\n    pass\nelse:\n    print\n": {Next.NEWLINE},
    "try:\n    print 1,\nfinally:\n    print\nprint 2\n": {Next.NEWLINE},
    "print 1,\ntry:\n    print 2\nexcept E:\n    print\nprint 3\n": {Next.ITEM, Next.NEWLINE},
    "with x:\n    print 1,\nprint 2\n": {Next.ITEM},
    "class A:\n    print 1,\nprint 2\n": {Next.ITEM},
    "print 1,\ndef f(): print\nprint 2\n": {Next.ITEM},
}


@pytest.mark.parametrize(("text", "expected"), FOLLOWING.items(), ids=FOLLOWING)
def test_what_may_come_next_is_followed_through_the_program(text: str, expected: set[Next]) -> None:
    tree, statement = first(text, "print_stmt")
    assert what_follows(tree, statement, "sys.stdout") == expected


def test_a_stream_is_known_by_its_name() -> None:
    assert [
        stream_of(first(f"print >>{written}, 1\n", "print_stmt")[1].children[2])
        for written in ("sys.stdout", "None", "self.log", "f()", "f[0]")
    ] == ["sys.stdout", "sys.stdout", "self.log", None, None]
    assert stream_of(None) == "sys.stdout"


UNDECIDABLE = {
    "for x in y:\n    print x,\nprint\n": "blank before a bare `print`",
    "def f():\n    print x,\n": "only if an item is printed next",
    "for x in y: print x,\n": "Python 2 ends the line when the script ends",
    "def f(g):\n    for line in g:\n        print line,\n": "newlines of their own",
    "for x in y: print >>f(), x,\n": "only if an item is printed next",
}


@pytest.mark.parametrize(("text", "advice"), UNDECIDABLE.items(), ids=UNDECIDABLE)
def test_what_cannot_be_decided_is_said(text: str, advice: str) -> None:
    findings = python2_view(text, [PrintStatement]).findings
    notes = [finding for finding in findings if finding.safety is Safety.MANUAL]
    assert len(notes) == 1
    assert advice in notes[0].message
    assert notes[0].edits == ()


EXACT = [
    'print "a",\nprint "b"\n', 'print "a",\nprint\n', 'print "a",\n', 'print "a\\n", "b"\n',
    'print "a\\n",\nprint "b"\n',
    'print "a\\n", "b", "c\\t", "d"\n', 'print "a\\t", 1,\nprint 2\n', 'print "",\nprint "b"\n',
    'print "a ",\nprint "b"\n',
    'import sys\nprint "a",\nsys.stdout.write("b\\n")\nprint "c"\n', 'for i in 1, 2:\n    print i,\nprint "done"\n',
    "print ('a'), 'b'\nprint ('a', 'b')\n",
    'class A:\n    def __str__(self): return "A"\nprint A(), A(),\nprint A()\n',
    "print()\nprint ((1, 2))\nprint (1, 2)[0]\nprint 1\n",
    'import sys\nprint >>sys.stdout, "a",\nprint >>sys.stdout, "b\\n", "c"\n', "print'a';print-1;print[1]\n",
    'import sys\nprint >>sys.stderr, "a",\nprint "b",\nprint "c"\n', 'while 1:\n    print "a",\n    break\nprint "b"\n',
    'print "%s\\n" % 1,\nprint "%s" % 2,\nprint 3\n',
]  # fmt: skip


@pytest.mark.python2
@pytest.mark.parametrize("text", EXACT)
def test_python3_prints_what_python2_printed(text: str, tmp_path: Path) -> None:
    interpreter = python2()
    assert interpreter is not None
    before, after = tmp_path / "before.py", tmp_path / "after.py"
    before.write_text(text)
    view = python2_view(text, [PrintStatement])
    after.write_text(view.rewritten.new)
    assert not [finding for finding in view.findings if finding.safety is Safety.MANUAL]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    printed = [
        subprocess.run([python, str(path)], capture_output=True, check=True, env=environment).stdout
        for python, path in ((interpreter, before), (sys.executable, after))
    ]
    assert printed[0] == printed[1]
