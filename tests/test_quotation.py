"""Which quotes in prose belong to what they enclose."""

from __future__ import annotations

import pytest

from netfix.analysis.text.quotation import VALUE, is_quoted


def quoted(text: str) -> bool:
    """Whether the `@` in a text stands in quotes of its own."""
    at = text.index("@")
    return is_quoted(text.replace("@", VALUE), at, at + 1)


@pytest.mark.parametrize(
    "text",
    [
        "'@'",
        '"@"',
        "no '@' here",
        "no '@', no",
        "no '@'.",
        "no ('@')",
        "'@': no",
        "from '@'-'x'",
        "can't open '@'",
        "the users' file '@' isn't there",
        "'this' and '@'",
        "\"this\" and '@'",
        "rock 'n' roll '@'",
        "5\" disk '@'",
        "no\n'@'\n",
        "不存在'@'文件",
    ],
)
def test_its_own_quotes(text: str) -> None:
    assert quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "@",
        "'@",
        "@'",
        "'@\"",
        "'a @'",
        "'@ a'",
        "'@'s",
        "o'@' clock",
        "'a '@' b'",
        "'a'@'b'",
        "\"'@'\"",
        "\"a '@' b\"",
        "`a '@' b`",
        "''@''",
        "'''@'''",
        "x='@'",
        "f'@'",
        "'@'.strip()",
        "'@','x'",
        "'x','@'",
        "'@':1",
        "\\'@\\'",
        "x" + VALUE + "'@'",
    ],
)
def test_quotes_of_something_else(text: str) -> None:
    assert not quoted(text)
