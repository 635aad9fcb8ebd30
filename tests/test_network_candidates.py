"""What codemods about networks see before LibCST parses: yes for what they report, no for what looks like it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from netfix.codemods.network.any_query import AnyQuery
from netfix.codemods.network.bind_all import BindAll
from netfix.codemods.network.bind_loopback import BindLoopback
from netfix.codemods.network.charref import Charref
from netfix.codemods.network.half_open import HalfOpen
from netfix.codemods.network.html_tag_soup import HtmlTagSoup
from netfix.codemods.network.http_framing import HttpFraming
from netfix.codemods.network.ignored_send import IgnoredSend
from netfix.codemods.network.missing_timeout import MissingTimeout
from netfix.codemods.network.pickle_from_network import PickleFromNetwork
from netfix.codemods.network.recv_as_message import RecvAsMessage
from netfix.codemods.network.resource_leak import ResourceLeak
from netfix.codemods.network.sigchld_race import SigchldRace
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

if TYPE_CHECKING:
    from netfix.engine.codemod import Codemod

ALL = [
    AnyQuery, BindAll, BindLoopback, Charref, HalfOpen, HtmlTagSoup, HttpFraming, IgnoredSend, MissingTimeout,
    PickleFromNetwork, RecvAsMessage, ResourceLeak, SigchldRace, NoneComparison, WhileOne,
]  # fmt: skip


def document(text: str) -> Document:
    return Document(dedent(text), Dialect.PYTHON3, Target.PY3)


@pytest.mark.parametrize(
    ("codemod", "text"),
    [
        (AnyQuery, "import dns.resolver\ndns.resolver.resolve(d, 'any')"),
        (AnyQuery, "from dns.rdatatype import ANY as all_of\nresolver.query(d, all_of)"),
        (AnyQuery, "r.query(d, RdataType.ANY)"),
        (AnyQuery, "import os\nos.popen('%sdig any %s' % (sudo, name))"),
        (AnyQuery, "from twisted.names import client\nclient.lookupAllRecords(d)"),
        (AnyQuery, "import socket\nimport struct\nq = struct.pack('>HH', 255, 1)\ns.sendto(q, (h, 53))"),
        (BindAll, "from xmlrpc.server import SimpleXMLRPCServer as S\nS(('', 80))"),
        (BindAll, "app.run(host='0.0.0.0', debug=True)"),
        (BindAll, "HOST = '0.0.0.0'\napp.run(HOST, 80, True)\nimport flask"),
        (BindAll, "import pickle\nADDRESS = '', 80\ns.bind(ADDRESS)\ns.listen(1)\npickle.loads(c.recv(9))"),
        (BindAll, "reactor.listenTCP(80, f)\nclass P:\n    def dataReceived(self, data):\n        eval(data)"),
        (BindLoopback, "# Serves others over\n# the internet.\ns.bind(('127.0.0.1', 1))\ns.listen(1)"),
        (HalfOpen, "import socket\ns.shutdown(1)"),
        (HalfOpen, "import socket\ns.close()\ns.send(b'x')"),
        (HtmlTagSoup, "x = '<b><i>a</b></i>'"),
        (HtmlTagSoup, "x = '<b>' + '<i>a</b></i>'"),
        (HtmlTagSoup, "x = '<b><i>'\nx += 'a</b></i>'"),
        (HtmlTagSoup, "x = f'<b><i>{a}</b></i>'"),
        (HtmlTagSoup, "x = '<b><i>{}</b></i>'.format(a)"),
        (HttpFraming, "def f(self):\n    self.send_response(200)\n    self.end_headers()\n    self.wfile.write(page)"),
        (HttpFraming, "s.send('HTTP/1.0 200 OK\\r\\n\\r\\npage')"),
        (HttpFraming, "#!/usr/bin/python\nprint('Content-Type: text/html\\n')"),
        (IgnoredSend, "import socket\ns = socket.socket()\ns.send(b'x')"),
        (IgnoredSend, "conn, peer = self.listener.accept()\nconn.send(b'x')"),
        (MissingTimeout, "from urllib.request import urlopen as get\nget(u)"),
        (MissingTimeout, "import requests\ns = requests.Session()\ns.get(u)"),
        (MissingTimeout, "import smtplib\ns = smtplib.SMTP()\ns.connect(h)"),
        (MissingTimeout, "from socket import *\ns = socket()\ns.connect(a)"),
        (PickleFromNetwork, "import pickle\npickle.loads(s.recv(9))"),
        (PickleFromNetwork, "from multiprocessing.connection import Listener\nListener(('', 1))"),
        (PickleFromNetwork, "CELERY_TASK_SERIALIZER = 'pickle'"),
        (PickleFromNetwork, "import zmq\ns.recv_pyobj()"),
        (RecvAsMessage, "import socket\nd = s.recv(0x1)\nint(d)"),
        (RecvAsMessage, "class P(Protocol):\n    def dataReceived(self, data):\n        if data == b'x': pass"),
        (ResourceLeak, "def f():\n    a = open(n)\n    a.read()"),
        (ResourceLeak, "from gzip import open as unzip\na = unzip(n)\ng()\na.close()"),
        (ResourceLeak, "import socket\nc, _ = s.accept()\nc.send(x)\nc.close()"),
        (SigchldRace, "from signal import *\nimport os\nsignal(SIGCHLD, h)\ndef h(*a):\n    os.wait()"),
        (Charref, "def handle_charref(self, ref):\n    return int(ref)"),
        (NoneComparison, "x = a == b != None"),
        (WhileOne, "while (1): pass"),
    ],
)
def test_what_is_reported_is_looked_at(codemod: type[Codemod], text: str) -> None:
    assert codemod.may_find(document(text))


@pytest.mark.parametrize(
    ("codemod", "text"),
    [
        (AnyQuery, "# WITHOUT WARRANTY OF ANY KIND\nif any(x): r.query(d, 'MX')"),
        (AnyQuery, "from sqlalchemy import ANY\nsession.query(a, ANY)"),
        (BindAll, "from http.server import HTTPServer\nHTTPServer(('', 80))"),
        (BindAll, "from xmlrpc.server import SimpleXMLRPCServer\nSimpleXMLRPCServer(('', 80))  # asks for a password"),
        (BindAll, "import pickle\npickle.loads(s.recv(9))\ns.connect(('', 80))"),
        (BindLoopback, "# Serves others over the internet.\ns.connect(('127.0.0.1', 1))"),
        (BindLoopback, "s.bind(('127.0.0.1', 1))\ns.listen(1)"),
        (HalfOpen, "import socket\nf.close()\nf.flush()"),
        (HalfOpen, "executor.shutdown(wait=True)"),
        (HtmlTagSoup, '"""A <b>bold <i>word</b></i>."""'),
        (HtmlTagSoup, "x = '<b><i>a</i></b>'"),
        (HtmlTagSoup, "import pytest\nx = '<b><i>a</b></i>'"),
        (HttpFraming, '"""GET /page"""\nf.write(x)'),
        (
            HttpFraming,
            "def f(self):\n    self.send_response(200)\n    self.send_length('Content-Length')\n    self.end_headers()",
        ),
        (IgnoredSend, "import socket\nn = s.send(b'x')"),
        (IgnoredSend, "generator.send(x)"),
        (IgnoredSend, "import socket, zmq\ns.send(b'x')"),
        (MissingTimeout, "from urllib.request import urlopen\nurlopen(u, timeout=9)"),
        (MissingTimeout, "import requests\nrequests.codes.ok"),
        (MissingTimeout, "import socket\ns = socket.socket()\ns.bind(a)"),
        (PickleFromNetwork, "import pickle\npickle.load(open(n, 'rb'))"),
        (PickleFromNetwork, "import multiprocessing\nmultiprocessing.Pool()"),
        (RecvAsMessage, "class P(Protocol):\n    def dataReceived(self, data):\n        self.all += data"),
        (RecvAsMessage, "queue.recv(9)"),
        (ResourceLeak, "with open(n) as f: f.read()"),
        (ResourceLeak, "def f():\n    a = open(n)\n    return a"),
        (ResourceLeak, "def f():\n    a = open(n)\n    try:\n        g()\n    finally:\n        a.close()"),
        (SigchldRace, "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)"),
        (Charref, "def handle_charref(self, ref):\n    pass"),
        (NoneComparison, "'x == None'\ny = a is None"),
        (WhileOne, "'while 1:'\nwhile x: pass"),
    ],
)
def test_what_only_looks_like_it_is_not_parsed(codemod: type[Codemod], text: str) -> None:
    assert not codemod.may_find(document(text))


@pytest.mark.parametrize("codemod", ALL)
def test_text_without_an_outline_may_hold_anything(codemod: type[Codemod]) -> None:
    assert codemod.may_find(document("if x:\n  y = (((\n"))
