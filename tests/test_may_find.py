"""What codemods say before the parse: a no too many would hide findings, a yes too many only costs time.

That no test's program holds anything where the answer is no is checked in `conftest`, of all codemods.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from netfix.analysis.names.shadow_candidates import may_be_found_by_others, may_import_itself
from netfix.codemods import SYNTAX
from netfix.codemods.network.bare_message import BareMessage
from netfix.codemods.network.unbounded_gathering import UnboundedGathering
from netfix.codemods.pythonic.global_state import GlobalState
from netfix.codemods.pythonic.len_test import LenTest
from netfix.codemods.pythonic.quoted_placeholder import QuotedPlaceholder
from netfix.codemods.pythonic.undefined_name import UndefinedName
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.project import Project, RunScope

if TYPE_CHECKING:
    from pathlib import Path

    from netfix.engine.codemod import Codemod


def document(text: str, project: Project | None = None, path: str = "<string>") -> Document:
    return Document(dedent(text), Dialect.PYTHON3, Target.PY3, project=project, path=path)


@pytest.mark.parametrize(
    ("codemod", "text"),
    [(codemod, "if x:\n  y = (((\n") for codemod in (BareMessage, GlobalState, LenTest, UnboundedGathering)],
)
def test_a_text_without_an_outline_may_hold_anything(codemod: type[Codemod], text: str) -> None:
    assert codemod.may_find(document(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"cannot open '%s'\" % name", True),
        ("log.warning(\"cannot open '%s'\", name)", True),
        ("log.msg(format=\"cannot open '%(name)s'\", name=name)", True),
        ("\"cannot open '{0.name}'\".format(file)", True),
        ("f\"cannot open '{name}'\"", True),
        ("f\"{a=} '{name}'\"", True),
        ("before + \"open '%s'\" % name", True),
        ('"select \'" + "from \'%s\'" % name', True),
        # Nothing formats it, or not here.
        ("\"cannot open '%s'\"", False),
        ("_(\"cannot open '%s'\") % name", False),
        # By its looks it is for a machine.
        ("\"SELECT x FROM t WHERE a = '%s'\" % name", False),
        ("'<a href=\"%s\">' % url", False),
        ("f\"name='{name}'\"", False),
        # The quotes belong to more, or the placeholder does more.
        ("\"it is '%s and more'\" % name", False),
        ("\"cannot open '%10s'\" % name", False),
        ("f\"cannot open '{name:>10}'\"", False),
    ],
)
def test_text_may_quote_what_it_shows(text: str, *, expected: bool) -> None:
    assert QuotedPlaceholder.may_find(document(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a and (b or not len(x) == 0): pass", True),
        ("if 1 > len(x): pass", True),
        ("y = 1 if len(x) >= 1 else 2", True),
        ("if len(x) == 1: pass", False),
        ("if 0 < len(x) < 5: pass", False),
        ("if a.len(x): pass", False),
        ("if len(x) == False: pass", False),
        ("n = len(x) or 1", False),
        ("builtins.len = f\nif len(x): pass", False),
    ],
)
def test_length_may_be_tested_for_its_truth(text: str, *, expected: bool) -> None:
    assert LenTest.may_find(document(text)) is expected


SHARED = "def f():\n    global a\n    a = 1\n\ndef g():\n    print(a)\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHARED + "\nf()\n", True),
        (f"#!/usr/bin/python\n{SHARED}", True),
        (SHARED + 'if __name__ == "__main__":\n    f()\n', True),
        (SHARED.replace("a = 1", "import os as a") + "\nf()\n", True),
        (SHARED.replace("a = 1", "if b is None: a = 1") + "\nf()\n", True),
        ("def f():\n    global a\n    a = 1\n    def g(x=a): pass\n\nf()\n", True),
        (SHARED, False),
        (SHARED.replace("a = 1", "if a is None: a = 1") + "\nf()\n", False),
        (SHARED.replace("a = 1", "print(a)") + "\nf()\n", False),
        (SHARED.replace("print(a)", "print(b)") + "\nf()\n", False),
    ],
)
def test_functions_may_share_what_they_rewrite(text: str, *, expected: bool) -> None:
    assert GlobalState.may_find(document(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for line in open(x).readlines(): pass", True),
        ("with io.open(x) as f:\n    y = [a for n, a in enumerate(f.readlines())]", True),
        ("f, g = open(x), 1\nfor line in f.read().split('\\n'): pass", True),
        ("o = gzip.open\nf = o(x)\nfor line in f.readlines(): pass", True),
        ("import gzip\nfrom gzip import open as o\nfor line in o(x).readlines(): pass", True),
        ("f.write(urlopen(x).read())", True),
        ("r = s.makefile()\nbody = r.read()\nf.write(body)", True),
        ("r = requests.get(x)\nf.write(r.content)", True),
        ("ms = [c.retr(i) for i in ids]\nfor m in ms: pass", True),
        ("for line in f.readlines(): pass", False),
        ("f = other(x)\nfor line in f.readlines(): pass", False),
        ("for line in open(x).readlines(9): pass", False),
        ("for line in open(x).read().split(','): pass", False),
        ("body = open(x).read()\nf.write(body)", False),
        ("body = urlopen(x).read()\nprint(body)", False),
        ("f.write(node.content)", False),
        ("d.addCallback(self.done)\nself.ids = []\n", False),
    ],
)
def test_something_may_be_read_as_a_whole(text: str, *, expected: bool) -> None:
    assert UnboundedGathering.may_find(document(text)) is expected


GATHERING = """\
    class Downloader:
        def start(self, ids):
            self.done = []
            for each in ids:
                self.get(each).addCallback(self.store, each)

        def store(self, data, each):
            self.file.write(data)
            self.done.append(each)
"""


def test_callbacks_may_gather() -> None:
    assert UnboundedGathering.may_find(document(GATHERING))
    assert not UnboundedGathering.may_find(document(GATHERING.replace("self.done = []", "self.done = [0]")))
    assert not UnboundedGathering.may_find(document(GATHERING.replace("self.store, each", "other, each")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("print('got', s.recv(9))", True),
        ("data = s.recv(9)\nself.text = data.decode()\nlog.info('got %s', self.text)", True),
        ("def show(a, b):\n    print('got ' + b)\nshow(1, s.recv(9))", True),
        ("def show(b):\n    print('got ' + b)\nThread(target=show, args=(s.recv(9),))", True),
        ("def get():\n    return s.recv(9)\nprint(f'got {get()}')", True),
        ("class C:\n    def __init__(self, x):\n        print('got %s' % x)\nC(s.recv(9))", True),
        ("class P:\n    def lineReceived(self, line):\n        raise E('bad %s' % line)", True),
        ("got = []\ngot.append(s.recv(9))\nfor each in got:\n    print('got', each)", True),
        ("from requests import get as fetch\nprint('got', fetch(x).text)", True),
        ("import httpx as h\nprint('got', h.get(x).text)", True),
        ("from urllib import request as r\nprint('got', r.urlopen(x).read())", True),
        ("from ftplib import FTP\nf = FTP(x)\nprint('got', f.get(x))", True),
        ("import os\nprint('got', os.environ['HTTP_HOST'])", True),
        ("import django\ndef view(request):\n    raise E('bad %s' % request.GET['a'])", True),
        ("from requests import *\nprint('got', get(x).text)", True),
        ("from flask import request as r\nprint('got', r.form['a'])", True),
        ("def app(environ, start_response):\n    print('got', environ['a'])", True),
        ("server.register_function(f)\ndef f(a):\n    print('got ' + a)", True),
        ("data = s.recv(9)\nprint(data)", False),
        ("data = s.recv(9)\nprint('got', other)", False),
        ("data = s.recv(9)\nprint(f'got {data!r} {other}')", False),
        ("def show(b):\n    print('got ' + c)\nshow(s.recv(9))", False),
        ("from . import received\nprint('got', received)", False),
        ("def recv(x): pass\nprint('got', recv(9))", False),
        ("print('Content-Type: a')\nprint('got', s.recv(9))", False),
        ("import cgi\nprint('got', s.recv(9))", False),
    ],
)
def test_message_may_show_what_was_received(text: str, *, expected: bool) -> None:
    assert BareMessage.may_find(document(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(verified):\n    return verifed\n", True),
        ("from other import *\nanything\n", True),
        ("é = 1\nanything\n", True),
        ("def f(verified):\n    return missing\n", False),
        ("def f(provider):\n    return Provider\n", False),
        ("def f(ab):\n    return ac\n", False),
        ("import sys\nf = sys._getframe().f_globals\ndef f(verified):\n    return verifed\n", False),
    ],
)
def test_name_may_be_meant_for_a_near_one(text: str, *, expected: bool) -> None:
    assert UndefinedName.may_find(document(text)) is expected


MAIN = 'if __name__ == "__main__":\n    pass\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#!/usr/bin/python\nimport string\n", True),
        ("import string\n" + MAIN, True),
        ("from string import Template\n" + MAIN, True),
        ("import urllib.request\n" + MAIN, True),
        ("import string\nlog = getLogger(__name__)\n", False),
        ("import re as string\nfrom . import a\n" + MAIN, False),
        ("import sys\n" + MAIN, False),
    ],
)
def test_script_may_import_itself(text: str, *, expected: bool) -> None:
    name = "email" if "urllib" in text else "string"
    assert may_import_itself(document(text), name) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("#!/usr/bin/python\nimport socket\n", True),
        ("from socket import socket\n" + MAIN, True),
        ("import socket\n", False),
        ("#!/usr/bin/python\nimport sockets\n", False),
    ],
)
def test_script_beside_a_file_may_import_it(tmp_path: Path, other: str, *, expected: bool) -> None:
    own = tmp_path / "socket.py"
    own.write_text("a = 1\n")
    (tmp_path / "other.py").write_text(other)
    project = Project(RunScope((str(tmp_path),)), Target.PY3, SYNTAX)
    assert may_be_found_by_others(document("a = 1\n", project, str(own)), "socket") is expected
    assert not may_be_found_by_others(document("a = 1\n", None, str(own)), "socket")
