"""Where only truth counts, and where an expression's text is shown."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.values.truth import breaks_lines, negation_of, only_truth_counts, shows_its_text


def probes(analysed: Analysed) -> list[cst.Call]:
    """Give the calls of `probe`."""
    calls = analysed.tree.of_kind(cst.Call)
    return [call for call in calls if isinstance(call.func, cst.Name) and call.func.value == "probe"]


@pytest.mark.parametrize(
    "text",
    [
        "if probe(x): pass",
        "while a and probe(x): pass",
        "assert probe(x) or b",
        "y = 1 if probe(x) else 2",
        "y = [a for a in b if probe(x)]",
        "y = not probe(x)",
        "y = bool(probe(x))",
        "match y:\n    case 1 if probe(x): pass",
    ],
)
def test_only_truth_counts_in_tests(text: str) -> None:
    analysed = Analysed(text)
    (call,) = probes(analysed)
    assert only_truth_counts(analysed.tree, analysed.scopes, call)


@pytest.mark.parametrize(
    "text",
    [
        "y = probe(x)",
        "y = probe(x) or 1",
        "f(probe(x))",
        "y = probe(x) if a else b",
        "if probe(x) == 1: pass",
        "if -probe(x): pass",
        "def bool(x): return x\ny = bool(probe(x))",
        "assert a, probe(x)",
    ],
)
def test_elsewhere_the_value_counts(text: str) -> None:
    analysed = Analysed(text)
    (call,) = probes(analysed)
    assert not only_truth_counts(analysed.tree, analysed.scopes, call)


def test_a_negation_is_found_from_its_operand() -> None:
    analysed = Analysed("y = not probe(x), -probe(x)")
    assert [negation_of(analysed.tree, call) is not None for call in probes(analysed)] == [True, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("f'{probe(x) = }'", True), ("f'{probe(x)}'", False), ("f'{f(probe(x))=}'", True), ("probe(x)", False)],
)
def test_f_strings_show_text_only_with_an_equals_sign(text: str, shown: bool) -> None:
    analysed = Analysed(text)
    assert shows_its_text(analysed.tree, analysed.expression) is shown


@pytest.mark.parametrize(
    ("source", "breaks"),
    [("a", False), ("f(\n1)", False), ("a +\n b", True), ("(a\n+ b)", False), ("a \\\n+ b", False)],
)
def test_line_breaks_need_brackets_unless_they_have_some(source: str, breaks: bool) -> None:
    assert breaks_lines(source) is breaks
