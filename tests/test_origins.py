"""Which module a value comes from."""

from __future__ import annotations

from textwrap import dedent

import libcst as cst
import pytest

from netfix.analysis.values.origins import Origins
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def origin(text: str, *, through_calls: bool = True) -> str | None:
    """Give the foreign module from which the argument of `probe` comes."""
    document = Document(dedent(text), Dialect.PYTHON3, Target.PY3)
    (call,) = (
        call
        for call in document.tree.of_kind(cst.Call)
        if isinstance(call.func, cst.Name) and call.func.value == "probe"
    )
    return document.fact(Origins).foreign(call.args[0].value, through_calls=through_calls)


@pytest.mark.parametrize(
    "text",
    [
        "from lib import thing\nprobe(thing)",
        "import lib\nprobe(lib.thing.part[0])",
        "from lib import *\nprobe(thing)",
        "import lib\nx = lib.thing\ny = x\nprobe(y)",
        "import lib\nfor x in lib.things: probe(x)",
        "import lib\nclass A:\n    def f(self): self.x = lib.thing\n    def g(self): probe(self.x)",
        "import lib\nprobe(None or lib.thing)",
    ],
)
def test_values_are_followed_to_a_foreign_module(text: str) -> None:
    assert (origin(text) or "").startswith("lib")


@pytest.mark.parametrize(
    "text",
    ["import socket\nprobe(socket.thing)", "import twisted.web\nprobe(twisted.web.thing)", "import lib\nprobe(other)"],
)
def test_standard_and_ordinary_modules_are_not_foreign(text: str) -> None:
    assert origin(text) is None


def test_results_of_calls_count_if_asked_for() -> None:
    assert origin("import lib\nprobe(lib.make())") == "lib.make"
    assert origin("import lib\nprobe(lib.make())", through_calls=False) is None


def test_names_that_depend_on_each_other_come_to_an_end() -> None:
    assert origin("import lib\ndef f(x, y):\n    x = y\n    y = x\n    probe(x)") is None
