"""What tests of several files share: which of them can run here, and `--bless`."""

from __future__ import annotations

import os

import pytest

from interpreters import python2
from netfix.pytest_plugin import bless, pytest_addoption, pytest_configure

__all__ = ["bless", "pytest_addoption", "pytest_configure", "pytest_runtest_setup"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Python 2 where there is none."""
    if item.get_closest_marker("python2") and python2() is None:
        pytest.skip("no python2.7 runs here")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests find out of the user's cache, and what is in there out of tests."""
    os.environ["NETFIX_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
