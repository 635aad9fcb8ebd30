"""Attributes in which callbacks gather what one command takes."""

from __future__ import annotations

import pytest

from netfix.analysis.network.gathering import gatherings
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

SHAPE = """
class C:
    def start(self, names):
        self.done = []
        for name in names:
            self.client.get(name).addCallback(self.got, name)

    def got(self, data, name):
        self.done.append(name)

    def end(self):
        print("done", self.done)
        return self.client.remove(self.done)
"""


def found(text: str) -> list[str]:
    return [each.name for each in gatherings(Document(text, Dialect.PYTHON3, Target.PY3))]


def test_the_parts_of_the_shape_are_found() -> None:
    (gathering,) = gatherings(Document(SHAPE, Dialect.PYTHON3, Target.PY3))
    assert gathering.name == "done"
    assert gathering.callback.name.value == "got"
    assert len(gathering.mentions) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("self.done = []", "self.done = [1]"),
        ("self.done.append(name)", "self.done.append(name)\n        print(name)"),
        ("self.done.append(name)", "return self.done.append(name)"),
        ("for name in names:", "if names:"),
        ("addCallback", "call"),
        ("return self.client.remove(self.done)", "return len(self.done)"),
        ("return self.client.remove(self.done)", "return self.client.remove(self.done), self.client.log(self.done)"),
        ("return self.client.remove(self.done)", "pass"),
    ],
)
def test_anything_else_is_another_shape(old: str, new: str) -> None:
    assert found(SHAPE.replace(old, new)) == []
