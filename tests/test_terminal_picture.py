"""README's picture of a terminal shows what netfix says now."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _words(svg: str) -> list[str]:
    """Give the words of a picture, without where and how they are drawn."""
    body = re.sub(r"<(style|defs)>.*?</\1>", "", svg, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xa0", " ").split()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_picture_shows_what_the_terminal_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from make_terminal_picture import picture  # type: ignore[import-not-found]  # noqa: PLC0415 - found by path

    kept = (ROOT / "docs" / "images" / "terminal.svg").read_text("utf-8")
    assert _words(kept) == _words(picture()), "run: python tools/make_terminal_picture.py docs/images/terminal.svg"
