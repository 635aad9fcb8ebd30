"""README's picture of a terminal shows what netfix says now."""

from __future__ import annotations

import html
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _words(svg: str) -> list[str]:
    """Give the words of a picture, without where and how they are drawn."""
    body = re.sub(r"<(style|defs)>.*?</\1>", "", svg, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xa0", " ").split()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_picture_shows_what_the_terminal_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    picture: Any = import_module("make_terminal_picture").picture
    kept = (ROOT / "docs" / "images" / "terminal.svg").read_text("utf-8")
    assert _words(kept) == _words(picture()), "run: python tools/make_terminal_picture.py docs/images/terminal.svg"
