"""Generators of inlineCallbacks that become coroutines, where other files of the run may use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.codemods.twisted_names.async_functions import AsyncFunctions
from netfix.engine.process import Mode, Task, process_file
from netfix.engine.project import RunScope
from netfix.engine.results import Processed
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

_FUNCTIONS = """\
from twisted.internet import defer


@defer.inlineCallbacks
def _fetch(n):
    yield defer.succeed(n)


@defer.inlineCallbacks
def show(n):
    yield _fetch(n)


class Reader:
    @defer.inlineCallbacks
    def read(self):
        yield defer.succeed(1)
"""


def _findings(folder: Path, **files: str) -> dict[str, str]:
    """Give what is said of the functions of the module `functions`: name → safety and what stands behind it."""
    for name, text in {"functions": _FUNCTIONS, **files}.items():
        (folder / f"{name}.py").write_text(text)
    scope = RunScope((str(folder),))
    task = Task((Settings((AsyncFunctions,), SYNTAX, unsafe=True, scope=scope),), Mode.FIND)
    result = process_file(str(folder / "functions.py"), task)
    assert isinstance(result, Processed), result
    return {each.message.split("`")[1]: f"{each.safety.value}: {each.message}" for each in result.findings}


def test_functions_that_nobody_else_names_may_change_together(tmp_path: Path) -> None:
    found = _findings(tmp_path, other="from functions import something\n")
    assert list(found) == ["_fetch", "read"]
    assert found["_fetch"].startswith("unsafe: `_fetch`, `show` can wait")
    assert found["read"].startswith("unsafe: ")


@pytest.mark.parametrize(
    "other",
    ["from functions import show\n", "import functions\n\nfunctions.show(1)\n", "import functions as f; f.show"],
)
def test_a_function_that_another_file_uses_is_left_to_the_user(tmp_path: Path, other: str) -> None:
    found = _findings(tmp_path, other=other)
    assert found["show"].startswith("manual: ")
    assert "other.py names it, too" in found["show"]
    assert found["_fetch"].startswith("safe: ")


def test_a_method_that_another_file_may_call_is_left_to_the_user(tmp_path: Path) -> None:
    found = _findings(tmp_path, other="def go(reader):\n    return reader.read()\n")
    assert found["read"].startswith("manual: ")


def test_a_function_of_that_name_in_a_file_that_knows_nothing_of_this_one_is_another(tmp_path: Path) -> None:
    found = _findings(tmp_path, other="def show(n):\n    return n\n")
    assert found["_fetch"].startswith("unsafe: ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def _f():\n    yield 1\n", "hands over what is no Deferred"),
        ("def _f():\n    yield\n", "hands over what is no Deferred"),
        ("def _f():\n    return 1\n", "it is no generator"),
        ("def _f():\n    yield defer.succeed(1)\n\n\ng = [_f]\n", "hands it on"),
        ("def _f():\n    yield defer.succeed(1)\n\n\n_f = 3\n", "bound in several places"),
        ("def _f() -> int:\n    yield defer.succeed(1)\n", "its annotation"),
        ("def _f():\n    yield defer.succeed(1)\n    defer.returnValue(1)\n", "must be returned by `return`"),
    ],
)
def test_what_has_no_equal_is_left_to_the_user(tmp_path: Path, text: str, reason: str) -> None:
    header = "from twisted.internet import defer\n\n\n@defer.inlineCallbacks\n"
    found = _findings(tmp_path, functions=header + text)
    assert found["_f"].startswith("manual: ")
    assert reason in found["_f"]
