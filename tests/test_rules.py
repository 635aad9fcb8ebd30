"""What reports say of codemods: where their pages are."""

from __future__ import annotations

import importlib.metadata
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from netfix.patterns import from_arguments
from netfix.registry import others, use
from netfix.reports.rules import documentation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    documentation.cache_clear()
    rule.cache_clear()


def _with_urls(monkeypatch: pytest.MonkeyPatch, *urls: str) -> None:
    metadata = Message()
    for url in urls:
        metadata["Project-URL"] = url
    monkeypatch.setattr(importlib.metadata, "metadata", {"netfix": metadata}.__getitem__)
    documentation.cache_clear()
    rule.cache_clear()


def test_the_documentation_is_where_the_package_says(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_urls(monkeypatch, "Source, https://example.org/source", "Documentation, https://example.org/manual")
    described = rule("while-one")
    assert described.url == described.link == "https://example.org/manual/codemods/while-one.html"


def test_a_package_that_names_no_documentation_invents_none(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_urls(monkeypatch, "Source, https://example.org/source")
    assert documentation() is None
    assert rule("while-one").url is None


def test_without_an_address_the_page_is_in_the_file_of_the_codemod(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_urls(monkeypatch)
    link = rule("while-one").link
    assert link is not None
    assert rule("while-one").page in Path(url2pathname(urlsplit(link).path)).read_text("utf-8")


def test_the_page_of_a_pattern_stands_nowhere() -> None:
    before = others()
    (codemod,) = from_arguments(["$x == 42"])
    use((*before, codemod))
    try:
        assert rule(codemod.name).link is None
    finally:
        use(before)
