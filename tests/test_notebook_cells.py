"""Cells as one program, and back."""

from __future__ import annotations

import ast

import pytest

from netfix.engine.cells import BrokenCell, Cells
from netfix.engine.findings import RewriteFailed

_SOURCES = (
    "%matplotlib inline\nimport socket\nnames = !ls",
    "",
    "%%bash\nls | wc",
    "s = socket.socket()\ns.send(b'x')",
    "if x == None:\r\n    !ls\r\nx",
    "  x = 1\n  !ls",
    "'é', (x)\n\n",
    "len?",
)


def test_the_program_is_python_and_gives_every_cell_back() -> None:
    cells = Cells(_SOURCES)
    ast.parse(cells.text)
    assert cells.split(cells.text) == list(_SOURCES)


def test_an_edit_lands_in_its_cell() -> None:
    cells = Cells(["a = 1\n", "b = 2", "c = 3"])
    assert cells.split(cells.text.replace("b = 2", "b = 22\nbb = 0")) == ["a = 1\n", "b = 22\nbb = 0", "c = 3"]


def test_a_line_before_everything_is_the_first_cells() -> None:
    cells = Cells(["a = 1\n", "b = 2"])
    assert cells.split("import os\n" + cells.text) == ["import os\na = 1\n", "b = 2"]


def test_a_place_is_told_in_the_cell_s_own_characters() -> None:
    cells = Cells(["%time\n", "x = !ls\ny = 1\nf(y)"])
    start = cells.text.index("f(y)")
    cell, first, last = cells.place(cells.text, start, start + 4)
    assert (cell, "x = !ls\ny = 1\nf(y)"[first:last]) == (1, "f(y)")


@pytest.mark.parametrize(
    ("source", "is_shown"),
    [
        ("x", True),
        ("f(x)\n\n# done\n", True),
        ("x = 1; f(x)", True),
        ("f(\n  x\n)", True),
        ("f(x);", False),
        ("(x) ;  # quiet", False),
        ("x = f(x)", False),
        ("for x in y:\n    f(x)", False),
        ("f(x)\n!ls", False),
        ("print 'a'\nf(x)", True),
        ("print 'a'\nf(x);", False),
        ("print f(x)", False),
        ("print 1\npass", False),
        ("print 1\nx = 2", False),
    ],
)
def test_the_value_that_a_cell_shows_counts_as_used(source: str, is_shown: bool) -> None:
    assert ("_netfix0_[0] = " in Cells([source]).text) == is_shown


@pytest.mark.parametrize(("source", "line"), [("x = (\n", 1), ("x = 1\ny = = 2\n", 2), ("'''", 1), ("if x:\n", 1)])
def test_a_cell_that_is_not_python_by_itself_is_named(source: str, line: int) -> None:
    with pytest.raises(BrokenCell) as raised:
        Cells(["x = 1", source, ")"])
    assert (raised.value.cell, raised.value.line) == (1, line)


def test_a_program_in_which_a_cell_is_lost_is_refused() -> None:
    cells = Cells(["x = 1\n", "y = 2\n", "!ls"])
    for line in cells.text.splitlines()[1:]:
        if "_netfix0_" in line:
            with pytest.raises(RewriteFailed):
                cells.split(cells.text.replace(line, ""))


def test_a_notebook_that_has_the_marks_in_it_gets_others() -> None:
    sources = ["x = '_netfix0_'\n#_netfix1_c1\n", "y"]
    cells = Cells(sources)
    assert cells.split(cells.text) == sources


def test_newer_python_than_the_one_that_runs_is_read() -> None:
    assert Cells(["await f()\n", "async with a:\n    pass\n"]).text
