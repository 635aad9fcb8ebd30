"""What tests of several files share: which of them can run here, and `--bless`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from interpreters import python2
from netfix.engine import analyse
from netfix.engine.parsing import ParseFailed
from netfix.pytest_plugin import bless, pytest_addoption, pytest_configure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.codemod import Codemod
    from netfix.engine.document import Document

__all__ = ["bless", "pytest_addoption", "pytest_configure", "pytest_runtest_setup"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Python 2 where there is none."""
    if item.get_closest_marker("python2") and python2() is None:
        pytest.skip("no python2.7 runs here")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests find out of the user's cache, and what is in there out of tests."""
    os.environ["NETFIX_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session", autouse=True)
def _no_is_never_wrong() -> Iterator[None]:
    """Run what says before the parse that it finds nothing, on every program of every test, and see that it is so."""
    asked = analyse.may_find

    def checked(codemod: type[Codemod], document: Document) -> bool:
        answer = asked(codemod, document)
        if not answer:
            try:
                visitor = codemod(document)
                analyse.visit(document, [visitor])
            except ParseFailed:
                return False
            assert not visitor.findings, f"{codemod.name} finds something where `may_find` says no: {document.text!r}"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyse, "may_find", checked)
        yield
