"""A name means what the file binds it to."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed, described


def test_what_binds_a_name_is_told_with_the_value_it_gets() -> None:
    program = Analysed("""
        import x
        x = 1
        x += 2
        for x in y: pass
        with y as x: pass
        def x(): pass
        class x: pass
        del x
        (x := 3)
        x: int
        x: int = 4
        x, (z, x) = 5, (6, 7)
        x, *z = y
        z = x = 8
    """)
    bindings = program.scopes.module.bindings("x")
    kinds = [binding.kind.value for binding in bindings]
    values = [binding.value.value for binding in bindings if isinstance(binding.value, cst.Integer)]
    assert kinds == [
        "import", "assignment", "augmented assignment", "for", "with", "def", "class", "delete", "walrus",
        "annotation", "assignment", "assignment", "assignment", "assignment", "assignment",
    ]  # fmt: skip
    assert values == ["1", "3", "4", "5", "7", "8"]


def test_a_binding_knows_where_it_is_written() -> None:
    program = Analysed("def f():\n    global x\n    x = 1\n")
    (binding,) = program.scopes.module.bindings("x")
    assert (described(binding.scope), described(binding.written_in)) == ("module", "function f")


def test_a_nonlocal_binding_belongs_to_the_function_that_binds_the_name_itself() -> None:
    program = Analysed("""
        def f():
            x = 1
            def g():
                nonlocal x
                x = 2
                def h():
                    nonlocal x
                    x = 3
    """)
    (function,) = [node for node in program.tree.of_kind(cst.FunctionDef) if node.name.value == "f"]
    scope = program.scopes.opened_by(function)
    assert scope is not None
    assert len(scope.bindings("x")) == 3


def test_reads_are_all_uses_of_one_variable_in_nested_scopes_too() -> None:
    program = Analysed("""
        def f(x):
            x = x + 1
            x += 1
            g(lambda: x, [x for y in x], x=1).x
            def h(x): return x
            class C:
                x = 1
                def m(self): return x
            del x
        x
    """)
    (function,) = [node for node in program.tree.of_kind(cst.FunctionDef) if node.name.value == "f"]
    scope = program.scopes.opened_by(function)
    assert scope is not None
    lines = [program.text.count("\n", 0, program.tree.span(read)[0]) for read in program.scopes.reads(scope, "x")]
    assert lines == [2, 3, 4, 4, 4, 8]


BUILTINS = {
    "untouched": ("probe(len)\n", True, True),
    "a parameter": ("def f(len): probe(len)\n", False, False),
    "a module's own": ("def len(x): pass\ndef f(): probe(len)\n", False, False),
    "bound in another function": ("def f():\n    len = 1\nprobe(len)\n", True, True),
    "bound in a class": ("class C:\n    def len(self): probe(len)\n", True, True),
    "an attribute of that name": ("x.len = 1\nprobe(len)\n", True, True),
    "an unknown star import": ("from tools import *\nprobe(len)\n", True, False),
    "a relative star import": ("from .socket import *\nprobe(len)\n", True, False),
    "a star import of a module without it": ("from socket import *\nprobe(len)\n", True, True),
    "a star import of a module of Python 2": ("from Tkinter import *\nprobe(len)\n", True, True),
    "exec": ("exec(code)\nprobe(len)\n", True, False),
    "exec in a namespace of its own": ("exec(code, {})\nprobe(len)\n", True, True),
    "globals() written to": ("globals()['x'] = 1\nprobe(len)\n", True, False),
    "globals() handed on": ("update(globals())\nprobe(len)\n", True, False),
    "globals() read": ("y = globals()['x']\nz = '%(y)s' % globals()\nprobe(len)\n", True, True),
    "conditionally replaced": ("try: len\nexcept NameError: len = 1\nprobe(len)\n", False, False),
}


@pytest.mark.parametrize(("text", "is_builtin", "is_sure"), BUILTINS.values(), ids=BUILTINS)
def test_a_builtin_is_what_nothing_rebinds(text: str, is_builtin: bool, is_sure: bool) -> None:
    program = Analysed(text)
    scopes = program.scopes
    assert scopes.is_builtin(program.name, "len") is is_builtin
    assert scopes.is_surely_builtin(program.name, "len") is is_sure
    assert not scopes.is_builtin(program.name, "list")


@pytest.mark.parametrize(
    ("module", "name"), [("os", "open"), ("io", "open"), ("math", "pow"), ("locale", "str"), ("operator", "abs")]
)
def test_a_star_import_of_a_standard_module_may_replace_a_builtin(module: str, name: str) -> None:
    program = Analysed(f"from {module} import *\nprobe({name})\nlen\n")
    assert not program.scopes.is_surely_builtin(program.name, name)
    assert program.scopes.is_surely_builtin(program.named("len")[0], "len")


QUALIFIED = {
    "a module": ("import socket\nprobe(socket.error)\n", "socket.error"),
    "a module in a package": ("import os.path\nprobe(os.path.join)\n", "os.path.join"),
    "a module under another name": ("import os.path as p\nprobe(p.join)\n", "os.path.join"),
    "a name from a module": (
        "from twisted.internet import defer\nprobe(defer.Deferred)\n",
        "twisted.internet.defer.Deferred",
    ),
    "a name under another name": ("from socket import error as e\nprobe(e)\n", "socket.error"),
    "a relative module": ("from . import x\nprobe(x.y)\n", ".x.y"),
    "a name from a relative module": ("from ..m import x\nprobe(x)\n", "..m.x"),
    "an import in a function": ("def f():\n    import socket\n    probe(socket.error)\n", "socket.error"),
    "a name given to it": ("import socket\nerror = socket.error\nprobe(error)\n", "socket.error"),
    "a placeholder for a missing module": (
        "try: import ssl\nexcept ImportError: ssl = None\nprobe(ssl.wrap)\n",
        "ssl.wrap",
    ),
    "the only star import": ("from socket import *\nprobe(gethostname)\n", "socket.gethostname"),
    "a builtin beside a star import": ("from socket import *\nprobe(len)\n", None),
    "one of two star imports": ("from socket import *\nfrom select import *\nprobe(x)\n", None),
    "rebound": ("import socket\nsocket = 1\nprobe(socket.error)\n", None),
    "shadowed by a parameter": ("import socket\ndef f(socket): probe(socket.error)\n", None),
    "one of two modules": ("try: import a as x\nexcept ImportError: import b as x\nprobe(x.y)\n", None),
    "what the file defines": ("def x(): pass\nprobe(x)\n", None),
    "an attribute of a result": ("import socket\nprobe(socket.socket().recv)\n", None),
    "a name assigned to itself": ("x = x\nprobe(x)\n", None),
    "a name assigned from its own attribute": ("import x\nwhile a:\n    x = x.next\nprobe(x)\n", None),
}


@pytest.mark.parametrize(("text", "qualified"), QUALIFIED.values(), ids=QUALIFIED)
def test_a_qualified_name_is_what_an_import_made_of_it(text: str, qualified: str | None) -> None:
    program = Analysed(text)
    assert program.scopes.qualified(program.expression) == qualified


def test_names_that_are_assigned_from_each_other_again_and_again_are_followed_once() -> None:
    names = [f"x{number}" for number in range(12)]
    shuffled = [f"{one} = {other}.parent\n" for one in names for other in names]
    program = Analysed("import m\nx0 = m\n" + "".join(shuffled * 3) + "probe(x11)\n")
    assert program.scopes.qualified(program.expression) is None
    assert all(name.startswith("m") for name in program.scopes.qualified_all(program.expression))


def test_all_modules_that_a_name_may_come_from_are_told() -> None:
    program = Analysed("""
        try:
            import cPickle as pickle
        except ImportError:
            import pickle
        probe(pickle.loads)
    """)
    assert program.scopes.qualified_all(program.expression) == {"cPickle.loads", "pickle.loads"}


def test_imports_are_told_with_stars_and_those_made_by_calls() -> None:
    program = Analysed("""
        import os.path, numpy as np
        from twisted.internet import defer
        from socket import *
        from . import mine
        def f():
            zmq = __import__("zmq.green")
            torch = importlib.import_module("torch")
    """)
    imports = [(each.module, each.name) for each in program.scopes.imports]
    assert imports == [
        ("os.path", None),
        ("numpy", None),
        ("twisted.internet", "defer"),
        ("socket", "*"),
        (".", "mine"),
        ("zmq.green", None),
        ("torch", None),
    ]
    assert [each.module for each in program.scopes.imports if each.is_star] == ["socket"]
    assert program.scopes.imported_packages == {"os", "numpy", "twisted", "socket", "zmq", "torch"}


OPEN = {
    "eval": ("def f():\n    probe(x)\n    eval(y)\n", False, True),
    "exec": ("def f():\n    probe(x)\n    exec(y)\n", True, True),
    "a format of locals()": ("def f():\n    probe(x)\n    '%(x)s' % locals()\n", False, True),
    "locals() handed on": ("def f():\n    probe(x)\n    render(locals())\n", False, True),
    "locals() of a class handed on": ("class C:\n    probe(x)\n    fill(locals())\n", True, True),
    "exec in locals()": ("def f():\n    probe(x)\n    exec(y, {}, locals())\n", True, True),
    "a method of that name": ("def f():\n    probe(x)\n    y.exec(z)\n", False, False),
    "vars of something": ("def f():\n    probe(x)\n    vars(y)['x'] = 1\n", False, False),
}


@pytest.mark.parametrize(("text", "binds", "reads"), OPEN.values(), ids=OPEN)
def test_a_scope_is_open_where_names_are_used_without_being_written(text: str, binds: bool, reads: bool) -> None:
    program = Analysed(text)
    scope = program.scopes.scope_of(program.name)
    assert (scope.binds_unseen, scope.reads_unseen) == (binds, reads)
    assert scope.is_open is (binds or reads)


def test_deep_nesting_is_no_recursion() -> None:
    sum_of_names = " + ".join(["x"] * 250)
    chain = "".join(f"elif x == {number}:\n    y = x\n" for number in range(250))
    program = Analysed(f"z = {sum_of_names}\nif x:\n    y = x\n{chain}")
    assert all(program.scopes.lookup(name) is None for name in program.named("x"))
    assert len(program.scopes.module.bindings("y")) == 251
