"""What is said of an expression's type holds for every value that it can have."""

from __future__ import annotations

import pytest

from analysed import Analysed, kind_of, said
from netfix.analysis.values.kinds import Kinds
from netfix.engine.dialect import Dialect

EXPRESSIONS = {
    "''": "str",
    "b''": "bytes",
    "rb'' b'x'": "bytes",
    "u'x'": "str",
    "f'{x}'": "str",
    "'x' f'{x}'": "str",
    "[]": "list",
    "[x for x in y]": "list",
    "()": "tuple",
    "(1, 2)": "tuple",
    "{}": "dict",
    "{x: 1 for x in y}": "dict",
    "{1}": "set",
    "{x for x in y}": "set",
    "(x for x in y)": "generator",
    "lambda: 1": "function",
    "1": "int",
    "1.5": "float",
    "-1": "int",
    "None": "None",
    "True": "bool",
    "not x": "bool",
    "x in y": "bool",
    "x is y": "bool",
    "x == y": "unknown",
    "'a' == 'b'": "bool",
    "1 < x < 3": "unknown",
    "list(x)": "list",
    "dict(x=1)": "dict",
    "dict.fromkeys(x)": "dict",
    "set()": "set",
    "frozenset(x)": "frozenset",
    "tuple(x)": "tuple",
    "sorted(x)": "list",
    "str(x)": "str",
    "bytes(x)": "bytes",
    "bytes.fromhex(x)": "bytes",
    "bytearray(x)": "bytearray",
    "repr(x)": "str",
    "input()": "str",
    "range(3)": "range",
    "map(f, x)": "iterator",
    "filter(f, x)": "iterator",
    "zip(x)": "iterator",
    "reversed(x)": "iterator",
    "open(x)": "file",
    "open(x).read()": "bytes or str",
    "open(x).readlines()": "list",
    "x.recv(9)": "bytes",
    "x.recvfrom(9)": "tuple",
    "x.recvfrom(9)[0]": "bytes",
    "x.recvfrom(9)[1]": "unknown",
    "x.recv()": "unknown",
    "x.recv(*y)": "unknown",
    "x.read()": "bytes or str",
    "x.read(1 << 10)": "bytes or str",
    "x.read(['setup.cfg'])": "unknown",
    "x.readline()": "bytes or str",
    "x.readlines()": "list",
    "x.split(',')": "list",
    "x.split(',')[0]": "bytearray or bytes or str",
    "x.split(',')[y]": "bytearray or bytes or str",
    "x.split(',', maxsplit=1)": "list",
    "x.split(a, b, c)": "unknown",
    "x.split(axis=1)": "unknown",
    "x.splitlines(True)": "list",
    "x.partition(':')": "tuple",
    "x.partition(':')[2]": "bytearray or bytes or str",
    "x.partition(':')[3]": "unknown",
    "x.encode()": "bytes or str",
    "x.encode('utf-8', 'replace')": "bytes or str",
    "x.encode(encoding='latin-1')": "bytes or str",
    "x.encode(y)": "unknown",
    "x.encode('a sentence')": "unknown",
    "x.decode()": "str",
    "x.decode('ascii')": "str",
    "x.decode('{}')": "unknown",
    "x.keys()": "dict view or list",
    "x.values()": "dict view or list",
    "x.items('section')": "unknown",
    "x.strip()": "bytearray or bytes or str",
    "x.lower().strip()": "bytearray or bytes or str",
    "x.replace('a', 'b')": "bytearray or bytes or str",
    "x.replace(hour=3)": "unknown",
    "x.replace(y)": "unknown",
    "x.join(y)": "unknown",
    "x.format(y)": "unknown",
    "x.getvalue()": "bytes or str",
    "x.getvalue('name')": "unknown",
    "x.hexdigest()": "str",
    "x.groups()": "tuple",
    "x.group()": "unknown",
    "x.get('a')": "unknown",
    "x.pop()": "unknown",
    "x.y": "unknown",
    "x[0]": "unknown",
    "x[1:]": "unknown",
    "','.join(x)": "str",
    "b','.join(x)": "bytes",
    "'{}'.format(x)": "str",
    "'a,b'.split(',')": "list",
    "'a,b'.split(',')[0]": "str",
    "'abc'[0]": "str",
    "'abc'[1:]": "str",
    "b'abc'[0]": "int",
    "'abc'.encode(x)": "bytes",
    "b'abc'.decode(x)": "str",
    "'abc'.startswith(x)": "bool",
    "'abc'.unheard_of()": "unknown",
    "[1, ''][1]": "str",
    "[1][2]": "unknown",
    "[1, 2][1:]": "list",
    "(1, [])[-1]": "list",
    "[].copy()": "list",
    "[].append(1)": "None",
    "{}.copy()": "dict",
    "{}.keys()": "dict view",
    "{}.get(x)": "unknown",
    "{1} | {2}": "set",
    "{1}.union(x)": "set",
    "'a' + 'b'": "str",
    "'a' + x": "unknown",
    "x + 'a'": "unknown",
    "[1] + [2]": "list",
    "[1] + (2,)": "unknown",
    "[1] * 3": "list",
    "[1] * x": "list",
    "3 * 'a'": "str",
    "'%s' % x": "str",
    "b'%s' % x": "bytes",
    "x % y": "unknown",
    "1 + 2": "int",
    "1 / 2": "float or int",
    "2 ** x": "unknown",
    "[] or ''": "list or str",
    "x or []": "unknown",
    "None or []": "list",
    "None and []": "unknown",
    "[] and ''": "list or str",
    "[] if x else ()": "list or tuple",
    "[] if x else None": "unknown",
    "[] if x else y": "unknown",
    "(y := [])": "list",
    "await x": "unknown",
    "await x.read()": "unknown",
    "x[1:, 2]": "unknown",
}


@pytest.mark.parametrize(("expression", "kind"), EXPRESSIONS.items())
def test_an_expression_has_the_type_that_python_gives_it(expression: str, kind: str) -> None:
    assert said(f"async def f(x, y, a, b, c):\n    probe(({expression}))\n") == kind


PYTHON_2 = {
    "''": "str",
    "u'x'": "unicode",
    "'a' u'b'": "unicode",
    "b'x'": "str",
    "bytes(x)": "str",
    "unicode(x)": "unicode",
    "range(3)": "list",
    "xrange(3)": "xrange",
    "map(f, x)": "list",
    "zip(x)": "list",
    "filter(f, x)": "list or str or tuple or unicode",
    "raw_input()": "str",
    "input()": "unknown",
    "file(x).read()": "str or unicode",
    "{}.keys()": "list",
    "{}.iterkeys()": "iterator",
    "x.keys()": "list",
    "x.recv(9)": "str",
    "'6e'.decode('hex')": "str or unicode",
    "u'x'.encode('hex')": "str",
    "'%s' % x": "str or unicode",
    "'a' + u'b'": "str or unicode",
    "','.join(x)": "str or unicode",
    "'a'.upper()": "str",
}


@pytest.mark.parametrize(("expression", "kind"), PYTHON_2.items())
def test_builtins_are_those_of_the_files_own_dialect(expression: str, kind: str) -> None:
    assert said(f"def f(x): probe(({expression}))\n", Dialect.PYTHON2) == kind


def test_plain_literals_are_unicode_where_python_2_imports_it_so() -> None:
    assert said("from __future__ import unicode_literals\nprobe('')\n", Dialect.PYTHON2) == "unicode"


DOUBTED = {
    "a builtin's name is bound": ("def f(list, x): probe(list(x))\n", "unknown"),
    "a star import may bind it": ("from tools import *\nprobe(list(x))\n", "list?"),
    "a star import does bind it": ("from locale import *\nprobe(str(x))\n", "str?"),
    "exec may bind it": ("exec(code)\nprobe(list(x))\n", "list?"),
    "literals stay certain": ("from tools import *\nprobe([])\n", "list"),
    "arrays have split()": ("import numpy as np\nprobe(x.split(','))\n", "unknown"),
    "rasters have read()": ("import rasterio\nprobe(x.read())\n", "unknown"),
    "arrays have no recv()": ("import numpy\nprobe(x.recv(9))\n", "bytes"),
    "connections receive any object": ("import multiprocessing\nprobe(x.recv(9))\n", "unknown"),
    "so do messages of zmq": ("import zmq.green as zmq\nprobe(x.recv(9))\n", "unknown"),
    "and packets": ("from scapy.all import *\nprobe(x.recv(9))\n", "unknown"),
    "a query set has values()": ("from django.db import models\nprobe(x.values())\n", "unknown"),
    "elements have no split()": ("import xml.etree.ElementTree\nprobe(x.split(','))\n", "list"),
    "mocks have all": ("from unittest import mock\nprobe(x.recv(9))\n", "unknown"),
    "mocks replace functions": ("import mock, os\nprobe(os.listdir(x))\n", "list?"),
    "pytest's mocks as well": ("def test(mocker, x): probe(x.recv(9))\n", "unknown"),
    "the file defines the method": ("class S:\n    def recv(self, n): return P()\nprobe(x.recv(9))\n", "unknown"),
    "the file assigns the method": ("x.recv = f\nprobe(x.recv(9))\n", "unknown"),
    "a known object is believed": ("import numpy\nprobe('a,b'.split(','))\n", "list"),
    "a known file, too": ("import numpy\nwith open(x) as f: probe(f.read())\n", "bytes or str"),
    "a known socket, too": (
        "import socket, multiprocessing\ns = socket.socket()\nprobe(s.recv(9))\n",
        "bytes",
    ),
    "an array's number repeats into an array": ("import numpy\nprobe([0] * n)\n", "unknown"),
    "a sum with an array is one": ("import numpy\nx = []\nx += numpy.zeros(3)\nprobe(x)\n", "unknown"),
    "an awaited name means asyncio's": ("import numpy, asyncio\nasync def f(r): probe(await r.read())\n", "unknown"),
}


@pytest.mark.parametrize(("text", "kind"), DOUBTED.values(), ids=DOUBTED)
def test_nothing_is_certain_that_the_file_speaks_against(text: str, kind: str) -> None:
    assert said(text) == kind


REASONS = {
    "def f(s):\n    buf = s.recv(9)\n    probe(buf)\n": "buf comes from recv()",
    "probe([])\n": "it is a list literal",
    "x = []\nprobe(x)\n": "x is a list literal",
    "parts = y.split()\nprobe(parts)\n": "parts is the result of split()",
    "def f(*args): probe(args)\n": "args is *args",
    "def f(x: list): probe(x)\n": "x is annotated as list",
    "def f(x=[]): probe(x)\n": "only the default of x is known",
    "def f(x): probe(x)\n": "x is a parameter, and callers may pass anything",
    "x = None\nif a: x = []\nprobe(x)\n": "x may be None",
    "x = ''\nif a: x = []\nprobe(x)\n": "x is a list or str wherever it gets a value",
    "import numpy\nprobe(x.split())\n": "the file imports numpy, whose split() may give anything",
    "class C: pass\nprobe(C())\n": "it is made by C()",
    "def f(x):\n    if isinstance(x, dict): probe(x)\n": "x is tested to be a dict",
    "x = s.recv(9)[1:]\nprobe(x)\n": "x is a slice, and the whole comes from recv()",
}


@pytest.mark.parametrize(("text", "why"), REASONS.items())
def test_the_reason_is_a_clause_for_people(text: str, why: str) -> None:
    assert kind_of(text).why == why


@pytest.mark.parametrize("expression", ["[]", "''", "{}.keys()", "range(3)", "[] or ''", "bytearray()"])
def test_sized_builtins_are_true_when_they_are_not_empty(expression: str) -> None:
    assert kind_of(f"probe({expression})\n").is_sized_builtin


@pytest.mark.parametrize("expression", ["1", "None", "x", "(y for y in z)", "open(x)", "map(f, x)", "lambda: 1"])
def test_what_has_no_length_is_not_sized(expression: str) -> None:
    assert not kind_of(f"probe({expression})\n").is_sized_builtin


def test_a_question_that_leads_too_far_is_answered_with_unknown() -> None:
    chain = "".join(f"def f{number}(): return f{number + 1}()\n" for number in range(100))
    assert said(f"{chain}def f100(): return []\nprobe(f0())\n") == "unknown"
    assert said("def f1(): return []\ndef f0(): return f1()\nprobe(f0())\n") == "list"


def test_a_question_that_led_too_far_does_not_change_the_next_answer() -> None:
    chain = "".join(f"def f{number}(): return f{number + 1}()\n" for number in range(60))
    program = Analysed(f"{chain}def f60(): return []\nprobe(f0())\nprobe(f30())\nprobe(f0())\n")
    kinds = Kinds(program)
    assert [kinds.of(expression).name for expression in program.probed] == ["unknown", "list", "list"]


def test_a_long_sum_is_followed_without_recursion() -> None:
    terms = " + ".join(["''"] * 250)
    assert said(f"probe({terms})\n") == "str"
