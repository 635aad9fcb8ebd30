"""What is said of a class of the file takes in all that its bases, decorators and metaclasses may add."""

from __future__ import annotations

import libcst as cst
import pytest

from analysed import Analysed
from netfix.analysis.values.classes import Classes
from netfix.analysis.values.kinds import Kinds
from netfix.engine.dialect import Dialect


def truth_is_length(text: str, dialect: Dialect = Dialect.PYTHON3) -> bool | None:
    program = Analysed(f"{text}\nprobe(C())\n", dialect)
    kinds = Kinds(program)
    return kinds.truth_is_length(kinds.of(program.expression))


CLASSES = {
    "a length alone": ("class C:\n    def __len__(self): return 0", True),
    "a truth of its own": ("class C:\n    def __len__(self): return 0\n    def __bool__(self): return True", False),
    "a truth of Python 2": ("class C:\n    def __len__(self): return 0\n    __nonzero__ = f", False),
    "neither": ("class C:\n    pass", False),
    "a container": ("class C(list):\n    pass", True),
    "a container with a truth": ("class C(dict):\n    def __bool__(self): return True", False),
    "an inherited length": ("class B:\n    def __len__(self): return 0\nclass C(B):\n    pass", True),
    "an inherited truth": (
        "class B:\n    def __bool__(self): return True\nclass C(B):\n    def __len__(self): return 0",
        False,
    ),
    "an unknown base": ("class C(B):\n    def __len__(self): return 0", None),
    "an unknown base of a base": ("class B(A):\n    pass\nclass C(B):\n    def __len__(self): return 0", None),
    "a metaclass": ("class C(metaclass=M):\n    def __len__(self): return 0", None),
    "a metaclass of Python 2": ("class C:\n    __metaclass__ = M\n    def __len__(self): return 0", None),
    "a decorator": ("@d\nclass C:\n    def __len__(self): return 0", None),
    "a dataclass": (
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n    def __len__(self): return 0",
        True,
    ),
    "object": ("class C(object):\n    def __len__(self): return 0", True),
    "a standard container": ("import collections\nclass C(collections.OrderedDict):\n    pass", True),
    "any attribute": ("class C:\n    def __getattr__(self, n): return f\n    def __len__(self): return 0", None),
    "a truth assigned later": ("class C:\n    def __len__(self): return 0\nC.__bool__ = f", None),
    "several bases in a star": ("class C(*bases):\n    def __len__(self): return 0", None),
    "a base that is its own": ("class C(C):\n    def __len__(self): return 0", True),
}


@pytest.mark.parametrize(("text", "agrees"), CLASSES.values(), ids=CLASSES)
def test_truth_is_length_where_nothing_else_decides(text: str, agrees: bool | None) -> None:
    assert truth_is_length(text) is agrees


def test_a_class_that_makes_its_instances_itself_may_make_anything() -> None:
    assert truth_is_length("class C(list):\n    def __new__(cls): return None") is None


def test_truth_is_length_of_sized_builtins_alone() -> None:
    program = Analysed("probe([])\nprobe(1)\nprobe(x)\n")
    kinds = Kinds(program)
    assert [kinds.truth_is_length(kinds.of(each)) for each in program.probed] == [True, False, None]


def test_a_method_is_found_in_the_bases_unless_their_order_matters() -> None:
    program = Analysed("""
        class A:
            def own(self): pass
            def shared(self): pass
        class B:
            def shared(self): pass
        class C(A, B):
            def mine(self): pass
            def twice(self): pass
            def twice(self): pass
    """)
    classes = Classes(program.tree, program.scopes)
    (definition,) = [node for node in program.tree.of_kind(cst.ClassDef) if node.name.value == "C"]
    found = {name: classes.method(definition, name) for name in ("mine", "own", "shared", "twice", "none")}
    assert {name for name, method in found.items() if method is not None} == {"mine", "own"}


def test_builtins_that_a_class_changes_are_told() -> None:
    program = Analysed("""
        class A(list):
            def __len__(self): return 0
        class B(A): pass
        class C(dict):
            def get(self): pass
        class D(collections.deque):
            def __bool__(self): return True
        import collections
    """)
    assert Classes(program.tree, program.scopes).changed_builtins == {"list", "deque"}
