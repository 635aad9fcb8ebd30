"""A name belongs to the scope that Python gives it."""

from __future__ import annotations

import argparse
import inspect
import smtplib
import socketserver
import symtable
import sys
from typing import TYPE_CHECKING

import libcst as cst
import pytest

from analysed import Analysed, described
from netfix.engine.dialect import Dialect
from netfix.engine.scopes import ScopeKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

OWNERS = {
    "a function's own variable": ("def f():\n    x = 1\n    probe(x)\n", "function f"),
    "a variable bound after its use": ("def f():\n    probe(x)\n    x = 1\n", "function f"),
    "a variable of the module": ("x = 1\ndef f():\n    probe(x)\n", "module"),
    "a name that nothing binds": ("def f():\n    probe(x)\n", None),
    "a parameter": ("def f(a, /, b, *x, c, **d):\n    probe(x)\n", "function f"),
    "a lambda's parameter": ("lambda x: probe(x)\n", "function"),
    "a closure": ("def f():\n    x = 1\n    def g():\n        probe(x)\n", "function f"),
    "a class is not seen from its methods": ("x = 1\nclass C:\n    x = 2\n    def m(self): probe(x)\n", "module"),
    "a class is seen from its own body": ("class C:\n    x = 2\n    probe(x)\n", "class C"),
    "a class is not seen from a comprehension": (
        "x = 1\nclass C:\n    x = 2\n    y = [probe(x) for i in z]\n",
        "module",
    ),
    "the first iterable is outside": ("x = 1\nclass C:\n    x = 2\n    y = [i for i in probe(x)]\n", "class C"),
    "the second iterable is inside": (
        "x = 1\nclass C:\n    x = 2\n    y = [1 for i in z for j in probe(x)]\n",
        "module",
    ),
    "a comprehension's target": ("x = 1\n[probe(x) for x in y]\n", "comprehension"),
    "a comprehension does not leak": ("def f(z):\n    y = [x for x in z]\n    probe(x)\n", None),
    "a nested comprehension": ("[[probe(x) for y in x] for x in z]\n", "comprehension"),
    "a walrus belongs to the function": ("def f(z):\n    y = [x := i for i in z]\n    probe(x)\n", "function f"),
    "a walrus in a test": ("def f(z):\n    if (x := z): probe(x)\n", "function f"),
    "a walrus of a global": ("def f(z):\n    global x\n    [x := i for i in z]\n    probe(x)\n", "module"),
    "a global": ("x = 1\ndef f():\n    global x\n    x = 2\n    probe(x)\n", "module"),
    "a global that only a function binds": ("def f():\n    global x\n    x = 2\ndef g(): probe(x)\n", "module"),
    "a global of the function around": ("x = 0\ndef f():\n    global x\n    def g(): probe(x)\n", "module"),
    "a nonlocal": (
        "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n        probe(x)\n",
        "function f",
    ),
    "a default is outside": ("def f(x=probe(x)): pass\n", None),
    "a default in a class": ("class C:\n    x = 1\n    def f(self, y=probe(x)): pass\n", "class C"),
    "a lambda's default is outside": ("def f():\n    x = 1\n    lambda x=probe(x): 1\n", "function f"),
    "a decorator is outside": ("@probe(x)\ndef f(x): pass\n", None),
    "an annotation is outside": ("def f(x: probe(x)): pass\n", None),
    "a returned annotation is outside": ("def f(x) -> probe(x): pass\n", None),
    "a base class is outside": ("class C(probe(x)):\n    x = 1\n", None),
    "an except name": ("def f():\n    try: pass\n    except E as x: probe(x)\n", "function f"),
    "an except* name": ("def f():\n    try: pass\n    except* E as x: probe(x)\n", "function f"),
    "a with target": ("def f():\n    with a as (x, *y): probe(x)\n", "function f"),
    "a for target": ("def f():\n    for i, [x, y.z] in w: probe(x)\n", "function f"),
    "an attribute binds nothing": ("def f():\n    y.x = 1\n    probe(x)\n", None),
    "a subscript binds nothing": ("def f():\n    x[0] = 1\n    probe(x)\n", None),
    "del makes local": ("x = 1\ndef f():\n    probe(x)\n    del x\n", "function f"),
    "an augmented assignment": ("x = 1\ndef f():\n    x += 1\n    probe(x)\n", "function f"),
    "an annotated name without value": ("x = 1\ndef f():\n    x: int\n    probe(x)\n", "function f"),
    "a function's name": ("def f():\n    def x(): pass\n    probe(x)\n", "function f"),
    "a class's name": ("def f():\n    class x: pass\n    probe(x)\n", "function f"),
    "an import": ("def f():\n    import x.y\n    probe(x)\n", "function f"),
    "an import under another name": ("def f():\n    import x.y as z\n    probe(x)\n", None),
    "an imported name": ("def f():\n    from y import z as x\n    probe(x)\n", "function f"),
    "a matched name": ("def f(y):\n    match y:\n        case [1, x]: probe(x)\n", "function f"),
    "a matched whole": ("def f(y):\n    match y:\n        case C(a=1) as x: probe(x)\n", "function f"),
    "a matched rest": ("def f(y):\n    match y:\n        case [1, *x]: probe(x)\n", "function f"),
    "a matched rest of a mapping": ("def f(y):\n    match y:\n        case {1: z, **x}: probe(x)\n", "function f"),
    "a matched value is no target": ("def f(y):\n    match y:\n        case x.z: probe(x)\n", None),
    "a type parameter": ("def f[x](y: probe(x)): pass\n", "type parameters f"),
    "a type parameter in the body": ("def f[x](y):\n    probe(x)\n", "type parameters f"),
    "a type parameter in a base class": ("class C[x](probe(x)): pass\n", "type parameters C"),
    "a type parameter is not in a default": ("def f[x](y=probe(x)): pass\n", None),
    "a type parameter is not in a decorator": ("@probe(x)\ndef f[x](): pass\n", None),
    "a type parameter's bound sees the class": ("class C:\n    x = 1\n    def m[T: probe(x)](self): pass\n", "class C"),
    "a type alias": ("type A[x] = probe(x)\n", "type parameters A"),
    "a test of elif": ("def f():\n    x = 1\n    if a: pass\n    elif probe(x): pass\n", "function f"),
    "an f-string": ("def f():\n    x = 1\n    f'{probe(x)!r:>{y}}'\n", "function f"),
}


@pytest.mark.parametrize(("text", "owner"), OWNERS.values(), ids=OWNERS)
def test_a_name_belongs_to_the_scope_that_python_gives_it(text: str, owner: str | None) -> None:
    program = Analysed(text)
    assert described(program.scopes.lookup(program.name)) == owner


@pytest.mark.parametrize("name", ["attribute", "keyword", "module", "source", "taken", "key"])
def test_names_that_are_no_variables_refer_to_nothing(name: str) -> None:
    program = Analysed(
        "attribute = keyword = module = source = taken = key = 1\n"
        "x.attribute(keyword=2)\n"
        "import module.y as z\n"
        "from source.y import taken as w\n"
        "match x:\n    case C(key=1): pass\n"
    )
    first, second = program.named(name)
    assert program.scopes.lookup(first) is program.scopes.module
    assert program.scopes.lookup(second) is None


def test_list_comprehensions_leak_in_python_2_alone() -> None:
    text = "def f(z):\n    y = [x for x in z]\n    probe(x)\n"
    python2, python3 = Analysed(text, Dialect.PYTHON2), Analysed(text)
    assert described(python2.scopes.lookup(python2.name)) == "function f"
    assert python3.scopes.lookup(python3.name) is None


@pytest.mark.parametrize("comprehension", ["(x for x in z)", "{x for x in z}", "{x: 1 for x in z}"])
def test_other_comprehensions_do_not_leak_in_python_2(comprehension: str) -> None:
    program = Analysed(f"y = {comprehension}\nprobe(x)\n", Dialect.PYTHON2)
    assert program.scopes.lookup(program.name) is None


PROGRAMS = [argparse, smtplib, socketserver]


def tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from tables(child)


def python_says(source: str) -> set[tuple[str, str, int, str]]:
    """Give the names that each function and class binds, by kind, name and line of what opens the scope."""
    return {
        (table.get_type(), table.get_name(), table.get_lineno(), symbol.get_name())
        for table in tables(symtable.symtable(source, "<string>", "exec"))
        if table.get_type() != "module" and table.get_name() not in {"genexpr", "listcomp", "dictcomp", "setcomp"}
        for symbol in table.get_symbols()
        if symbol.is_local() and symbol.get_name() != "__class__"
    }


def names_in(node: cst.CSTNode) -> Iterator[cst.Name]:
    if isinstance(node, cst.Name):
        yield node
    for child in node.children:
        yield from names_in(child)


def netfix_says(source: str) -> set[tuple[str, str, int, str]]:
    program = Analysed(source)
    found: set[tuple[str, str, int, str]] = set()
    for node in program.tree.nodes:
        scope = program.scopes.opened_by(node)
        if scope is None or scope.kind not in {ScopeKind.FUNCTION, ScopeKind.CLASS}:
            continue
        head = node.name if isinstance(node, (cst.FunctionDef, cst.ClassDef)) else node
        line = program.text.count("\n", 0, program.tree.span(head)[0]) + 1
        name = head.value if isinstance(head, cst.Name) else "lambda"
        found |= {(scope.kind.value, name, line, bound) for bound in scope.names}
    return found


@pytest.mark.parametrize("module", PROGRAMS, ids=lambda module: module.__name__)
def test_functions_and_classes_bind_what_pythons_own_symbol_table_says(module: ModuleType) -> None:
    source = inspect.getsource(module)
    ours, pythons = netfix_says(source), python_says(source)
    assert ours <= pythons
    # From 3.12 on, the table of a function has the names of comprehensions that are inlined (PEP 709) as well.
    clauses = Analysed(source).tree.of_kind(cst.CompFor)
    inlined = {name.value for clause in clauses for name in names_in(clause.target)}
    rest = {name for *_, name in pythons - ours}
    assert rest <= inlined
    assert not rest or sys.version_info >= (3, 12)
