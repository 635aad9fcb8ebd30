"""What pytest needs to run golden files: `--bless`, which a conftest.py gets by `pytest_plugins`.

    pytest_plugins = ["netfix.pytest_plugin"]

A test that takes the fixture `bless` hands it to `netfix.testing.check_case`.
"""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`, which writes golden after files instead of comparing them."""
    parser.addoption("--bless", action="store_true", help="rewrite the golden after files; read the diff afterwards")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to bless where nobody reads the diff."""
    if config.getoption("--bless") and os.environ.get("CI"):
        raise pytest.UsageError("--bless is refused in CI: a golden file is only worth what its reader saw")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden after files are to be written."""
    return bool(request.config.getoption("--bless"))
