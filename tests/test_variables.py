"""A variable or attribute has the types of all that it may hold."""

from __future__ import annotations

import pytest

from analysed import said

VARIABLES = {
    "assigned once": ("x = []\ndef f(): probe(x)\n", "list"),
    "assigned twice": ("def f():\n    x = []\n    def g(): probe(x)\n    x = ''\n", "list or str"),
    "an unknown assignment": ("def f(y):\n    x = []\n    def g(): probe(x)\n    x = y()\n", "unknown"),
    "an assignment by a function": ("x = []\ndef f():\n    global x\n    x = y()\nprobe(x)\n", "unknown"),
    "None among the values": ("x = None\ndef f(): probe(x)\ndef g():\n    global x\n    x = []\n", "unknown"),
    "None alone": ("x = None\nprobe(x)\n", "None"),
    "deleted": ("def f():\n    x = []\n    def g(): probe(x)\n    del x\n", "list"),
    "a chain of names": ("x = []\ny = x\nprobe(y)\n", "list"),
    "assigned to itself": ("def f():\n    while a:\n        x = x\n        probe(x)\n", "unknown"),
    "grown in a loop": ("def f(s):\n    x = b''\n    while a:\n        x += s.recv(9)\n        probe(x)\n", "bytes"),
    "grown by a sum": ("def f(s):\n    x = b''\n    while a:\n        x = x + s.recv(9)\n    probe(x)\n", "bytes"),
    "grown by the unknown": ("def f(s):\n    x = b''\n    while a:\n        x += s\n    probe(x)\n", "unknown"),
    "shortened": ("def f():\n    x = ''\n    while a:\n        x = x[1:].strip()\n    probe(x)\n", "str"),
    "changed on the way round": (
        "def f():\n    x = ''\n    while a:\n        x = x.split()\n    probe(x)\n",
        "unknown",
    ),
    "two that depend on each other": (
        "def f():\n    x, y = '', ''\n    while a:\n        x = y + 'a'\n        y = x.strip()\n    probe(x)\n",
        "str",
    ),
    "unpacked from a display": ("x, y = [], {}\nprobe(y)\n", "dict"),
    "unpacked from recvfrom()": ("data, address = s.recvfrom(9)\nprobe(data)\n", "bytes"),
    "unpacked from a variable": ("pair = s.recvfrom(9)\ndata, address = pair\nprobe(data)\n", "bytes"),
    "unpacked from the unknown": ("x, y = z\nprobe(x)\n", "unknown"),
    "unpacked in the wrong number": ("x, y = 'abc'.partition('b')\nprobe(x)\n", "unknown"),
    "the rest of an unpacking": ("x, *y = z\nprobe(y)\n", "list"),
    "beside the rest of an unpacking": ("x, *y = s.partition(':')\nprobe(x)\n", "unknown"),
    "assigned in a chain": ("x = y = []\nprobe(x)\n", "list"),
    "annotated": ("x: list = y()\nprobe(x)\n", "list"),
    "annotated and known better": ("from typing import Any\nx: Any = []\nprobe(x)\n", "list"),
    "star-imported before an assignment": ("from tools import *\nx = []\nprobe(x)\n", "list"),
    "star-imported after an assignment": ("x = []\nfrom tools import *\nprobe(x)\n", "unknown"),
    "star-imported before a condition": ("from tools import *\nif a: x = []\nprobe(x)\n", "unknown"),
    "star-imported, used in a function": ("from tools import *\nx = []\ndef f(): probe(x)\n", "list"),
    "bound by exec": ("x = []\nexec(code)\nprobe(x)\n", "unknown"),
    "of a class": ("class C:\n    if a: x = []\n    probe(x)\n", "unknown"),
    "walrus": ("while x := s.recv(9): probe(x)\n", "bytes"),
    "a with target": ("with open(y) as x: probe(x)\n", "file"),
    "an unknown with target": ("with y as x: probe(x)\n", "unknown"),
    "an exception": ("try: pass\nexcept E as x: probe(x)\n", "exception"),
    "a decorated function": ("@y\ndef x(): pass\nprobe(x)\n", "unknown"),
    "a function": ("def x(): pass\nprobe(x)\n", "function"),
    "a class": ("class x: pass\nprobe(x)\n", "class"),
    "a module": ("import x\nprobe(x)\n", "module"),
    "a matched rest": ("match y:\n    case [1, *x]: probe(x)\n", "list"),
    "a matched rest of a mapping": ("match y:\n    case {1: 2, **x}: probe(x)\n", "dict"),
    "a matched name": ("match y:\n    case [x]: probe(x)\n", "unknown"),
}


@pytest.mark.parametrize(("text", "kind"), VARIABLES.values(), ids=VARIABLES)
def test_a_variable_has_the_types_of_all_that_it_may_hold(text: str, kind: str) -> None:
    assert said(text) == kind


PARAMETERS = {
    "x": "unknown",
    "*x": "tuple",
    "**x": "dict",
    "*x: int": "tuple",
    "x: list": "list",
    "x: list[int]": "list",
    "x: float": "float or int",
    "x: bytes | bytearray": "bytearray or bytes",
    "x: str = ''": "str",
    "x: str = None": "unknown",
    "x: str | None": "unknown",
    "x: typing.Optional[str]": "unknown",
    "x: typing.List[int]": "list",
    "x: typing.Union[list, typing.Tuple]": "list or tuple",
    "x: typing.AnyStr": "bytes or str",
    "x: typing.Sequence": "unknown",
    "x: typing.Final[dict]": "dict",
    "x: 'list'": "unknown",
    "x: Mine": "unknown",
    "x=[]": "list?",
    "x=None": "unknown",
    "x=y()": "unknown",
}


@pytest.mark.parametrize(("parameter", "kind"), PARAMETERS.items())
def test_of_a_parameter_only_its_annotation_and_its_stars_are_certain(parameter: str, kind: str) -> None:
    assert said(f"import typing\ndef f({parameter}): probe(x)\n") == kind


def test_an_annotation_whose_name_is_rebound_says_nothing() -> None:
    assert said("class list: pass\ndef f(x: list): probe(x)\n") == "unknown"


LOOPS = {
    "for x in ['a', 'b']": "str",
    "for x in ('a', 1)": "int or str",
    "for x in [*y]": "unknown",
    "for x in y": "unknown",
    "for x in y.split()": "bytearray or bytes or str",
    "for x in y.split()[1:]": "bytearray or bytes or str",
    "for x in 'a b'.split()": "str",
    "for x in sorted(y.split(), key=len)": "bytearray or bytes or str",
    "for x in open(y)": "bytes or str",
    "for x in open(y).readlines()": "bytearray or bytes or str",
    "for x in 'abc'": "str",
    "for x in b'abc'": "int",
    "for x in range(3)": "int",
    "for x in sys.argv[1:]": "str",
    "for x in iter(lambda: y.recv(9), b'')": "bytes",
    "for x in iter(y, b'')": "unknown",
    "for i, x in enumerate(y.split())": "bytearray or bytes or str",
    "for x, i in enumerate(y)": "int",
    "for a, x in zip(y, ['a'])": "str",
    "for a, x in [(1, 'a'), (2, 'b')]": "str",
    "for a, x in [(1, 'a'), y]": "unknown",
    "for a, x in y.items()": "unknown",
    "for a, b, x in os.walk(y)": "list",
    "async for x in 'abc'": "unknown",
    "for (a, x), b in y": "unknown",
    "for x in []": "unknown",
}


@pytest.mark.parametrize(("loop", "kind"), LOOPS.items())
def test_a_loops_variable_has_the_type_of_the_elements(loop: str, kind: str) -> None:
    assert said(f"import os, sys\nasync def f(y):\n    {loop}: probe(x)\n") == kind
    assert said(f"import os, sys\nasync def f(y):\n    z = [probe(x) {loop}]\n") == kind


def test_elements_of_a_list_that_others_may_change_are_unknown() -> None:
    assert said("parts = y.split()\nparts.append(None)\nprobe(parts[0])\n") == "unknown"
    assert said("parts = ['a']\nfor part in parts: probe(part)\n") == "unknown"


_TEXT = "class C:\n    x = ''\n    def f(self): probe(self.x)\n"

OBJECTS = {
    "an attribute": ("class C:\n    def f(self):\n        self.x = []\n        probe(self.x)\n", "list?"),
    "of a class": (_TEXT, "str?"),
    "assigned in another method": (f"{_TEXT}    def g(self): self.x = []\n", "list or str?"),
    "unknown in another method": (f"{_TEXT}    def g(self): self.x = y\n", "unknown"),
    "assigned from outside": (f"{_TEXT}C().x = 1\n", "unknown"),
    "another class's": (f"{_TEXT}class D:\n    def f(self): self.x = 1\n", "str?"),
    "a subclass's": (f"{_TEXT}class D(C):\n    def f(self): self.x = 1\n", "int or str?"),
    "a base's": ("class B:\n    x = ''\nclass C(B):\n    def f(self): probe(self.x)\n", "str?"),
    "annotated": ("class C:\n    x: list[int]\n    def f(self): probe(self.x)\n", "list"),
    "annotated in a method": (
        "class C:\n    def f(self, y):\n        self.x: bytes = y\n        probe(self.x)\n",
        "bytes",
    ),
    "annotated, and None": ("class C:\n    x: list = None\n    def f(self): probe(self.x)\n", "unknown"),
    "grown": (
        "class C:\n    x = b''\n    def f(self, s):\n        self.x += s.recv(9)\n        probe(self.x)\n",
        "bytes?",
    ),
    "of an object": ("class C:\n    x = ''\nc = C()\nprobe(c.x)\n", "str?"),
    "a method": ("class C:\n    def g(self): return []\n    def f(self): probe(self.g())\n", "list?"),
    "a method of a made object": ("class C:\n    def g(self): return []\nprobe(C().g())\n", "list"),
    "a static method": ("class C:\n    @staticmethod\n    def g(): return []\nprobe(C().g())\n", "list"),
    "a property": ("class C:\n    @property\n    def x(self): return []\n    def f(self): probe(self.x)\n", "unknown"),
    "a method of an unknown base": ("class C(asyncore.dispatcher):\n    def f(self): probe(self.recv(9))\n", "bytes"),
    "a method that no base has": ("class C:\n    def f(self): probe(self.recv(9))\n", "unknown"),
    "never assigned": ("class C:\n    def f(self): probe(self.x)\n", "unknown"),
    "self of a static method": ("class C:\n    x = ''\n    @staticmethod\n    def f(self): probe(self.x)\n", "unknown"),
    "a rebound self": ("class C:\n    x = ''\n    def f(self):\n        self = y\n        probe(self.x)\n", "unknown"),
    "self in a function within": ("class C:\n    x = ''\n    def f(self):\n        def g(): probe(self.x)\n", "str?"),
}


@pytest.mark.parametrize(("text", "kind"), OBJECTS.values(), ids=OBJECTS)
def test_an_attribute_has_the_types_that_the_file_assigns(text: str, kind: str) -> None:
    assert said(text) == kind
