"""What codemods about Twisted see before LibCST parses: yes for what they report, no for what looks like it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.codemods.twisted.blocking_call import BlockingCall
from netfix.codemods.twisted.callback_without_parameter import CallbackWithoutParameter
from netfix.codemods.twisted.called_callback import CalledCallback
from netfix.codemods.twisted.deferred_as_value import DeferredAsValue
from netfix.codemods.twisted.deferred_fired_twice import DeferredFiredTwice
from netfix.codemods.twisted.dropped_deferred import DroppedDeferred
from netfix.codemods.twisted.errback_before_callback import ErrbackBeforeCallback
from netfix.codemods.twisted.inline_callbacks_without_yield import InlineCallbacksWithoutYield
from netfix.codemods.twisted.missing_errback import MissingErrback
from netfix.codemods.twisted.missing_yield import MissingYield
from netfix.codemods.twisted.reactor_call_from_thread import ReactorCallFromThread
from netfix.codemods.twisted.reactor_run_again import ReactorRunAgain
from netfix.codemods.twisted.shared_deferred import SharedDeferred
from netfix.codemods.twisted.text_written_to_transport import TextWrittenToTransport
from netfix.codemods.twisted.trap_misses_first_error import TrapMissesFirstError
from netfix.codemods.twisted.try_around_deferred import TryAroundDeferred
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.project import Project, RunScope

if TYPE_CHECKING:
    from pathlib import Path

    from netfix.engine.codemod import Codemod

DEFER = "from twisted.internet import defer, reactor\n"


def document(text: str) -> Document:
    return Document(dedent(text), Dialect.PYTHON3, Target.PY3)


REPORTED: list[tuple[type[Codemod], str]] = [
    (BlockingCall, "import time\ndef f(r): time.sleep(1)"),
    (CallbackWithoutParameter, "cb = lambda: 1\nd.addCallback(cb)"),
    (CallbackWithoutParameter, "class A:\n    def f(self): d.addBoth(self.g)\n    def g(self): pass"),
    (CalledCallback, "d.addCallback(reactor.stop())"),
    (DeferredAsValue, "d = defer.Deferred()\nif not d: pass"),
    (DeferredAsValue, "e.callback(defer.succeed(1))"),
    (
        DeferredAsValue,
        "from twisted.internet.defer import inlineCallbacks as i\n@i\ndef f():\n    yield\n    return f()",
    ),
    (DeferredAsValue, "def f():\n    d = defer.Deferred()\n    def cb(r): return d\n    d.addCallback(cb)"),
    (DeferredFiredTwice, "d.callback(1)\nd.callback(2)"),
    (
        DeferredFiredTwice,
        "class F:\n    def clientConnectionLost(self, c, r): self.d.errback(r)\n    g = lambda s: s.d.callback",
    ),
    (DroppedDeferred, "def f(d):\n    d.addCallback(g)\n    return d\nf(x)"),
    (DroppedDeferred, "def f():\n    return g()\ndef g():\n    return defer.succeed(1)\nf()"),
    (DroppedDeferred, "from twisted.mail import imap4\nclass A(imap4.IMAP4Client):\n    def f(self): self.logout()"),
    (DroppedDeferred, "class A(defer.Deferred): pass\nclass B(A): pass\nB()"),
    (DroppedDeferred, "self.remote.callRemote('x')"),
    (
        ErrbackBeforeCallback,
        "d.addErrback(lambda f: log.err(f))\nd.addCallback(lambda r: r.x)\nfrom twisted.python import log",
    ),
    (InlineCallbacksWithoutYield, "@defer.inlineCallbacks\ndef f():\n    pass"),
    (InlineCallbacksWithoutYield, "def f():\n    defer.returnValue(1)"),
    (MissingErrback, "d = defer.Deferred()\nd.addCallback(f)"),
    (MissingYield, "async def f():\n    print(defer.succeed(1).x)"),
    (ReactorCallFromThread, "def f(): reactor.stop()\nreactor.callInThread(f)"),
    (ReactorRunAgain, "run = reactor.run\nrun()"),
    (SharedDeferred, "def f(self):\n    if self.d is None:\n        self.d = defer.Deferred()\n    return self.d"),
    (TextWrittenToTransport, "self.transport.write('x')"),
    (TrapMissesFirstError, "def f(failure): failure.trap(E)\ndefer.gatherResults(ds).addErrback(f)"),
    (TryAroundDeferred, "from twisted.web.error import Error\ntry:\n    getPage(u)\nexcept Error: pass"),
]


@pytest.mark.parametrize(("codemod", "text"), REPORTED)
def test_what_is_reported_is_looked_at(codemod: type[Codemod], text: str) -> None:
    assert codemod.may_find(document(DEFER + text))


@pytest.mark.parametrize(
    ("codemod", "text"),
    [
        (BlockingCall, "import time\ntime.time()"),
        (CallbackWithoutParameter, "class A:\n    def f(self): d.addBoth(self.g)\n    def g(self, r): pass"),
        (CalledCallback, "d.addCallback(f, g)"),
        (DeferredAsValue, "d = defer.Deferred()\nif len(d) == 1: pass"),
        (DeferredAsValue, "def f(r):\n    return r\nd.addCallback(f)"),
        (DeferredFiredTwice, "d.callback(1)"),
        (DroppedDeferred, "def f():\n    return 1\nf()\nitems.append(1)\nsuper().__init__()"),
        (DroppedDeferred, "x = defer.Deferred()"),
        (ErrbackBeforeCallback, "d.addErrback(f)\ndef f(r):\n    return r\nd.addCallback(f)"),
        (InlineCallbacksWithoutYield, "@defer.inlineCallbacks\ndef f():\n    yield g()"),
        (MissingYield, "async def f():\n    await defer.succeed(1)"),
        (ReactorCallFromThread, "reactor.stop()"),
        (ReactorRunAgain, "app.run()"),
        (SharedDeferred, "def f(self):\n    return self.d"),
        (TextWrittenToTransport, "self.transport.write(b'x')\nfile.write('x')"),
        (TrapMissesFirstError, "def f(failure): failure.trap(E)\nf(x)"),
        (TryAroundDeferred, "try:\n    getPage(u)\nexcept ValueError: pass"),
    ],
)
def test_what_only_looks_like_it_is_not_parsed(codemod: type[Codemod], text: str) -> None:
    assert not codemod.may_find(document(DEFER + text))


@pytest.mark.parametrize(
    "codemod",
    [BlockingCall, DeferredFiredTwice, DroppedDeferred, MissingErrback, SharedDeferred, TextWrittenToTransport],
)
def test_tests_are_not_parsed_for_codemods_that_leave_them_alone(codemod: type[Codemod]) -> None:
    texts = [text for each, text in REPORTED if each is codemod]
    for imported in ("from twisted.trial import unittest", "import unittest", "from twisted import trial"):
        assert not any(codemod.may_find(document(f"{imported}\n{DEFER}{text}")) for text in texts)
    assert all(codemod.may_find(document(f"import unittest_helpers\n{DEFER}{text}")) for text in texts)


@pytest.mark.parametrize("codemod", dict.fromkeys(codemod for codemod, _ in REPORTED))
def test_text_without_an_outline_may_hold_anything(codemod: type[Codemod]) -> None:
    assert codemod.may_find(document(f"{DEFER}if x:\n  y = (((\n"))


def test_file_without_twisted_near_it_is_not_parsed() -> None:
    assert not DroppedDeferred.may_find(document("# like twisted\ndef f(d):\n    return d.addCallback(g)\nf(x)"))
    assert not BlockingCall.may_find(document("import time\nfrom importlib import import_module\ntime.sleep(1)"))
    assert BlockingCall.may_find(document("import time\n__import__('twisted.internet')\ntime.sleep(1)"))


def test_functions_and_classes_of_other_files_may_give_deferreds(tmp_path: Path) -> None:
    (tmp_path / "far.py").write_text("import twisted\nclass Base:\n    def begin(self):\n        pass\n")
    project = Project(RunScope((str(tmp_path),)), Target.PY3, SYNTAX)
    path = str(tmp_path / "near.py")

    def may_drop(text: str) -> bool:
        return DroppedDeferred.may_find(Document(text, Dialect.PYTHON3, Target.PY3, path=path, project=project))

    assert may_drop("from far import fetch\nfetch()")
    assert may_drop("from far import *\nfetch()")
    assert may_drop("import far\nclass Own(far.Base):\n    def f(self):\n        self.begin()")
    assert may_drop("import far\nbase = far.Base()\nbase.begin()")
    assert may_drop(
        "import far\nclass A:\n    def __init__(self):\n        self.b = far.Base()\n        self.b.begin()"
    )
    assert not may_drop("import far\nitems = []\nitems.append(far.Base)")
    assert not may_drop("import far\nclass Own:\n    def f(self):\n        self.begin()")
    assert not may_drop("import json\njson.dump(a, b)\nimport far")
