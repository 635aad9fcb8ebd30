"""Comments and statements as the lexer sees them, beside what Python's own tokenizer sees."""

from __future__ import annotations

import io
import sys
import tokenize
from pathlib import Path

import pytest

from netfix.engine.logical_lines import Layout

ROOT = Path(__file__).parent.parent
PROGRAMS = [*sorted((ROOT / "netfix").rglob("*.py")), *sorted((ROOT / "golden").glob("*/*.py"))]


def by_tokenize(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the spans of comments and of logical lines as `tokenize` has them. Raises what that raises."""
    starts = [0]
    for line in io.StringIO(text):
        starts.append(starts[-1] + len(line))
    comments: list[tuple[int, int]] = []
    statements: list[tuple[int, int]] = []
    current: tuple[int, int] | None = None
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        if token.type == tokenize.COMMENT:
            comments.append((start, end))
        elif token.type == tokenize.NEWLINE and current:
            statements.append(current)
            current = None
        elif token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.NEWLINE):
            current = (current[0] if current else start), end
    return comments, statements


def by_layout(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    layout = Layout(text)
    comments = [(comment.start, comment.end) for comment in layout.comments]
    return comments, [(statement.start, statement.end) for statement in layout.statements]


def test_sees_what_the_tokenizer_sees_in_every_program_that_it_reads() -> None:
    compared = 0
    for path in PROGRAMS:
        text = path.read_text(encoding="utf-8")
        try:
            expected = by_tokenize(text)
        except (tokenize.TokenError, SyntaxError):
            continue  # Python 2, which newer tokenizers refuse
        assert by_layout(text) == expected, path
        compared += 1
    assert compared > len(PROGRAMS) / 2


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_sees_the_same_whatever_ends_the_lines(newline: str) -> None:
    text = 'a = 1  # one\nb = """\n# no\n"""\nc = (  # two\n    2)\\\n\n# three\n'
    comments, statements = by_layout(text.replace("\n", newline))
    for found, expected in zip((comments, statements), by_layout(text), strict=True):
        said = [text.replace("\n", newline)[slice(*span)].replace(newline, "\n") for span in found]
        assert said == [text[slice(*span)] for span in expected]


@pytest.mark.parametrize(
    "line",
    [
        'print"# no"',
        "ur'# no'",
        "`'# no'`",
        '0777, "# no"',
        "'''\\''' # no'''",
        '"\\\\"',
        'r"\\" # no"',
        '"a" "# no"',
        'f"{x["# no"]}"',
        "f'{x!r:{'#'}>{10}}'",
        'f"{{# no}}"',
        'f"\\N{NUMBER SIGN}# no"',
        'f"{x:#x}"',
        'rf"\\{x}# no"',
        'f"{f"{f"#"}"}"',
        'f"""{\n# in a field\nx}"""',
        't"{x}# no"',
    ],
)
def test_takes_no_string_for_a_comment(line: str) -> None:
    text = f"x = {line}  # yes\ny = 2\n"
    layout = Layout(text)
    assert [text[comment.start : comment.end] for comment in layout.comments] == ["# yes"]
    assert len(layout.statements) == 2


@pytest.mark.skipif(sys.version_info < (3, 12), reason="f-strings were strings to the tokenizer before")
def test_agrees_with_the_tokenizer_on_nested_f_strings() -> None:
    text = 'x = f"{a["b"]:{c!r}} {{# no}} {d:#x}" # yes\n'
    assert by_layout(text) == by_tokenize(text)


@pytest.mark.parametrize(
    "text", ["x = 'never closed\ny = 1\n", 'x = f"{y\nz = 1\n', "x = (((\n", "'''", "f'{", "\\", ""]
)
def test_reads_what_is_no_program_to_its_end(text: str) -> None:
    layout = Layout(text)
    assert all(0 <= statement.start <= statement.end <= len(text) for statement in layout.statements)


def test_knows_the_statement_of_each_line_and_its_decorators() -> None:
    text = "a = (\n    1,\n)\n\n@one\n@two(\n    3)\ndef f(): pass\n"
    layout = Layout(text)
    on_lines = [layout.statement_at(layout.line_span(line)[0]) for line in range(8)]
    assert on_lines == [0, 0, 0, None, 1, 2, 2, 3]
    assert [layout.with_decorators(at) for at in range(4)] == [(0, 0), (1, 3), (1, 3), (1, 3)]
