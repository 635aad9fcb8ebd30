"""Deferreds that functions and classes of a run's other files give, of Python 2 and of Python 3."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from netfix.codemods import CODEMODS, SYNTAX
from netfix.codemods.twisted.dropped_deferred import DroppedDeferred
from netfix.codemods.twisted.missing_errback import MissingErrback
from netfix.codemods.twisted.stop_on_success_only import StopOnSuccessOnly
from netfix.codemods.twisted_names.trial_assertions import TrialAssertions
from netfix.engine.dialect import Target
from netfix.engine.process import Mode, Task, process_file
from netfix.engine.project import RunScope
from netfix.engine.results import Processed
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from netfix.engine.codemod import Registered

HELPERS = """\
from twisted.internet import defer, threads

kept = {}

def fetch(name):
    return threads.deferToThread(len, name)

def covered(name):
    d = threads.deferToThread(len, name)
    d.addErrback(note)
    return d

def note(failure):
    pass

@defer.inlineCallbacks
def many(names):
    for name in names:
        yield fetch(name)

def plain(name):
    return len(name)

def kept_as_well(name):
    d = threads.deferToThread(len, name)
    kept[name] = d
    return d
"""
BASE = """\
from twisted.internet import defer
from twisted.mail import imap4
from helpers import fetch

class Client(imap4.IMAP4Client):
    def load(self):
        return fetch("box")

    def ready(self):
        return defer.maybeDeferred(len, "box")

    def count(self):
        return 1

client = Client()
"""


class Run:
    """A folder with files, and what netfix finds in one of them; `language` is put in front of each."""

    def __init__(self, folder: Path, target: Target) -> None:
        self.folder = folder
        self.target = target

    def write(self, **files: str) -> None:
        """Write modules; `pkg__name` is the module `name` of the package `pkg`, which is empty by itself."""
        for name, text in files.items():
            path = self.folder.joinpath(*name.split("__")).with_suffix(".py")
            if path.parent != self.folder:
                path.parent.mkdir(exist_ok=True)
                (path.parent / "__init__.py").touch()
            path.write_text(self.language + textwrap.dedent(text))

    @property
    def language(self) -> str:
        """What makes a file Python 2, or Python 3."""
        return "print 'two'\n" if self.target is Target.PY27 else "print('three')\n"

    def found(self, name: str, *codemods: type[Registered]) -> list[str]:
        """Give the lines that are marked in a module, with the safety in front."""
        codemods = codemods or (DroppedDeferred, MissingErrback)
        scope = RunScope((str(self.folder),))
        task = Task((Settings(codemods, SYNTAX, self.target, scope=scope),), Mode.FIND)
        path = self.folder.joinpath(*name.split("__")).with_suffix(".py")
        result = process_file(str(path), task)
        assert isinstance(result, Processed), result
        assert result.dialect.name == ("PYTHON2" if self.target is Target.PY27 else "PYTHON3")
        lines = path.read_text().splitlines()
        return [f"{each.safety.value}: {lines[each.line - 1].strip()}" for each in result.findings]


@pytest.fixture(params=[Target.PY27, Target.PY3], ids=["python2", "python3"])
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Run:
    """Give a folder with a module of functions and a module of classes."""
    made = Run(tmp_path, request.param)
    made.write(helpers=HELPERS, base=BASE)
    return made


@pytest.mark.parametrize(
    ("imports", "call"),
    [
        ("from helpers import fetch", "fetch(1)"),
        ("from helpers import fetch as get", "get(1)"),
        ("import helpers", "helpers.fetch(1)"),
        ("import helpers as h", "h.fetch(1)"),
        ("from helpers import *", "fetch(1)"),
        ("from helpers import many", "many([1])"),
        ("from base import Client", "Client().load()"),
        ("import base", "base.Client().load()"),
        ("from base import client", "client.load()"),
        ("import base", "base.client.getCapabilities()"),
        ("from base import fetch", "fetch(1)"),
    ],
)
def test_what_another_file_gives_must_not_be_dropped(run: Run, imports: str, call: str) -> None:
    run.write(main=f"from twisted.internet import reactor\n{imports}\n\ndef go():\n    {call}\n")
    assert run.found("main") == [f"safe: {call}"]


@pytest.mark.parametrize(
    ("imports", "call"),
    [
        ("from helpers import plain", "plain(1)"),
        ("from helpers import covered", "covered(1)"),
        ("from helpers import missing", "missing(1)"),
        ("from nowhere import fetch", "fetch(1)"),
        ("from base import Client", "Client()"),
        ("from base import Client", "Client().count()"),
        ("from base import client", "client.getHost()"),
        ("import json", "json.loads('1')"),
    ],
)
def test_what_is_no_deferred_or_has_its_errback_is_left_alone(run: Run, imports: str, call: str) -> None:
    run.write(main=f"from twisted.internet import reactor\n{imports}\n\ndef go():\n    {call}\n")
    assert run.found("main") == []


def test_who_has_put_a_deferred_elsewhere_makes_the_finding_unsafe(run: Run) -> None:
    run.write(main="import helpers\nimport twisted\n\ndef go():\n    helpers.kept_as_well(1)\n")
    assert run.found("main") == ["unsafe: helpers.kept_as_well(1)"]


def test_a_hook_of_a_class_elsewhere_is_unsafe(run: Run) -> None:
    run.write(
        main="import twisted\nfrom base import Client\n\nclass A(Client):\n    def go(self):\n        self.ready()\n"
    )
    assert run.found("main") == ["unsafe: self.ready()"]


def test_inheritance_is_followed_through_files_to_a_class_of_twisted(run: Run) -> None:
    run.write(
        middle="import base\n\nclass Middle(base.Client):\n    def count(self):\n        return 2\n",
        main="""\
            from middle import Middle

            class Reader(Middle):
                def go(self):
                    self.getCapabilities().addCallback(note)
                    self.load().addCallback(note)
                    self.count()
            """,
    )
    assert run.found("main") == [
        "safe: self.getCapabilities().addCallback(note)",
        "safe: self.load().addCallback(note)",
    ]


def test_a_method_that_is_overridden_on_the_way_counts_as_what_it_is_there(run: Run) -> None:
    run.write(
        middle="import base\n\nclass Middle(base.Client):\n    def load(self):\n        return 2\n",
        main="import twisted\nfrom middle import Middle\n\nclass A(Middle):\n    def go(self):\n        self.load()\n",
    )
    assert run.found("main") == []


def test_a_package_hands_on_what_its_modules_define(run: Run) -> None:
    run.write(
        pkg__inner=HELPERS,
        pkg__both="from .inner import fetch, plain\nfrom .inner import many as several\n",
        main="import twisted\nimport pkg\n\ndef go():\n    pkg.fetch(1)\n    pkg.plain(1)\n    pkg.several([1])\n",
    )
    (run.folder / "pkg" / "__init__.py").write_text(f"{run.language}from .both import *\n")
    assert run.found("main") == ["safe: pkg.fetch(1)", "safe: pkg.several([1])"]


def test_relative_imports_are_followed(run: Run) -> None:
    run.write(
        pkg__inner=HELPERS,
        pkg__main="import twisted\nfrom . import inner\nfrom .inner import fetch\n\nfetch(1)\ninner.fetch(2)\n",
    )
    assert run.found("pkg__main") == ["safe: fetch(1)", "safe: inner.fetch(2)"]


def test_another_name_for_twisteds_own_class_is_that_class(run: Run) -> None:
    run.write(
        compat="from twisted.mail.imap4 import IMAP4Client\nClient = IMAP4Client\n",
        main="import twisted\nfrom compat import Client\n\nclass A(Client):\n    def go(self):\n        self.noop()\n",
    )
    assert run.found("main") == ["safe: self.noop()"]


def test_files_that_import_each_other_come_to_an_end(run: Run) -> None:
    run.write(
        one="import two\nimport twisted\n\ndef first():\n    return two.second()\n\ndef go():\n    first()\n",
        two="import one\nimport twisted\n\ndef second():\n    return one.first()\n\nclass B(one.A):\n    pass\n",
    )
    assert run.found("one") == []
    assert run.found("two") == []


def test_a_class_in_a_circle_of_files_is_known_all_the_same(run: Run) -> None:
    run.write(
        one="""\
            import two

            class A(two.B):
                def go(self):
                    self.load()

            class C(object):
                pass
            """,
        two="import one\nfrom base import Client\n\nclass B(Client):\n    other = one.C\n",
    )
    one = run.folder / "one.py"
    one.write_text(one.read_text() + "import twisted\n")
    assert run.found("one") == ["safe: self.load()"]


def test_a_file_that_names_no_twisted_is_about_it_through_what_it_imports(run: Run) -> None:
    run.write(main="from helpers import fetch\n\ndef go():\n    fetch(1).addCallback(str)\n    fetch(2)\n")
    assert run.found("main") == ["safe: fetch(1).addCallback(str)", "safe: fetch(2)"]


@pytest.mark.parametrize("call", ["wait()", "Future()", "other.wait()", "late()"])
def test_what_only_looks_like_a_deferred_is_not_twisteds(run: Run, call: str) -> None:
    run.write(
        other="""\
            import twisted

            class Future(object):
                def addCallback(self, function):
                    function(self)

            def wait():
                return Future()
            """,
        futures="def late():\n    return None\n",
        main=f"""\
            from twisted.internet import reactor
            from other import wait, Future
            from futures import late
            import other

            def go():
                {call}.addCallback(str)
            """,
    )
    assert run.found("main") == []


def test_a_function_that_may_be_one_of_two_is_not_followed(run: Run) -> None:
    run.write(
        choice="""\
            import sys
            if sys.argv:
                from helpers import fetch
            else:
                from helpers import plain as fetch
            """,
        main="import twisted\nfrom choice import fetch\n\ndef go():\n    fetch(1)\n",
    )
    assert run.found("main") == []


def test_a_test_case_that_inherits_from_one_of_the_project_is_trials(run: Run) -> None:
    run.write(
        cases="from twisted.trial import unittest\n\nclass Case(unittest.TestCase):\n    pass\n",
        main="from cases import Case\n\nclass T(Case):\n    def test_it(self):\n        self.failUnless(1)\n",
    )
    assert run.found("main", TrialAssertions) == ["safe: self.failUnless(1)"]


def test_a_text_by_itself_knows_no_other_file(run: Run, tmp_path: Path) -> None:
    run.write(main="import twisted\nfrom helpers import fetch\n\ndef go():\n    fetch(1)\n")
    task = Task((Settings((DroppedDeferred,), SYNTAX, run.target),), Mode.FIND)
    result = process_file(str(tmp_path / "main.py"), task)
    assert isinstance(result, Processed)
    assert result.findings == ()


def test_a_file_whose_test_case_is_one_of_the_project_is_a_test(run: Run) -> None:
    run.write(
        cases="from twisted.trial import unittest\n\nclass Case(unittest.TestCase):\n    pass\n",
        main="""\
            from cases import Case
            from helpers import fetch

            class T(Case):
                def test_it(self):
                    fetch(1).addCallback(self.assertEqual, 1)
            """,
    )
    assert run.found("main") == []


def test_a_stop_of_another_file_is_seen(run: Run) -> None:
    run.write(
        ending="from twisted.internet import reactor\n\ndef stop(_=None):\n    reactor.stop()\n",
        main="""\
            from twisted.internet import reactor
            from ending import stop
            from helpers import fetch

            d = fetch(1)
            d.addCallback(stop)
            reactor.run()
            """,
    )
    assert run.found("main", StopOnSuccessOnly) == ["manual: d = fetch(1)"]


def test_all_who_ask_for_deferreds_say_that_they_read_other_files() -> None:
    assert [each.name for each in CODEMODS if each.family == "twisted" and not each.reads_others] == []


def test_a_name_that_is_missing_at_worst_is_what_it_is_at_best(run: Run) -> None:
    run.write(
        compat="try:\n    from helpers import fetch\nexcept ImportError:\n    fetch = None\n",
        main="import twisted\nfrom compat import fetch\n\ndef go():\n    fetch(1)\n",
    )
    assert run.found("main") == ["safe: fetch(1)"]
