"""What makes `== None` more than a question for identity."""

from __future__ import annotations

from textwrap import dedent

import libcst as cst
import pytest

from netfix.analysis.values.equality import Equality
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def safety(text: str, *, is_test: bool = True, dialect: Dialect = Dialect.PYTHON3) -> str | None:
    """Give the safety of comparing what the call of `probe` is given, None where it is to be left alone."""
    document = Document(dedent(text), dialect, Target.PY3)
    (call,) = (
        call
        for call in document.tree.of_kind(cst.Call)
        if isinstance(call.func, cst.Name) and call.func.value == "probe"
    )
    verdict = document.fact(Equality).verdict(call.args[0].value, is_test=is_test)
    return None if verdict is None else verdict.safety.value


def test_nothing_hints_at_an_equality_of_its_own() -> None:
    assert safety("def f(peer): probe(peer)") == "safe"
    assert safety("def f(peer): probe(peer)", is_test=False) == "safe"


@pytest.mark.parametrize("library", ["numpy", "sqlalchemy"])
def test_values_beside_arrays_and_columns_are_left_alone(library: str) -> None:
    assert safety(f"import {library}\ndef f(x): probe(x)", is_test=False) is None
    assert safety(f"import {library}\ndef f(x): probe(x)") == "unsafe"
    assert safety(f"import {library}\nprobe('text'.strip())", is_test=False) == "safe"


@pytest.mark.parametrize(
    "text",
    [
        "from flask import current_user\nprobe(current_user)",
        "from unittest.mock import ANY\ndef f(x): probe(x)",
        "import weakref\np = weakref.proxy(o)\nprobe(p)",
        "from django.http import HttpResponse\ndef f(request): probe(request.user)",
        "class N:\n    def __eq__(self, o): return True\ndef f(x): probe(x)",
        "class N: pass\nsetattr(N, '__eq__', f)\nprobe(N())",
    ],
)
def test_what_may_be_equal_to_none_is_for_people(text: str) -> None:
    assert safety(text) == "manual"


def test_an_equality_that_asks_for_the_type_is_harmless() -> None:
    text = """
        class Peer:
            def __eq__(self, other):
                if not isinstance(other, Peer):
                    return NotImplemented
                return self.host == other.host
        def f(x): probe(x)
    """
    assert safety(text) == "safe"


def test_old_style_classes_answer_by_getattr_in_python2() -> None:
    text = "class P:\n    def __getattr__(self, name): return name\ndef f(x): probe(x)\n"
    assert safety(text) == "safe"
    assert safety(text, dialect=Dialect.PYTHON2) == "manual"


def test_attributes_of_classes_and_foreign_values_are_doubtful() -> None:
    assert safety("def f(User): probe(User.email)") == "unsafe"
    assert safety("class Config:\n    port = None\nprobe(Config.port)") == "safe"
    assert safety("from . import settings\nprobe(settings.port)") == "unsafe"
    assert safety("from .pool import Pool\ndef f(x): probe(x)", is_test=False) == "unsafe"
