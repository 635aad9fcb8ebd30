"""What blocks a program, by name."""

from __future__ import annotations

import importlib

import pytest

from netfix.analysis.network.blocking_names import BLOCKING, KEYBOARD, SLEEP

#: Of Python 2, of other projects, or gone from the standard library.
ELSEWHERE = {"urllib.urlopen", "urllib.urlretrieve", "urllib2", "commands", "requests", "telnetlib"}


@pytest.mark.parametrize(
    "name", [name for name in BLOCKING if name not in ELSEWHERE and name.rpartition(".")[0] not in ELSEWHERE]
)
def test_each_name_of_the_standard_library_can_be_called(name: str) -> None:
    module, _, member = name.rpartition(".")
    assert callable(getattr(importlib.import_module(module), member))


def test_each_has_advice() -> None:
    assert all([*BLOCKING.values(), *KEYBOARD.values()])
    assert SLEEP in BLOCKING
