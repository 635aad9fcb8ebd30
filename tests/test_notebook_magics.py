"""What of a cell is IPython's."""

from __future__ import annotations

import pytest

from netfix.engine.magics import magics


def _found(source: str) -> list[str]:
    return [source[magic.start : magic.end] for magic in magics(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%matplotlib inline\nx = 1\n", ["%matplotlib inline"]),
        ("if a:\n    !ls\n    %cd x\nprint(1)", ["!ls", "%cd x"]),
        ("!curl -s \\\n  host\ny = 2", ["!curl -s \\\n  host"]),
        ("x = !ls\n", ["!ls"]),
        ("x, y = !ls\n", ["!ls"]),
        ("d['a'] = !ls\n", ["!ls"]),
        ("x = %timeit -o f()\n", ["%timeit -o f()"]),
        ("?len\n", ["?len"]),
        ("len?\n", ["len?"]),
        ("socket.socket??  \n", ["socket.socket??"]),
        ("pip install twisted\nx = 1\n", ["pip install twisted"]),
        ("cd ..\n", ["cd .."]),
        ("/f 1 2\n", ["/f 1 2"]),
        ("%%bash\nx == None\n", ["%%bash\nx == None\n"]),
        ("\n\n%%html\n<b>\n", ["\n\n%%html\n<b>\n"]),
        ("%%time\nx = 1\n", ["%%time"]),
        ("%%capture out\n%cd x\nx = 1\n", ["%%capture out", "%cd x"]),
        ("x = 1\r\n!ls\r\nx?\r\n", ["!ls", "x?"]),
    ],
)
def test_what_ipython_takes_for_its_own_is_found(source: str, expected: list[str]) -> None:
    assert _found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "f(a\n% b)\n",
        "x = a \\\n% b\n",
        "'''\n%x\n!ls\nwhat?\n'''\n",
        "f'''{a}\n%x\n'''\n",
        "# why?\nx = 1  # really?\n",
        "x = 'why?'\n",
        "x = 5 % 3\nx %= 2\n",
        "a != b\nx = a != b\n",
        "print('a=!b')\n",
        "ls = 1\ncat = ls\nrun(x)\nenv = {}\n",
        "x = 1\n%%bash\n"[:6],
        "",
    ],
)
def test_python_is_not_taken_for_magic(source: str) -> None:
    assert _found(source) == []


def test_a_cell_magic_counts_in_the_first_line_only() -> None:
    assert _found("x = 1\n%%bash\nls -l\n")[0] == "%%bash"
