"""Uses of names that nothing in a program can have bound."""

from __future__ import annotations

import pytest

from netfix.analysis.undefined_names import UndefinedNames, may_be_undefined
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def undefined(text: str) -> list[str]:
    return [name.value for name in UndefinedNames(Document(text, Dialect.PYTHON3, Target.PY3)).uses]


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    return missing\n",
        "class C:\n    name = 1\n    def f(self):\n        return name\n",
        "class C:\n    missing\n",
        "f'{missing}'\n",
        "def f(values):\n    return {k: v for k, v in values if w}\n",
        "try:\n    first = 1\n    missing(first)\nexcept Exception:\n    pass\n",
        "x = lambda: missing\n",
    ],
)
def test_what_nothing_binds_is_found_by_both(text: str) -> None:
    assert len(undefined(text)) == 1
    assert may_be_undefined(text)


@pytest.mark.parametrize(
    "text",
    [
        "from module import *\nmissing\n",
        "exec(code)\nmissing\n".replace("code", "'x'"),
        "globals()['missing'] = 1\nmissing\n",
        "try:\n    missing\nexcept NameError:\n    pass\n",
        "class C(Base):\n    missing\n".replace("Base", "int"),
        "def f(x: missing): pass\n",
        "import sys\nsetattr(sys.modules[__name__], 'missing', 1)\nmissing\n",
        "import builtins\nbuiltins.missing = 1\nmissing\n",
        "if 'missing' in dir():\n    missing\n",
        "a1\na2\na3\na4\na5\n",
        "def f():\n    missing, missing, missing, missing, missing\n",
        "[leaks for leaks in ()]\nleaks\n",
        "import re\nre.RegexFlag._convert_('N', __name__, None)\nmissing\n",
        "del missing\n",
        "def f():\n    global missing\n    missing = 1\nmissing\n",
        "WindowsError, _, unicode, __file__, __private\n",
    ],
)
def test_what_may_be_bound_unseen_counts_as_defined(text: str) -> None:
    assert undefined(text) == []


def test_a_program_without_free_names_needs_no_tree() -> None:
    assert not may_be_undefined("import os\n\ndef f(a, *b, **c):\n    return [os.path.join(a, d) for d in b], len(c)\n")


def test_a_text_that_the_compiler_refuses_may_hold_anything() -> None:
    assert may_be_undefined("def f(:\n")
