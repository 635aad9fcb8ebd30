"""What is joined to a text by `+` is read with it."""

from __future__ import annotations

import pytest

from analysed import Analysed
from netfix.analysis.text.quotation import VALUE
from netfix.analysis.text.surroundings import surroundings


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("probe(x)", "", ""),
        ("'a' + probe(x)", "a", ""),
        ("probe(x) + 'b'", "", "b"),
        ("'a' + y + probe(x) + 'b' + 'c'", f"a{VALUE}", "bc"),
        ("'a' + (probe(x) + 'b')", "a", "b"),
        ("('a' + 'b') + probe(x)", "ab", ""),
        ("'a %s' % y + probe(x) + 'b {}'.format(y) + f'c {y}'", f"a {VALUE}", f"b {VALUE}c {VALUE}"),
        ("'a' 'b' + probe(x)", "ab", ""),
        ("'a' * probe(x)", "", ""),
    ],
)
def test_surroundings(source: str, before: str, after: str) -> None:
    analysed = Analysed(f"z = {source}\n")
    argument = analysed.tree.parent(analysed.expression)
    assert argument is not None
    call = analysed.tree.parent(argument)
    assert surroundings(analysed.tree, call) == (before, after)  # type: ignore[arg-type]


def test_long_chains_are_read_without_recursion() -> None:
    analysed = Analysed("z = " + " + ".join(["'a'"] * 150) + " + probe(x)\n")
    call = analysed.tree.parent(analysed.tree.parent(analysed.expression))  # type: ignore[arg-type]
    assert surroundings(analysed.tree, call) == ("a" * 150, "")  # type: ignore[arg-type]
