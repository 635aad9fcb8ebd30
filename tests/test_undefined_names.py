"""Uses of names that nothing in a program can have bound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netfix.analysis.names.undefined_names import UndefinedNames, undefined_to_compiler
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
    assert undefined_to_compiler(text)


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
    text = "import os\n\ndef f(a, *b, **c):\n    return [os.path.join(a, d) for d in b], len(c)\n"
    assert undefined_to_compiler(text) == frozenset()


def test_a_text_that_the_compiler_refuses_may_hold_anything() -> None:
    assert undefined_to_compiler("def f(:\n") is None


def _run(folder: Path, **files: str) -> list[str]:
    """Give the lines that netfix reports of `program.py` beside other files."""
    for name, text in files.items():
        path = folder / (name.replace("_of_", "/") + ".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "netfix", "--isolated", "--select", "undefined-name", "--no-cache", "program.py"],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()


def test_a_name_that_a_file_beside_gives_by_star_is_no_mistake_and_is_what_is_meant(tmp_path: Path) -> None:
    program = "from names import *\n\n\ndef show():\n    return greeting, greetng\n"
    (line,) = _run(tmp_path, program=program, names="from more import *\n", more="greeting = 1\n")
    assert "`greetng`" in line
    assert "only `greeting`" in line


@pytest.mark.parametrize(
    "names",
    [
        "import sys\nsetattr(sys.modules[__name__], 'greet' + 'ng', 1)\ngreeting = 1\n",
        "__all__ = ['greeting']\n__all__ += [name for name in ('greetng',)]\ngreeting = greetng = 1\n",
        "from elsewhere import *\ngreeting = 1\n",
        "def __getattr__(name): return 1\ngreeting = 1\n",
        "greeting = greetng = 1\n",
        "from program import *\ngreeting = greetng = 1\n",
    ],
)
def test_nothing_is_said_where_it_is_not_known_what_a_star_import_brings(tmp_path: Path, names: str) -> None:
    program = "from names import *\n\n\ndef show():\n    return greeting, greetng\n"
    assert _run(tmp_path, program=program, names=names) == []


def test_what_a_module_keeps_from_stars_is_not_there(tmp_path: Path) -> None:
    program = "from names import *\n\n\ndef show(private):\n    return _private\n"
    assert len(_run(tmp_path, program=program, names="_private = 1\n")) == 1
    assert len(_run(tmp_path, program=program, names="__all__ = ['shown']\nshown = private = 1\n")) == 1
    assert _run(tmp_path, program=program, names="__all__ = ['_private']\n_private = 1\n") == []


def test_a_package_may_have_names_that_its_text_does_not_show(tmp_path: Path) -> None:
    program = "from package import *\n\n\ndef show(helpers):\n    return helper1, helperss\n"
    assert _run(tmp_path, program=program, package_of___init__="", package_of_helperss="") == []
