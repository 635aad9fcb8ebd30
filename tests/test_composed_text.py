"""Texts that are put together: what is written out is seen, and the rest is marked."""

from __future__ import annotations

import pytest

from netfix.analysis.text.composed_text import UNKNOWN, composed_text
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.lazy import cst


def text_of_probe(program: str, *, variables: bool = True) -> str:
    document = Document(program, Dialect.PYTHON3, Target.PY3)
    call = next(each for each in document.tree.of_kind(cst.Call) if document.tree.source(each.func) == "probe")
    return composed_text(document, call.args[0].value, variables=variables)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'a' 'b' + 'c'", "abc"),
        ("b'a' + other", f"a{UNKNOWN}"),
        ("'%s is %d%%' % (a, b)", f"{UNKNOWN} is {UNKNOWN}%%"),
        ("'{} and {name!r}'.format(a, name=b)", f"{UNKNOWN} and {UNKNOWN}"),
        ("f'a{{{b}\\n'", f"a{{{UNKNOWN}\n"),
        ("('a' + b).encode('ascii')", f"a{UNKNOWN}"),
        ("'-'.join(['a', b])", f"a-{UNKNOWN}"),
        ("bytes('a', 'ascii')", "a"),
        ("a[0]", UNKNOWN),
    ],
)
def test_what_is_not_written_out_is_marked_as_unknown(expression: str, text: str) -> None:
    assert text_of_probe(f"probe({expression})\n") == text


def test_a_variable_is_what_it_was_given_and_all_that_was_added() -> None:
    program = "head = 'a'\nhead += 'b'\nhead += other\nprobe(head)\n"
    assert text_of_probe(program) == f"ab{UNKNOWN}"
    assert text_of_probe(program, variables=False) == UNKNOWN


@pytest.mark.parametrize("program", ["head = 'a'\nhead = 'b'\nprobe(head)\n", "for head in heads:\n    probe(head)\n"])
def test_a_variable_with_several_values_is_unknown(program: str) -> None:
    assert text_of_probe(program) == UNKNOWN
