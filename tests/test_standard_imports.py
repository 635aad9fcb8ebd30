"""Which standard modules import which others."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netfix.analysis.names.standard_imports import standard_imports
from netfix.engine.dialect import Dialect

if TYPE_CHECKING:
    from pathlib import Path


def test_a_way_leads_from_the_module_to_what_is_needed() -> None:
    way = standard_imports(Dialect.PYTHON3).path("xmlrpc.client", "email")
    assert way[0] == "xmlrpc.client"
    assert way[-1] == "email"


def test_versions_differ() -> None:
    assert standard_imports(Dialect.PYTHON2).path("urllib2", "httplib") == ("urllib2", "httplib")
    assert standard_imports(Dialect.PYTHON3).path("urllib2", "httplib") == ()


def test_what_is_not_needed_has_no_way() -> None:
    assert standard_imports(Dialect.PYTHON3).path("socket", "xmlrpc") == ()


@pytest.mark.parametrize("module", ["os", "sys", "codecs", "io"])
def test_modules_that_are_there_before_the_program_are_known(module: str) -> None:
    assert module in standard_imports(Dialect.PYTHON3).loaded


def test_a_shadowed_module_is_what_the_library_gets(tmp_path: Path) -> None:
    (tmp_path / "email.py").write_text("print('shadow')\n")
    script = tmp_path / "script.py"
    script.write_text("import urllib.request\n")
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout == "shadow\n"
    assert standard_imports(Dialect.PYTHON3).path("urllib.request", "email")
