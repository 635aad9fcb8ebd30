"""On which line of a TOML file everything stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.config.show import _pair
from netfix.config.toml_lines import TomlError, key_lines, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.config.toml_lines import KeyPath

DOCUMENT = r'''# a = 1
a = 1
"b c" = "# no"  # comment
'd' = """
x = 1
[no]
"""
e.f = [  # items
    1,
    # between
    "two, ]", 'three',
    [4,
     5],
]
g = { h = 1, i.j = [
    2] , "k" = {} }

[ table ]
a = 1979-05-27T07:32:00Z

[[list]]
a = "one"

[[list]]
a = 'two'
[list.sub]
b = 1
[[list.more]]
c = """\""""
[ "quo.ted" . 'x' ]
"\u0061" = "y"
'''
LINES = {
    ("a",): 2,
    ("b c",): 3,
    ("d",): 4,
    ("e",): 8,
    ("e", "f"): 8,
    ("e", "f", 0): 9,
    ("e", "f", 1): 11,
    ("e", "f", 2): 11,
    ("e", "f", 3): 12,
    ("e", "f", 3, 1): 13,
    ("g", "h"): 15,
    ("g", "i", "j", 0): 16,
    ("g", "k"): 16,
    ("table",): 18,
    ("table", "a"): 19,
    ("list",): 21,
    ("list", 0): 21,
    ("list", 0, "a"): 22,
    ("list", 1): 24,
    ("list", 1, "a"): 25,
    ("list", 1, "sub", "b"): 27,
    ("list", 1, "more", 0, "c"): 29,
    ("quo.ted", "x"): 30,
    ("quo.ted", "x", "a"): 31,
}


def paths(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Give the path of everything in a document."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(cast("dict[str | int, object]", value).items())
    elif isinstance(value, list):
        items = list(enumerate(cast("list[object]", value)))
    for key, item in items:
        yield (*above, key)
        yield from paths(item, (*above, key))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_everything_is_where_it_stands(newline: str) -> None:
    text = DOCUMENT.replace("\n", newline)
    lines = key_lines(text)
    assert {path: lines.get(path) for path in LINES} == LINES
    assert set(paths(parse(text))) == lines.keys()


KEYS = st.text(min_size=1, max_size=4)
VALUES = st.one_of(st.integers(-9, 9), st.booleans(), st.text(max_size=6), st.lists(st.text(max_size=6), max_size=12))


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_every_key_and_item_has_a_line_on_which_it_is(values: dict[str, str | int | list[str]]) -> None:
    text = "\n".join(line for key, value in values.items() for line in _pair(key, value)) + "\n"
    text = text.replace("\x7f", "")  # which JSON writes as it is, and TOML does not allow
    document = parse(text)
    lines = key_lines(text)
    assert set(paths(document)) == lines.keys()
    assert [lines[key,] for key in document] == sorted(lines[key,] for key in document)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = \n", 1), ("a = 1\nb\n", 2), ("a = [\n1,\n", 2), ("a = 1\na = 2\n", 2), ("\n\n= 1", 3), ("a = '\n'", 1)],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(TomlError) as refused:
        parse(text)
    assert refused.value.line == line
    assert refused.value.reason.startswith("no TOML: ")
    assert "(at" not in refused.value.reason
    key_lines(text)  # comes to an end
