"""Which functions the reactor runs, and which run in threads."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.analysis.twisted.reactor_functions import ReactorFunctions
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

HEADER = "from twisted.internet import defer, protocol, reactor, task, threads\nimport threading\n"


def reason(code: str, name: str = "f") -> str | None:
    document = Document(HEADER + code, Dialect.PYTHON3, Target.PY3)
    return document.fact(ReactorFunctions).reason(named(document, name))


def named(document: Document, name: str) -> cst.FunctionDef:
    return next(each for each in document.tree.of_kind(cst.FunctionDef) if each.name.value == name)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x): pass\ndefer.succeed(1).addCallback(f)",
        "def f(): pass\nreactor.callLater(1, f)",
        "def f(): pass\ntask.LoopingCall(f).start(1)",
        "@defer.inlineCallbacks\ndef f():\n yield g()",
        "class P(protocol.Protocol):\n def connectionMade(self): self.f()\n def f(self): pass",
    ],
)
def test_the_reactor_runs(code: str) -> None:
    assert reason(code) is not None


@pytest.mark.parametrize(
    "code",
    [
        "def f(): pass\nf()",
        "def f(): pass\nthreads.deferToThread(f)",
        "def f(): pass\nthreading.Thread(target=f).start()",
        "def f(): pass\ndef g(x):\n f()\nreactor.callInThread(g)",
        "class P:\n def connectionMade(self): self.f()\n def f(self): pass",
    ],
)
def test_the_reactor_is_not_known_to_run(code: str) -> None:
    assert reason(code) is None


def test_a_function_that_runs_in_a_thread_too_is_left_out() -> None:
    assert reason("def f(x=0): pass\ndefer.succeed(1).addCallback(f)\nreactor.callInThread(f)") is None


@pytest.mark.parametrize(
    ("code", "only"),
    [
        ("def f(x): pass\ndefer.succeed(1).addCallback(f)", True),
        ("def f(x): pass\ndefer.succeed(1).addCallback(f)\nf(1)", False),
        ("def f(x): pass\ndefer.succeed(1).addCallback(print, f)", False),
        ("def f(x): pass", False),
        ("@g\ndef f(x): pass\ndefer.succeed(1).addCallback(f)", False),
    ],
)
def test_only_a_callback_is_what_is_added_and_no_more(code: str, *, only: bool) -> None:
    document = Document(HEADER + code, Dialect.PYTHON3, Target.PY3)
    assert document.fact(ReactorFunctions).is_only_callback(named(document, "f")) is only


def test_methods_of_unknown_classes_may_be_called_by_those() -> None:
    code = (
        "from x import Base\nclass C(Base):\n def f(self, x): pass\n def g(self): defer.succeed(1).addCallback(self.f)"
    )
    document = Document(HEADER + code, Dialect.PYTHON3, Target.PY3)
    assert not document.fact(ReactorFunctions).is_only_callback(named(document, "f"))


def test_only_threaded_is_what_is_given_to_threads_and_no_more() -> None:
    code = "def f(): pass\nthreading.Thread(target=f).start()\nreactor.callInThread(f)\n"
    document = Document(HEADER + code, Dialect.PYTHON3, Target.PY3)
    assert document.fact(ReactorFunctions).is_only_threaded(named(document, "f"))
    document = Document(HEADER + code + "f()\n", Dialect.PYTHON3, Target.PY3)
    assert not document.fact(ReactorFunctions).is_only_threaded(named(document, "f"))
