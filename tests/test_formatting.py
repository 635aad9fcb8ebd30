"""Which value each placeholder shows, in all the ways of formatting."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.analysis.text.formatting import Formatting, call_formatting, literal_formatting, percent_formatting
from netfix.analysis.text.quotation import VALUE
from netfix.engine.tree import Tree


def formatting(source: str) -> Formatting | None:
    """Read the expression that is the whole of a program."""
    node = Tree.parse(f"x = {source}\n").of_kind(cst.Assign)[0].value
    if isinstance(node, cst.BinaryOperation):
        return percent_formatting(node)
    if isinstance(node, cst.Call):
        return call_formatting(node)
    assert isinstance(node, (cst.FormattedString, cst.ConcatenatedString))
    return literal_formatting(node)


def values(source: str) -> list[str | None]:
    """Give the code of the values that are shown, None for those that cannot be seen."""
    found = formatting(source)
    assert found is not None
    code = cst.Module([]).code_for_node
    return [code(one.value) if one.value is not None else None for one in found.shown]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("'%s' % a", ["a"]),
        ("'%s' % (a,)", ["a"]),
        ("'%s %s' % (a, b.c)", ["a", "b.c"]),
        ("'%*s %s' % (a, b, c)", ["b", "c"]),
        ("'%s %s' % (a, *b)", ["a", None]),
        ("'%s %s' % a", [None, None]),
        ("'%s' 'and %s' % (a, b)", ["a", "b"]),
        ("'%(x)s %(y)s' % {'x': a, 'y': b}", ["a", "b"]),
        ("'%(x)s' % {'x': a, **b}", ["a"]),
        ("'%(x)s' % dict(x=a)", ["a"]),
        ("'%(x)s' % a", [None]),
        ("'{} {}'.format(a, b)", ["a", "b"]),
        ("'{1} {0}'.format(a, b)", ["b", "a"]),
        ("'{x} {}'.format(a, x=b)", ["b", "a"]),
        ("'{0.x} {1[y]}'.format(a, b)", [None, None]),
        ("'{} {}'.format(a, *b)", ["a", None]),
        ("'{x}'.format(**a)", [None]),
        ("'{x}'.format_map(a)", [None]),
        ("f'{a} {b.c}'", ["a", "b.c"]),
        ("'%s' f'{a}'", ["a"]),
    ],
)
def test_values_are_found(source: str, expected: list[str | None]) -> None:
    assert values(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "'%s' % (a, b)",
        "'%s %s' % (a,)",
        "'%s %s' % 'a'",
        "'%s %s' % (a, b, *c, d)",
        "'%(x)s' % {'y': a}",
        "'%(x)s' % (a,)",
        "'%(x)s' % 'a'",
        "'no placeholder' % a",
        "b'%s' % a",
        "a % b",
        "'%s' + a",
        "f'%s' % a",
        "'{} {}'.format(a)",
        "'{x}'.format(a)",
        "'{}'.format_map(a)",
        "a.format(b)",
        "'{}'.join(a)",
        "'a' 'b'",
    ],
)
def test_what_does_not_fit_is_refused(source: str) -> None:
    assert formatting(source) is None


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("'%s' % a.name", "name"),
        ("'%s' % a.get_name()", "get_name"),
        ("'%s' % row['name']", "name"),
        ("'%s' % row[0]", ""),
        ("'%(name)s' % a", "name"),
        ("'{0.name}'.format(a)", "name"),
        ("'{0[name]}'.format(a)", "name"),
        ("'%s %s' % a", ""),
        ("f'{name}'", "name"),
    ],
)
def test_values_go_by_a_name(source: str, label: str) -> None:
    found = formatting(source)
    assert found is not None
    assert found.shown[0].label == label


@pytest.mark.parametrize("expression", ["{a=}", "{a!r}", "{a:>3}", "{a:}"])
def test_what_an_f_string_does_more_than_put_in_is_noticed(expression: str) -> None:
    found = formatting(f"f'{expression}'")
    assert found is not None
    assert found.shown[0].as_repr is None


def test_prose_has_a_sign_for_each_value() -> None:
    found = formatting("'a %s b %5d c' % (d, e)")
    assert found is not None
    assert found.prose == f"a {VALUE} b {VALUE} c"
    assert [found.in_prose(one) for one in found.shown] == [2, 6]
