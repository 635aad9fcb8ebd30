"""Values are followed to what gives them."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.values.value_sources import ValueSources


def sources(program: str) -> set[str]:
    """Give the classes of the nodes that the probed value comes from."""
    analysed = Analysed(program)
    return {type(node).__name__ for node in ValueSources(analysed).of(analysed.expression)}


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("x = f()\nprobe(x)", "Call"),
        ("y = f()\nx = y\nprobe(x)", "Call"),
        ("try:\n    pass\nexcept E as x:\n    probe(x)", "ExceptHandler"),
        ("try:\n    pass\nexcept E as x:\n    y = x\n    probe(y)", "ExceptHandler"),
        ("for x in y: probe(x)", "For"),
        ("def f(x): probe(x)", "Param"),
        ("def x(): pass\nprobe(x)", "FunctionDef"),
        ("class X: pass\nprobe(X)", "ClassDef"),
        ("import x\nprobe(x)", "ImportAlias"),
        ("x = 'a' or f()\nprobe(x)", "SimpleString"),
        ("x = 'a' if y else 1\nprobe(x)", "Integer"),
        ("class A:\n    def f(self):\n        self.x = 1\n    def g(self):\n        probe(self.x)", "Integer"),
    ],
)
def test_sources(program: str, kind: str) -> None:
    assert kind in sources(program)


def test_names_that_depend_on_each_other_come_to_an_end() -> None:
    assert "Name" in sources("x = y\ny = x\nprobe(x)")


def test_what_is_written_is_a_source_of_itself() -> None:
    analysed = Analysed("probe(f(1))")
    assert ValueSources(analysed).of(analysed.expression) == [analysed.expression]
    assert isinstance(analysed.expression, cst.Call)
