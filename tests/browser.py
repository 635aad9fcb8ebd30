"""A real browser for tests: playwright drives whichever Chromium the machine has."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, Locator
    from playwright.sync_api._generated import LocatorAssertions

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def program() -> str | None:
    """Find Chromium: what NETFIX_CHROMIUM names, else what is installed; None leaves it to playwright's own."""
    return os.environ.get("NETFIX_CHROMIUM") or next(filter(None, map(shutil.which, _PROGRAMS)), None)


def expect(locator: Locator) -> LocatorAssertions:
    """Give assertions that wait until they hold; imported only where a test runs."""
    from playwright.sync_api import expect as expected  # noqa: PLC0415

    return expected(locator)


@contextmanager
def chromium() -> Generator[Browser]:
    """Start Chromium; skips the test, with the reason, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        try:
            # A container's root has no other sandbox.
            browser = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"no Chromium runs here: {str(error).splitlines()[0]}")
        with browser:
            yield browser
