"""What `raise E, V` raises."""

from __future__ import annotations

import pytest

from netfix.analysis.values.raised_values import Meaning, meaning_of, names_class
from netfix.engine.python2 import Python2Tree

CLASSES = "class E(Exception): pass\nclass F(E): pass\nclass G(m.Base): pass\n"
MEANINGS = {
    Meaning.ARGUMENT: [
        'raise E, "x"', 'raise E, "x" % y', 'raise E, "x" + y', "raise E, (1, 2)", "raise E, ()", "raise E, [1]",
        "raise E, `x`",
        'raise E, ("x")', "raise E, str(x)", 'raise E, "a".join(x)', "raise E, 1", 'raise E, "a" if x else "b"',
        'def f():\n    v = "x"\n    raise E, v', "try: pass\nexcept KeyError, v: raise E, v",
        "try: pass\nexcept KeyError, v: raise ValueError, v", "try: pass\nexcept socket.error, v: raise E, v",
        "raise E, KeyError(1)", "raise E, m.Error(1)",
        "try: pass\nexcept (KeyError, socket.error), v: raise E, v",
    ],
    Meaning.NOTHING: ["raise E, None", "raise E, (None)"],
    Meaning.INSTANCE: [
        "try: pass\nexcept E, v: raise E, v", "try: pass\nexcept F, v: raise E, v", "raise E, F(1)", "raise E, E(1)",
        "try: pass\nexcept KeyError, v: raise LookupError, v", "try: pass\nexcept E as v: raise E, v",
        "t, v, b = sys.exc_info()\nraise t, v, b", "raise i[0], i[1], i[2]", "raise self.type, self.value, self.tb",
        "raise type(v), v", "raise v.__class__, v, b", "def __exit__(self, t, v, b): raise t, v, b",
        "try: pass\nexcept (E, F), v: raise E, v",
    ],
    Meaning.EITHER: [
        "try: pass\nexcept E, v: raise F, v", "try: pass\nexcept m.Error, v: raise m.Other, v",
        "try: pass\nexcept KeyError, v: raise m.Other, v", "try: pass\nexcept m.Base, v: raise G, v",
        "try: pass\nexcept (E, KeyError), v: raise E, v", "try: pass\nexcept classes(), v: raise E, v",
        "try: pass\nexcept socket.error, v: raise IOError, v",
    ],
    Meaning.UNKNOWN: ["raise E, x", "raise E, f(x)", "raise E, message", "raise E, x % y", "raise E, x.text"],
    Meaning.SUSPECT: ["raise E, args", "raise E, e", "raise E, self.error", "raise f(), m.Error(1)",
        'try: pass\nexcept E, v:\n    v = "x"\n    raise F, v'],
    Meaning.RERAISED: ["def f(t, v, b): raise t, v, b", "raise kind, value, trace"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meaning"), [(text, meaning) for meaning, texts in MEANINGS.items() for text in texts]
)
def test_a_value_means_what_python2_makes_of_it(text: str, meaning: Meaning) -> None:
    tree = Python2Tree.parse(CLASSES + text + "\n")
    statement = next(node for node in tree.nodes if node.kind == "raise_stmt")
    parts = statement.children[1::2]
    assert meaning_of(tree, statement, parts[0], parts[1], has_trace=len(parts) > 2) is meaning


@pytest.mark.parametrize(
    ("written", "expected"),
    [("E", True), ("ValueError", True), ("socket.error", True), ("m.error", True), ("_Private", True),
    ("m.Error", True),
     ("kind", False), ("self.exception", False), ("E()", False), ("classes[0]", False)],
)  # fmt: skip
def test_a_class_is_known_by_its_name(written: str, expected: bool) -> None:
    tree = Python2Tree.parse(f"{CLASSES}raise {written}, None\n")
    statement = next(node for node in tree.nodes if node.kind == "raise_stmt")
    assert names_class(tree, statement.children[1]) is expected
