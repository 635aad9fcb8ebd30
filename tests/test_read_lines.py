"""Which values are lines that were read from a file."""

from __future__ import annotations

import pytest

from netfix.analysis.network.read_lines import is_line, may_be_line
from netfix.engine.python2 import Python2Tree

LINES = {
    "a file opened in the loop": "for x in open(p): print x,\n",
    "a file opened before": "f = open(p)\nfor x in f: print x,\n",
    "a file opened by with": "with open(p) as f:\n    for x in f: print x,\n",
    "readlines": "for x in f.readlines(): print x,\n",
    "a list of lines": "lines = f.readlines()\nfor x in lines: print x,\n",
    "standard input": "for x in sys.stdin: print x,\n",
    "readline": "x = f.readline()\nwhile x:\n    print x,\n    x = f.readline()\n",
    "readline itself": "print f.readline(),\n",
}
MAYBE = {
    "an unknown name": "def g(f):\n    for line in f: print line,\n",
    "an attribute": "for line in self.file: print line,\n",
    "an unknown call": "for line in response(): print line,\n",
}
NEVER = {
    "pieces of a text": "for line in text.split('x'): print line,\n",
    "split lines": "lines = text.splitlines()\nfor line in lines: print line,\n",
    "a list": "for line in ['a']: print line,\n",
    "another name": "def g(f):\n    for x in f: print x,\n",
    "bound in other ways too": "for line in open(p):\n    line = line.strip()\n    print line,\n",
    "an attribute of it": "for line in open(p): print line.x,\n",
    "not bound here": "print line,\n",
}


def answers(text: str) -> tuple[bool, bool]:
    tree = Python2Tree.parse(text)
    statement = next(node for node in tree.nodes if node.kind == "print_stmt")
    return is_line(tree, statement.children[1]), may_be_line(tree, statement.children[1])


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_lines_that_were_read_are_known(text: str) -> None:
    assert answers(text)[0]


@pytest.mark.parametrize("text", MAYBE.values(), ids=MAYBE)
def test_what_is_called_line_may_be_one(text: str) -> None:
    assert answers(text) == (False, True)


@pytest.mark.parametrize("text", NEVER.values(), ids=NEVER)
def test_everything_else_is_none(text: str) -> None:
    assert answers(text) == (False, False)
