"""Whether what an `except` clause caught is read after the clause."""

from __future__ import annotations

import pytest

from netfix.analysis.names.caught_names import outlives_clause
from netfix.engine.python2 import Python2Tree

OUTLIVES = {
    "read afterwards": "try: f()\nexcept E, e: pass\nprint e\n",
    "bound before and read afterwards": "e = None\ntry: f()\nexcept E, e: pass\nif e: g()\n",
    "read at the start of the next round": "while 1:\n    g(e)\n    try: f()\n    except E, e: pass\n",
    "deleted afterwards": "try: f()\nexcept E, e: pass\ndel e\n",
    "added to afterwards": "try: f()\nexcept E, e: pass\ne += 1\n",
    "read by a function made in the clause": "try: f()\nexcept E, e:\n    g(lambda: e)\n",
    "read by a function of the same scope": "def g(): return e\ntry: f()\nexcept E, e: g()\n",
    "declared global": "def g():\n    global e\n    try: f()\n    except E, e: pass\n",
    "read after a nested clause": "try: f()\nexcept E, e:\n    try: g()\n    except F, x: pass\n    print e\nprint e\n",
    "bound in one branch only": "try: f()\nexcept E, e: pass\nif x: e = 1\nprint e\n",
    "bound in another part of a line": "try: f()\nexcept E, e: pass\nif x: e = 1\nelse: print e\n",
    "read after the loop that binds it": "try: f()\nexcept E, e: pass\nfor e in x: pass\nprint e\n",
    "read in the else clause": "try: f()\nexcept E, e: pass\nelse: print e\n",
}
ENDS = {
    "not read": "try: f()\nexcept E, e: pass\n",
    "read in the clause": "try: f()\nexcept E, e:\n    print e\n    raise e\n",
    "bound anew": "try: f()\nexcept E, e: pass\ne = 1\nprint e\n",
    "bound by a loop around it": "try: f()\nexcept E, e: pass\nfor e in x: print e\n",
    "bound by with": "try: f()\nexcept E, e: pass\nwith x as e: print e\n",
    "bound by another clause": "try: f()\nexcept E, e: pass\nexcept F, e: print e\n",
    "bound by a comprehension": "try: f()\nexcept E, e: pass\nprint [e.x for e in y], sum(e for e in y)\n",
    "read before": "e = 1\nprint e\ntry: f()\nexcept E, e: pass\n",
    "another attribute or keyword": "try: f()\nexcept E, e: pass\nx.e = f(e=1)\n",
    "of another function": "def g(e): return e\ntry: f()\nexcept E, e: pass\n",
    "a parameter of a function made in the clause": "try: f()\nexcept E, e:\n    g(lambda e: e)\n",
    "bound in each round": "while 1:\n    e = f()\n    g(e)\n    try: f()\n    except E, e: pass\n",
}


def answer(text: str) -> bool:
    tree = Python2Tree.parse(text)
    clause = next(node for node in tree.nodes if node.kind == "except_clause")
    block = clause.sibling(2)
    assert block is not None
    return outlives_clause(tree, clause, block)


@pytest.mark.parametrize("text", OUTLIVES.values(), ids=OUTLIVES)
def test_names_that_are_read_afterwards_outlive_their_clause(text: str) -> None:
    assert answer(text)


@pytest.mark.parametrize("text", ENDS.values(), ids=ENDS)
def test_names_that_are_not_end_with_it(text: str) -> None:
    assert not answer(text)


def test_a_nested_clause_of_the_same_name_ends_it_early() -> None:
    text = "try: f()\nexcept E, e:\n    try: g()\n    except F, e: pass\n    print e\n"
    assert answer(text)
