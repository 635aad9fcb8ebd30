"""Prose is told from the languages that machines read."""

from __future__ import annotations

import pytest

from netfix.analysis.text.message_text import has_words, is_syntax, language
from netfix.analysis.text.quotation import VALUE


@pytest.mark.parametrize(
    "text",
    [
        "The requested document '@' was not found",
        "can't open '@': @",
        "Cannot select a row from the list '@'",
        "'@' object has no attribute '@'",
        "renamed '@' -> '@'",
        "Error in '@', line @: expected ';' but got '@'",
        "no rows where the name '@' is used",
        "usage of '@' is deprecated; use '@' instead",
        "Set the option '@' to '@'",
        "Copying '@' to '@'",
        "On '@' nothing happened",
        "command '@' returned with status @",
        "<@> said '@'",
        "50% of '@' done (@ of @)",
        "did you mean '@'?",
        "  '@': @ refused it",
    ],
)
def test_prose(text: str) -> None:
    assert language(text.replace("@", VALUE)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("select * from t where a = '@'", "SQL"),
        ("  INSERT INTO t VALUES ('@', '@')", "SQL"),
        ("delete from t where a like '@'", "SQL"),
        ("and name like '@'", "SQL"),
        ("DROP TABLE '@'", "SQL"),
        ("create user '@' identified by '@'", "SQL"),
        ("GRANT ALL ON @ TO '@'", "SQL"),
        ("<a href='@'>", "HTML or XML"),
        ("the <b>'@'</b> here", "HTML or XML"),
        ("'@'&nbsp;'@'", "HTML or XML"),
        ("{'name': '@'}", "JSON or a dictionary"),
        ("'@': '@'", "JSON or a dictionary"),
        ("['@', '@']", "JSON or a dictionary"),
        ("(?:'@')", "a regular expression"),
        ("^'@'", "a regular expression"),
        ("C:\\'@'", "text with backslashes"),
        ("grep '@' file", "a shell command"),
        ("run --name '@'", "a shell command"),
        ("play '@' | less", "a shell command"),
        ("import '@'", "program text"),
        ("puts '@';", "program text"),
        ("if x == '@':", "program text"),
        ('#include "@"', "program text"),
        ('  File "@", line @', "a traceback"),
        ('"@" -> "@"', "a graph in DOT"),
        ("http://example.com/'@'", "a URL"),
        ("LIST '@' '@'", "protocol text"),
        ("no '@'\r\n", "protocol text"),
    ],
)
def test_languages(text: str, name: str) -> None:
    assert language(text.replace("@", VALUE)) == name


@pytest.mark.parametrize(
    "text", ["x = '@'", "x='@'", "f('@')", "f(1, '@')", "a['@']", "{'@'}", "x += ['@']", "a + '@'"]
)
def test_literals_in_expressions_are_syntax(text: str) -> None:
    assert is_syntax(text, text.index("'@"))


@pytest.mark.parametrize("text", ["no '@'", "none ('@')", "one of ['@']", "f(1) is '@'", "file(s): '@'"])
def test_quotations_are_not_syntax(text: str) -> None:
    assert not is_syntax(text, text.index("'@"))


def test_words() -> None:
    assert has_words(f"no '{VALUE}'")
    assert not has_words(f"'{VALUE}': '{VALUE}' 5")
