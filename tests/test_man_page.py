"""The manual page: made from the command, and readable by roff."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from netfix.cli import command

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "netfix.1"


def test_the_page_is_the_one_that_the_command_makes_now(tmp_path: Path) -> None:
    made = tmp_path / "netfix.1"
    subprocess.run([sys.executable, ROOT / "tools" / "make_man_page.py", made], check=True, cwd=ROOT)
    assert PAGE.read_text("utf-8") == made.read_text("utf-8"), "run: python tools/make_man_page.py docs/netfix.1"


def test_the_page_names_every_option() -> None:
    text = re.sub(r"\\f[BPR]", "", PAGE.read_text("utf-8")).replace("\\-", "-")
    options = [name for option in command.params if isinstance(option, click.Option) for name in option.opts]
    assert [name for name in options if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)] == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_roff_has_nothing_to_complain_of() -> None:
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", PAGE], capture_output=True, check=True)
    assert done.stderr == b""
    overstruck = re.compile(rb".\x08")  # how a terminal of 1975 shows bold
    assert b"EXIT STATUS" in overstruck.sub(b"", done.stdout)
