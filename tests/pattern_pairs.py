"""Patterns of the kinds that people write for Semgrep, Comby, Coccinelle and ast-grep, each with what it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A pattern, a program, and what becomes of it."""

    match: str
    rewrite: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Name it, as the id of a test."""
        return " ".join(self.match.split())


PAIRS = (
    Pair("$x == None", "$x is None", "if reply == None: pass\n", "if reply is None: pass\n"),
    Pair("not $x in $y", "$x not in $y", "if not a in b and c: pass\n", "if a not in b and c: pass\n"),
    Pair("not $x == $y", "$x != $y", "ok = -(not a == b)\n", "ok = -(a != b)\n"),
    Pair("len($x) == 0", "not $x", "empty = len(a or b) == 0\n", "empty = not (a or b)\n"),
    Pair("$x if $x else $y", "$x or $y", "n = 1 + (a if a else b)\n", "n = 1 + (a or b)\n"),
    Pair("$d.has_key($k)", "$k in $d", "found = not d.has_key(a)\n", "found = not a in d\n"),
    Pair("$x.size()", "len($x)", "n = (a + b).size() * 2\n", "n = len(a + b) * 2\n"),
    Pair("inc($x)", "$x + 1", "n = 2 * inc(a if b else c)\n", "n = 2 * ((a if b else c) + 1)\n"),
    Pair("$a == $a", "True", "same(b[0] == b[ 0 ], b[0] == b[1])\n", "same(True, b[0] == b[1])\n"),
    Pair("f($...xs)", "[$...xs]", "f(1, *a)\nf()\n", "[1, *a]\n[]\n"),
    Pair("$x = $x + $y", "$x += $y", "n = n + 1; m = n + 1  # one more\n", "n += 1; m = n + 1  # one more\n"),
    Pair("$s.send($...data)", "$s.sendall($...data)", "s.send(b'x', *more)\n", "s.sendall(b'x', *more)\n"),
    Pair(
        "open($p, ..., mode=$m)", "open($p, $m, ...)", "open(p, buffering=0, mode='r')\n", "open(p, 'r', buffering=0)\n"
    ),
    Pair("f(..., 0, ...)", "g(..., ...)", "f(1, 0, 2)\nf(0)\nf(1)\n", "g(1, 2)\ng()\nf(1)\n"),
    Pair("dict([])", "{}", "d = dict([ ])\n", "d = {}\n"),
    Pair(
        "list(map(lambda $v: $e, $xs))",
        "[$e for $v in $xs]",
        "list(map(lambda n: n * 2, ns))\n",
        "[n * 2 for n in ns]\n",
    ),
    Pair("[$x for $x in $xs]", "list($xs)", "[n for n in ns]\n[m for n in ns]\n", "list(ns)\n[m for n in ns]\n"),
    Pair("$x.foo", "bar($x)", "a.foo.foo\n", "bar(bar(a))\n"),
    Pair(
        "os.getcwdu()",
        "os.getcwd()",
        "from os import getcwdu as here\nhere()\n",
        "from os import getcwdu as here\nos.getcwd()\n",
    ),
    Pair("pdb.set_trace()", "", "def f():\n    pdb.set_trace()\n    return 1\n", "def f():\n    return 1\n"),
    Pair("import pdb", "", "import os\nimport pdb\n", "import os\n"),
    Pair(
        "assert $x == True",
        "assert $x",
        "def t():\n    assert ok(1) == True  # sure\n",
        "def t():\n    assert ok(1)  # sure\n",
    ),
    Pair(
        "if $c:\n    return True\nreturn False",
        "return bool($c)",
        "def f(a, b):\n    # both\n    if a and b:\n        return True\n    return False\n",
        "def f(a, b):\n    # both\n    return bool(a and b)\n",
    ),
    Pair(
        "$f = open($p)\n$...body\n$f.close()",
        "with open($p) as $f:\n    $...body",
        "def f(p):\n    # read\n    h = open(p)\n    use(h)\n\n    # again\n    use(h)  # so\n    h.close()\n    return p\n",  # noqa: E501 - one program
        "def f(p):\n    # read\n    with open(p) as h:\n        use(h)\n\n        # again\n        use(h)  # so\n    return p\n",  # noqa: E501 - one program
    ),
    Pair(
        "for $i in range(len($s)):\n    $...body",
        "for $i, _ in enumerate($s):\n    $...body",
        "for n in range(len(rows)):\n    a(n)\n    # and\n    b(n); c(n)\n",
        "for n, _ in enumerate(rows):\n    a(n)\n    # and\n    b(n); c(n)\n",
    ),
    Pair(
        "try:\n    $...body\nexcept:\n    pass",
        "with suppress(Exception):\n    $...body",
        "try:\n    stop()\nexcept:\n    pass\n",
        "with suppress(Exception):\n    stop()\n",
    ),
    Pair(
        "def $f($...params):\n    return super($C, self).$f($...args)",
        "def $f($...params):\n    return super().$f($...args)",
        "class A(B):\n    def m(self, x, *, k):\n        return super(A, self).m(x, k=k)\n",
        "class A(B):\n    def m(self, x, *, k):\n        return super().m(x, k=k)\n",
    ),
    Pair("$t = $a\n$a = $b\n$b = $t", "$a, $b = $b, $a", "t = x\nx = y\ny = t\n", "x, y = y, x\n"),
    Pair("print $x", "print($x)", "print(1)\n", "print(1)\n"),
    Pair("'localhost'", "HOST", 'connect("localhost", \'local\' "host")\n', "connect(HOST, HOST)\n"),
    Pair("$x ** 2", "square($x)", "n = -a ** 2\n", "n = -square(a)\n"),
    Pair("square($x)", "$x ** 2", "n = square(-a)\nm = -square(a)\n", "n = (-a) ** 2\nm = -a ** 2\n"),
    Pair(
        "@$d\ndef $f(...):\n    ...\n    return None",
        "@$d\ndef $f(...):\n    ...",
        "@d\ndef f(a, b=1):\n    g()\n    return None\n",
        "@d\ndef f(a, b=1):\n    g()\n",
    ),
)
