"""A script that is called like a module which the scripts beside it import."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.codemods.pythonic.shadowing_module import ShadowingModule
from netfix.engine.dialect import Target
from netfix.engine.process import Mode, Task, process_file
from netfix.engine.project import RunScope
from netfix.engine.results import Processed
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

CGI = "#!/usr/bin/env python\nimport sys\nprint(sys.argv)\n"
USER = "#!/usr/bin/env python\nimport cgi\nprint(cgi.FieldStorage())\n"


def _messages(folder: Path, name: str = "cgi.py", target: Target = Target.PY3) -> list[str]:
    settings = Settings((ShadowingModule,), SYNTAX, target, scope=RunScope((str(folder),)))
    result = process_file(str(folder / name), Task((settings,), Mode.FIND))
    assert isinstance(result, Processed)
    return [finding.message for finding in result.findings]


def test_a_script_beside_it_that_misses_something_is_named(tmp_path: Path) -> None:
    (tmp_path / "cgi.py").write_text(CGI)
    (tmp_path / "form.py").write_text(USER)
    [message] = _messages(tmp_path)
    assert "form.py` gets it for `cgi`, and misses `FieldStorage`" in message


def test_the_file_that_is_in_the_way_need_not_be_a_script(tmp_path: Path) -> None:
    (tmp_path / "cgi.py").write_text("import sys\nDEBUG = True\n")
    (tmp_path / "form.py").write_text(USER)
    assert len(_messages(tmp_path)) == 1


def test_names_that_are_taken_from_the_module_count_and_python_2_scripts_too(tmp_path: Path) -> None:
    (tmp_path / "cgi.py").write_text(CGI)
    (tmp_path / "form.py").write_text("#!/usr/bin/python\nfrom cgi import escape\nprint escape('<')\n")
    assert len(_messages(tmp_path, target=Target.PY27)) == 1


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (CGI + "class FieldStorage: pass\n", USER),
        (CGI, USER.replace("import cgi", "import cgi2 as cgi")),
        (CGI, USER.replace("#!/usr/bin/env python\n", "")),
        (CGI, "#!/usr/bin/env python\ntry:\n    import cgi\nexcept ImportError:\n    cgi = None\ncgi.escape\n"),
        (CGI, "#!/usr/bin/env python\ndef f():\n    import cgi\n    return cgi.escape\n"),
        (CGI, "#!/usr/bin/env python\ndef (:\n    import cgi\n"),
    ],
)
def test_what_may_be_meant_so_is_left_alone(tmp_path: Path, own: str, other: str) -> None:
    (tmp_path / "cgi.py").write_text(own)
    (tmp_path / "form.py").write_text(other)
    assert _messages(tmp_path) == []


def test_a_file_of_a_package_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "cgi.py").write_text(CGI)
    (tmp_path / "form.py").write_text(USER)
    assert _messages(tmp_path) == []


def test_a_name_that_is_no_standard_module_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "forms.py").write_text(CGI)
    (tmp_path / "form.py").write_text(USER.replace("cgi", "forms"))
    assert _messages(tmp_path, "forms.py") == []


def test_a_file_of_a_package_is_run_as_part_of_it(tmp_path: Path) -> None:
    text = "import celery\n\nif __name__ == '__main__':\n    celery.start()\n"
    (tmp_path / "celery.py").write_text(text)
    assert len(_messages(tmp_path, "celery.py")) == 1
    (tmp_path / "__init__.py").write_text("")
    assert _messages(tmp_path, "celery.py") == []


def test_what_has_no_name_that_can_be_imported_is_in_nobodys_way(tmp_path: Path) -> None:
    text = "#!/usr/bin/env python3\nimport robots\nrobots.start()\n"
    (tmp_path / "robots").write_text(text)
    (tmp_path / "robots.py").write_text(text)
    assert _messages(tmp_path, "robots") == []
    assert len(_messages(tmp_path, "robots.py")) == 1
