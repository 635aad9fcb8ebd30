"""The tokens of Python 2 programs: those that fissix gives, or `Unusual`."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from netfix.engine.parsing import ParseFailed
from netfix.engine.python2 import Python2Tree
from netfix.engine.python2_grammar import STATEMENT_KEYWORDS
from netfix.engine.python2_parser import automaton_of, fissix_tokens, parse_python2
from netfix.engine.python2_tokens import Unusual, leaves_of

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

STATEMENTS = frozenset(STATEMENT_KEYWORDS)
USUAL = {
    "nothing": "",
    "comments only": "# a\n\n  # b\n",
    "no newline at the end": "if x:\n    print x",
    "blocks": "if a:\n    if b:\n\tc\n    d\nelif e: f\n# end\n",
    "comments between blocks": "if x:\n    pass\n  # odd\n\n# even\n    y\nz\n",
    "brackets over lines": "f(a, # one (\n\n  b)\n[\n1\n]\n",
    "continued lines": "x = \\\n  1 + \\\n\\\n2 # c\ny \\\n\n",
    "a line that begins by continuing": "if x:\n    \\\n  y\n\\\n# c\nz\n",
    "strings": "'a\\'b' \"\" '' \"#\" u'x' Ur'\\' b\"y\" BR'''\n'\\'''' r\"\"\"\"\\\"\"\"\"\n",
    "strings over lines": 'x = \'a\\\nb\' + """c\n\\"""d""" + \'\'\'\\\n\'\'\'\n',
    "strings against names": "print'a'\"b\"if'c'in\"d\"else'e'\n",
    "numbers": "0 00 0777 0xFfL 1L 10l 1. .5 1.5e-3J 1e5 2j 09.5 0o17 1..x (1)\n",
    "operators": "a**b**=c//d//=e>>f>>=g<<h<<=i<>j!=k<=l>=m==n|=o^p&=q%=r~-+s@t.u;v:w`x`\n",
    "letters beyond ASCII in strings and comments": 'x = "äöü€𝄞" # é\ny\n',
}
UNUSUAL = {
    "carriage return": "x\r\n",
    "form feed": "x = 1 \f+ 2\n",
    "f-string": "f'{x}'\n",
    "raw bytes the other way round": "rb'x'\n",
    "name beyond ASCII": "naïve\n",
    "digit beyond ASCII": "1٣\n",
    "underscore in a number": "1_0\n",
    "underscore in a fraction": "1.5_0\n",
    "binary long": "0b1L\n",
    "number against a name": "1if x else 2\n",
    "attribute of a number": "1.real\n",
    "attribute that is a number": "x.0x1f\n",
    "no octal number": "08\n",
    "arrow": "def f() -> x: pass\n",
    "walrus": "(x := 1)\n",
    "product of matrices in place": "x @= y\n",
    "async": "async\nx\n",
    "no token": "x ? y\n",
    "string without end": "x = 'a\ny = '\n",
    "text without end": 'x = """a\n""\n',
    "backslash at the end": "x = 1\\",
    "bracket without end": "f(\n",
    "bracket without beginning": "f)\n",
    "indentation that no block has": "if x:\n        y\n    z\n",
    "deep brackets": "(" * 300 + ")" * 300 + "\n",
}
#: What random programs are made of.
FRAGMENTS = [
    *"'\"\\()[]{}#.,:;=`~$@ \t\n", '"""', "'''", "\\\n", "\n    ", "\n\t", "\n        ", "\n\n# c\n", " \\\n ", "if x:",
    "print ", "exec ", "lambda (a, b): a", "x", "é", "ur'x'", "rb'x'", "f'x'", "b'''x\n'''", 'u"x\\\ny"', "0", "08",
    "0x1f", "0b1", "L", "1_0", "1.", "1.e5", ".5", "1j", "->", ":=", "@=", "<>", "**", "//=", "async ", "\f",
]  # fmt: skip


def _described(leaf: Node) -> tuple[int, str, str, int, int]:
    label = automaton_of(STATEMENTS)[0].label(leaf)
    return label, leaf.kind, leaf.value, leaf.start, leaf.end


def _read(text: str) -> list[tuple[int, str, str, int, int]]:
    labels, leaves = leaves_of(text, automaton_of(STATEMENTS)[1])
    assert [leaf.first for leaf in leaves] == [leaf.last for leaf in leaves] == list(range(len(leaves)))
    assert labels == [_described(leaf)[0] for leaf in leaves]
    return [_described(leaf) for leaf in leaves]


@pytest.mark.parametrize("text", USUAL.values(), ids=USUAL)
def test_what_is_usual_is_read_as_fissix_reads_it(text: str) -> None:
    assert _read(text) == [_described(leaf) for leaf in fissix_tokens(text)]


@pytest.mark.parametrize("text", UNUSUAL.values(), ids=UNUSUAL)
def test_what_only_fissix_knows_or_nobody_is_left_to_it(text: str) -> None:
    with pytest.raises(Unusual):
        leaves_of(text, automaton_of(STATEMENTS)[1])


def test_random_text_is_unusual_or_read_as_fissix_reads_it() -> None:
    chance = random.Random(2)  # noqa: S311 - the same each time
    usual = 0
    for _ in range(3000):
        text = "".join(chance.choices(FRAGMENTS, k=chance.randrange(1, 7)))
        try:
            found = _read(text)
        except Unusual:
            continue
        usual += 1
        assert found == [_described(leaf) for leaf in fissix_tokens(text)], repr(text)
    assert usual > 500


@pytest.mark.parametrize("text", [*USUAL.values(), *UNUSUAL.values()], ids=[*USUAL, *UNUSUAL])
def test_a_program_is_parsed_alike_or_refused_alike_by_either_tokenizer(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_text: str, _vocabulary: object) -> None:
        raise Unusual

    def parsed() -> object:
        try:
            leaves, inner = parse_python2(text, STATEMENTS)
        except ParseFailed as error:
            return error.line, error.reason
        return [_described(node) for node in (*leaves, *inner)]

    expected = parsed()
    monkeypatch.setattr("netfix.engine.python2_parser.leaves_of", refuse)
    assert parsed() == expected


def test_texts_of_tokens_are_remembered_for_each_set_of_statements() -> None:
    printed, called = "print x\n", "from __future__ import print_function\nprint(x)\n"
    for text, kind in ((printed, "print_stmt"), (called, "power"), (printed, "print_stmt")):
        assert any(node.kind == kind for node in Python2Tree.parse(text).nodes)
