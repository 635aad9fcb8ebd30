"""The assignment that a use sees is named only if no other can come between."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.values.flow import Flow, leaves


def seen(text: str) -> int | None:
    """Give the line of the binding that the probed name sees, counted from 1; None if there may be several."""
    program = Analysed(text)
    bindings = program.scopes.bindings_of(program.name)
    binding = Flow(program.tree, program.scopes).reaching(program.name, bindings)
    return None if binding is None else program.text.count("\n", 0, program.tree.span(binding.target)[0]) + 1


SEEN = {
    "the last of several": ("x = 1\nx = 2\nprobe(x)\nx = 3\n", 2),
    "the one before, in a loop": ("while a:\n    x = 1\n    probe(x)\n    x = 2\n", 2),
    "a parameter": ("def f(x):\n    probe(x)\n    x = 1\n", 1),
    "a parameter that is bound again": ("def f(x):\n    x = 1\n    probe(x)\n", 2),
    "one in a branch": ("x = 1\nif a:\n    x = 2\n    probe(x)\n", 3),
    "not one in the other branch": ("x = 1\nif a:\n    x = 2\nelse:\n    probe(x)\n", 1),
    "one on the same line": ("x = 1; x = 2; probe(x)\n", 1),
    "the old one in a new value": ("x = 1\nx = probe(x)\n", 1),
    "one before a block that leaves it alone": ("x = 1\nfor y in z:\n    if y: probe(x)\n", 1),
    "one within a comprehension": ("x = 1\n[probe(x) for y in z]\n", 1),
    "an augmented one": ("x = 1\nx += 1\nprobe(x)\n", 2),
    "a function": ("x = 1\ndef x(): pass\nprobe(x)\n", 2),
    "an import": ("x = 1\nimport x\nprobe(x)\n", 2),
    "one before `del`": ("x = 1\nif a: del x\nprobe(x)\n", 1),
    "one before an annotation": ("x = 1\nx: int\nprobe(x)\n", 1),
    "one before a with statement": ("x = 1\nwith y as z: probe(x)\n", 1),
    "one whose handler comes later": ("try:\n    x = 1\n    probe(x)\nexcept E as x: pass\n", 2),
}


@pytest.mark.parametrize(("text", "line"), SEEN.values(), ids=SEEN)
def test_a_use_sees_the_assignment_that_always_comes_last(text: str, line: int) -> None:
    assert seen(text) == line


SEVERAL = {
    "a condition": "x = 1\nif a:\n    x = 2\nprobe(x)\n",
    "a later one in a loop": "x = 1\nwhile a:\n    probe(x)\n    x = 2\n",
    "a later one in a loop around": "x = 1\nwhile a:\n    for b in c:\n        probe(x)\n    x = 2\n",
    "the test of a loop": "x = 1\nwhile probe(x):\n    x = 2\n",
    "a loop's own target": "x = 1\nfor x in y:\n    probe(x)\n",
    "after a loop": "x = 1\nfor x in y: pass\nprobe(x)\n",
    "a try that may fail": "x = 1\ntry:\n    x = 2\n    y()\nexcept E: probe(x)\n",
    "a finally": "x = 1\ntry:\n    x = y()\nfinally:\n    probe(x)\n",
    "after a try": "try: x = 1\nexcept E: x = 2\nprobe(x)\n",
    "an except name": "x = 1\ntry: pass\nexcept E as x: probe(x)\n",
    "a with target": "x = 1\nwith y as x: probe(x)\n",
    "a walrus before": "x = 1\nif (x := 2) and probe(x): pass\n",
    "a walrus in a test": "x = 1\nif (x := y):\n    probe(x)\n",
    "a matched name": "x = 1\nmatch y:\n    case [x]: probe(x)\n",
    "a lambda, run later": "x = 1\nlambda: probe(x)\n",
    "a function, run later": "x = 1\ndef f(): probe(x)\n",
    "a generator, run later": "x = 1\n(probe(x) for y in z)\n",
    "another function's": "x = 1\nprobe(x)\ndef f():\n    global x\n    x = 2\n",
    "a closure's": "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    g()\n    probe(x)\n",
    "a walrus in a comprehension": "def f(z):\n    x = 1\n    [x := y for y in z]\n    probe(x)\n",
    "a parameter, conditionally bound": "def f(x):\n    if a: x = 1\n    probe(x)\n",
    "in a with that may swallow": "x = 1\nwith suppress(E):\n    x = 2\nprobe(x)\n",
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_none_is_named_where_several_may_come_last(text: str) -> None:
    assert seen(text) is None


LEAVING = {
    "return": True,
    "raise E": True,
    "continue": True,
    "break": True,
    "sys.exit(1)": True,
    "exit()": True,
    "pass": False,
    "x()": False,
    "y = 1; return": True,
    "if a: return": False,
    "if a: return\n    else: raise E": True,
    "if a: return\n    elif b: raise E\n    else: return": True,
    "if a: return\n    elif b: pass\n    else: return": False,
    "while True: x()": True,
    "while 1: x()": True,
    "while True:\n        if a: break": False,
    "while True:\n        for b in c: break": True,
    "while True:\n        for b in c: pass\n        else: break": False,
    "while a: return": False,
    "try: return\n    except E: raise": True,
    "try: x()\n    except E: return": False,
    "try: x()\n    except E: return\n    else: return": True,
    "with a: return": False,
}


@pytest.mark.parametrize(("body", "does_leave"), LEAVING.items())
def test_a_block_leaves_where_no_way_goes_on_behind_it(body: str, does_leave: bool) -> None:
    program = Analysed(f"import sys\nfor f in g:\n    {body}\n")
    loop = program.tree.of_kind(cst.For)[0]
    assert leaves(loop.body, program.scopes) is does_leave
