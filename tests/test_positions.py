"""Where single statements are: the same as in the whole."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from netfix.engine.edits import Edit
from netfix.engine.normalise import normalise
from netfix.engine.outline import outline_of
from netfix.engine.parsing import ParseFailed
from netfix.engine.positions import Pieces
from netfix.engine.source import Source
from netfix.engine.tree import Tree

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def check(tree: Tree) -> int:
    """Compare all places found piece by piece with those of the whole, and give how many there are."""
    pieces, number = Pieces(tree), 0
    for node in tree.nodes:
        found = pieces.around(node)
        if found is not None:
            number += 1
            assert found.full[node] == tree.positions.full[node]
            assert found.inner.get(node) == tree.positions.inner.get(node)
    return number


@pytest.mark.parametrize("folder", sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())[::3])
def test_pieces_of_golden_programs_stand_where_they_stand_in_the_whole(folder: str) -> None:
    for path in sorted((GOLDEN / folder).rglob("*.py"))[:12]:
        try:
            tree = Tree.parse(normalise(Source.read(str(path)).text).new)
        except ParseFailed:
            continue
        assert check(tree) or outline_of(tree.text) is None or not tree.of_kind(cst.SimpleStatementLine)


ODD = '''\
# a comment
x = "é"; y = (x,
        x) ; pass  # behind
if (x and
    "ü" == (y)):
    def f(): return x; pass
elif ((x)):
\tz = """
é
""" + x
else:
    if (x, y): pass
while not x: break
class C: a: int = 1
@f
class D:
    # comment
    del x ; x = [
  1,
    ]
type = 1
'''


def test_pieces_of_odd_layout_stand_where_they_stand_in_the_whole() -> None:
    assert check(Tree.parse(ODD)) > 30


def test_piece_of_a_text_that_cpython_does_not_read_is_found_in_the_whole() -> None:
    tree = Tree.parse("try:\n    pass\nexcept* A:\n    continue\nx = 1\n")
    name = tree.of_kind(cst.Assign)[0]
    assert tree.text[slice(*tree.span(name))] == "x = 1"


def test_comment_is_lost_only_if_it_stands_in_the_span() -> None:
    tree = Tree.parse("x = (1,  # one\n     '#')\n")
    assert tree.loses_comment(Edit(4, 23, "1"))
    assert not tree.loses_comment(Edit(4, 23, "1  # one"))
    assert not tree.loses_comment(Edit(20, 23, "1"))
