"""Module variables that functions rewrite."""

from __future__ import annotations

from netfix.analysis.names.global_state import GlobalState
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def state(text: str) -> GlobalState:
    return GlobalState(Document(text, Dialect.PYTHON3, Target.PY3))


def test_writers_and_readers_are_told_apart() -> None:
    found = state("x = 0\ndef w():\n    global x\n    x = 1\nclass C:\n    def r(self):\n        return x\n")
    assert [(each.name, each.writers, each.readers) for each in found.names] == [("x", ("w",), ("C.r",))]
    assert found.functions == {"w", "C.r"}


def test_augmented_assignments_write_and_read() -> None:
    found = state("x = 0\ndef w():\n    global x\n    x += 1\n")
    assert (found.names[0].writers, found.names[0].readers) == (("w",), ("w",))


def test_what_is_only_declared_or_made_where_it_is_missing_is_no_shared_state() -> None:
    assert state("x = 0\ndef r():\n    global x\n    return x\n").names == ()
    assert state("x = None\ndef r():\n    global x\n    if x is None:\n        x = 1\n    return x\n").names == ()
    assert state("x = None\ndef r():\n    global x\n    if not x:\n        x = 1\n    return x\n").names == ()


def test_a_program_runs_something() -> None:
    assert state("#!/usr/bin/env python\nx = 0\n").is_program
    assert state("if __name__ == '__main__':\n    pass\n").is_program
    assert state("main()\n").is_program
    assert not state("'''Text.'''\nx = main()\ndef f(): g()\n").is_program
