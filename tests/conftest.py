"""What tests of several files share: which of them can run here, and `--bless`."""

from __future__ import annotations

import os

import pytest

from interpreters import python2


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`, which writes golden after files instead of comparing them."""
    parser.addoption("--bless", action="store_true", help="rewrite the golden after files; read the diff afterwards")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to bless where nobody reads the diff."""
    if config.getoption("--bless") and os.environ.get("CI"):
        raise pytest.UsageError("--bless is refused in CI: a golden file is only worth what its reader saw")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Python 2 where there is none."""
    if item.get_closest_marker("python2") and python2() is None:
        pytest.skip("no python2.7 runs here")
