"""Whether a text is Python 2 or Python 3."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from netfix.engine import dialect
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.parsing import ParseFailed

ONLY_PYTHON2 = {
    "print statement": 'print "hello"\n',
    "except with a comma": "import socket\ntry: pass\nexcept socket.error, e: pass\n",
    "except that binds a class's name": "try: pass\nexcept ValueError, KeyError: pass\n",
    "print to a file": 'import sys\nprint >>sys.stderr, "x"\n',
    "bare print": "print\n",
    "print of a parenthesised first item": 'print ("a"), 1\n',
    "print of a formatted text": 'print ("a %s") % 1\n',
    "exec in a namespace": "exec (a) in b\n",
    "shebang": '#!/usr/bin/env python2.7\nprint ("a", "b")\n',
    "module that is gone": 'import urllib2\nprint(urllib2.urlopen("x"))\n',
    "module that is gone, among others": "import os, urllib2 as u, sys\n",
    "module that is gone, in a function": "def f():\n    from StringIO import StringIO\n",
    "built-in that is gone": 'x = raw_input("a")\nprint (x)\n',
    "global below its use": "def f():\n    x = 1\n    global x\n",
    "star import in a function": "def f():\n    from os import *\n",
    "mixed tabs": "if x:\n\ty = 1\n        z = 2\n",
    "gone functions": "import urllib\nx = urllib.quote(urllib.urlencode(y))\n",
    "half converted": "print(a, file=b)\ntry: pass\nexcept A, e: raise B, 0777\nx = `y`\n",
}
ONLY_PYTHON3 = {
    "annotation": "x: int = 1\n",
    "async": "async def f(): await g()\n",
    "f-string": 'print(f"{x}")\n',
    "keyword of print": "print(a, file=b)\n",
    "match": "match x:\n    case 1: pass\n",
    "three classes without parentheses": "try: pass\nexcept A, B, C: pass\n",
    "two classes in a modern program": 'x = f"{1}"\ntry: pass\nexcept ValueError, KeyError: pass\n',
    "two imported names in a modern program": "import asyncio\nfrom socket import error, timeout\n"
    'x = f"{1}"\ntry: pass\nexcept error, timeout: pass\n',
    "template string": 'x = t"{y}"\n',
    "shebang": '#!/usr/bin/python3\nprint >>f, "left over"\n',
    "print_function": "from __future__ import print_function\nprint(1)\n",
    "annotations": "from __future__ import annotations\nx = 1\n",
    "super": "class A(B):\n    def f(self):\n        return super().f()\n",
    "new module": "import asyncio\n",
    "new module with raw_input": "import asyncio\nraw_input()\n",
}
BOTH = {
    "assignment": "x = 1\n",
    "print of several items": 'print ("a", "b")\n',
    "print of one item": 'print ("a")\n',
    "exec of one item": "exec (code)\n",
    "guarded import": "try:\n    import urllib2\nexcept ImportError:\n    import urllib.request as urllib2\n",
    "import by version": "import sys\nif sys.version_info[0] == 2:\n    import Queue\n",
    "guarded built-in": "try:\n    text = unicode\nexcept NameError:\n    text = str\n",
    "built-in that is defined": "def f(unicode):\n    return unicode\nxrange = range\nxrange(3)\n",
    "attribute and keyword": "x.unicode(raw_input=1)\n",
    "version tested": "import six\nif six.PY2:\n    x = unicode\nbasestring\n",
    "one dict method": "x.has_key(1)\n",
    "dict method that is defined": "class A:\n    def has_key(self, k): pass\na.has_key(1)\na.has_key(2)\n",
    "words in text": '"""import urllib2\nprint >>f, xrange"""\n# raw_input\n',
    "empty": "",
}
NEITHER = {
    "modern program with a print statement": 'x = f"{1}"\nprint "debug"\n',
    "modern program with an except comma": 'x = f"{1}"\ntry: pass\nexcept ValueError, e: print(e)\n',
    "annotations and a print statement": 'def f(x: int): return x\nprint "debug"\n',
    "async and a print statement": 'async def f(): pass\nprint "debug"\n',
    "positional after star and a print statement": 'f(*a, b)\nprint "debug"\n',
    "asyncio and a print statement": 'import asyncio\nprint "debug"\n',
    "super and a print statement": 'class A(B):\n    def f(self):\n        super().f()\nprint "debug"\n',
    "shebang and a print statement": '#!/usr/bin/python3\nprint "debug"\n',
    "print with a file and one except comma": "print(a, file=b)\ntry: pass\nexcept A, e: pass\n",
    "nonsense": "x = = 1\n",
    "open string": "x = '\n",
}


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("text", ONLY_PYTHON2.values(), ids=ONLY_PYTHON2)
def test_python2_is_python2(text: str, target: Target) -> None:
    assert detect(text, target) is Dialect.PYTHON2


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("text", ONLY_PYTHON3.values(), ids=ONLY_PYTHON3)
def test_python3_is_python3(text: str, target: Target) -> None:
    assert detect(text, target) is Dialect.PYTHON3


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_what_is_both_is_what_is_wanted(text: str) -> None:
    assert detect(text, Target.PY3) is Dialect.PYTHON3
    assert detect(text, Target.PY27) is Dialect.PYTHON2


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER)
def test_what_is_neither_is_refused_with_both_complaints(text: str, target: Target) -> None:
    with pytest.raises(ParseFailed) as caught:
        detect(text, target)
    assert "not Python 3 (" in caught.value.reason
    assert "not Python 2 (" in caught.value.reason
    assert caught.value.line is not None


def test_much_python2_outweighs_one_new_module() -> None:
    text = "import configparser\n" + 'print "x"\n' * 5
    assert detect(text, Target.PY3) is Dialect.PYTHON2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(ending: str) -> None:
    assert detect(f"if x:{ending}\fprint 1{ending}".replace("\f", "    "), Target.PY3) is Dialect.PYTHON2
    assert detect(f"if x:{ending}    print(f'1'){ending}", Target.PY3) is Dialect.PYTHON3


def test_what_is_too_deep_for_the_interpreter_is_not_python2() -> None:
    with pytest.raises(ParseFailed):
        detect("x = " + "(" * 300 + ")" * 300 + "\n", Target.PY3)
    assert detect("x = " + "-" * 400 + "1\n", Target.PY3) is Dialect.PYTHON3


def as_python314(text: str) -> ast.Module:
    """Parse as Python 3.14 does, which takes `except A, B` for two classes."""
    module = ast.parse(re.sub(r"except (\w+, \w+):", r"except (\1):", text))
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Tuple):
            for item in (node.type, *node.type.elts):
                item.col_offset -= 1
            node.type.col_offset += 1
    return module


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("try: pass\nexcept ValueError, e: pass\n", Dialect.PYTHON2),
        ("try: pass\nexcept ValueError, KeyError: pass\n", Dialect.PYTHON2),
        ("import asyncio\ntry: pass\nexcept ValueError, KeyError: pass\n", Dialect.PYTHON3),
        ("x = f'{1}'\ntry: pass\nexcept ValueError, KeyError: pass\n", Dialect.PYTHON3),
        ("x = f'{1}'\ntry: pass\nexcept (ValueError, KeyError): pass\n", Dialect.PYTHON3),
    ],
)
def test_a_parser_that_takes_pairs_of_classes_is_not_believed(
    text: str, expected: Dialect, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = as_python314 if "(V" not in text else ast.parse
    monkeypatch.setattr(dialect, "parse_with_cpython", parse)
    assert detect(text, Target.PY3) is expected


@pytest.mark.parametrize("modern", ["x = f'{1}'\n", "import asyncio\n"])
def test_a_pair_that_was_meant_to_bind_a_name_is_refused(modern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "parse_with_cpython", as_python314)
    with pytest.raises(ParseFailed, match="does not bind e"):
        detect(modern + "try: pass\nexcept ValueError, e: print(e)\n", Target.PY3)


def test_a_plain_python3_file_costs_no_other_parser() -> None:
    program = (
        "import sys\n"
        "from netfix.engine.dialect import Target, detect\n"
        "detect('import socket\\nprint(socket.gethostname())\\n', Target.PY3)\n"
        "sys.exit(any(name.startswith(('fissix', 'libcst')) for name in sys.modules))\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
