"""Which functions are called by SIGCHLD."""

from __future__ import annotations

import pytest

from netfix.analysis.network.signal_handlers import child_handlers
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def handlers(text: str) -> list[str]:
    return [each.name.value for each in child_handlers(Document(text, Dialect.PYTHON3, Target.PY3))]


@pytest.mark.parametrize(
    "text",
    [
        "import signal\ndef h(n, f): pass\nsignal.signal(signal.SIGCHLD, h)\n",
        "from signal import signal as s, SIGCLD\ndef h(n, f): pass\ns(SIGCLD, h)\ns(SIGCLD, h)\n",
        "import signal\nclass C:\n def h(self, n, f): pass\n def s(self): signal.signal(signal.SIGCHLD, self.h)\n",
    ],
)
def test_functions_and_methods_are_found_once(text: str) -> None:
    assert handlers(text) == ["h"]


@pytest.mark.parametrize(
    "text",
    [
        "import signal\ndef h(n, f): pass\nsignal.signal(signal.SIGTERM, h)\n",
        "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n",
        "import signal\nfrom m import h\nsignal.signal(signal.SIGCHLD, h)\n",
        "def h(n, f): pass\nobject.signal(object.SIGCHLD, h)\n",
    ],
)
def test_other_signals_and_other_handlers_are_not(text: str) -> None:
    assert handlers(text) == []
