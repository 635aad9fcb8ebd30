"""Names are taken apart into words."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.analysis.names.written_names import last_name, names, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shell_cmd", ["shell", "cmd"]),
        ("htmlBody", ["html", "body"]),
        ("UPDATE_QUERY", ["update", "query"]),
        ("HTTPError", ["http", "error"]),
        ("_private2", ["private2"]),
        ("__name__", ["name"]),
        ("", []),
    ],
)
def test_words(name: str, expected: list[str]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(("source", "name"), [("a", "a"), ("a.b.c", "c"), ("f().c", "c"), ("f()", ""), ("1", "")])
def test_last_name(source: str, name: str) -> None:
    assert last_name(cst.parse_expression(source)) == name


def test_names_of_several_texts() -> None:
    assert names("a b", "c  d") == {"a", "b", "c", "d"}
