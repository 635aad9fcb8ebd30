"""Which codemods run, by what was asked for."""

from __future__ import annotations

from netfix.codemods import CODEMODS
from netfix.selection import find, select

WITH_UNSAFE = {"exit-status", "missing-deferred-timeout"}


def names(*chosen: str, unsafe: bool) -> set[str]:
    return {codemod.name for codemod in select(chosen, (), unsafe=unsafe)}


def test_some_codemods_come_with_unsafe() -> None:
    assert {codemod.name for codemod in CODEMODS if codemod.with_unsafe} == WITH_UNSAFE
    assert names(unsafe=True) - names(unsafe=False) == WITH_UNSAFE


def test_what_comes_with_unsafe_can_be_named_without() -> None:
    assert names("exit-status", unsafe=False) == {"exit-status"}
    assert names("twisted", unsafe=False) >= WITH_UNSAFE


def test_what_is_chosen_is_all_with_unsafe_too() -> None:
    assert names("missing-errback", unsafe=True) == {"missing-errback"}


def test_what_only_comes_with_unsafe_never_runs_by_default() -> None:
    assert not any(codemod.by_default and codemod.with_unsafe for codemod in CODEMODS)


def test_names_may_be_written_in_capitals_and_with_underscores() -> None:
    assert [codemod.name for codemod in select(["WHILE_ONE"], [])] == ["while-one"]
    assert select(["ALL"], []) == select(["all"], [])
    assert find("While_One").name == "while-one"
