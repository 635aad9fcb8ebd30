"""The table of moved modules against the Python that runs."""

from __future__ import annotations

import importlib

import pytest

from netfix.analysis.names.moved_names import MAIN_PART, MOVED, ONLY, SPLIT

#: Not on every platform, or gone from the newest Python.
_ELSEWHERE = ("tkinter", "winreg", "dbm.gnu", "_dummy_thread")


@pytest.mark.parametrize("new", sorted({name for name in MOVED.values() if not name.startswith(_ELSEWHERE)}))
def test_every_new_module_exists(new: str) -> None:
    importlib.import_module(new)


@pytest.mark.parametrize("old", sorted(ONLY))
def test_what_has_moved_is_there(old: str) -> None:
    module = importlib.import_module(MOVED[old])
    assert all(hasattr(module, name) for name in ONLY[old])


@pytest.mark.parametrize("home", sorted(set(MAIN_PART.values())))
def test_split_modules_have_a_main_part(home: str) -> None:
    assert any(home in members.values() for members in SPLIT.values())
