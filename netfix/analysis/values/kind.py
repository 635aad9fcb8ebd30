"""What is known of an expression's value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import libcst as cst

#: Built-in and standard types for which truth means a length other than zero. By definition: of those with `__len__`
#: none defines `__bool__` differently.
SIZED = frozenset({
    "str", "unicode", "bytes", "bytearray", "memoryview", "buffer", "list", "tuple", "dict", "dict view", "set",
    "frozenset", "range", "xrange", "deque", "OrderedDict", "defaultdict", "Counter", "environ",
})  # fmt: skip

STRINGS = frozenset({"str", "unicode", "bytes", "bytearray"})

_UNKNOWN = "unknown"
_NONE = "None"


@dataclass(frozen=True, slots=True)
class Kind:
    """Of which type a value is.

    `alternatives` are the types' names, one of which it has ("unknown" alone where nothing is known); `why` is a
    clause for people, with its subject; `certain` is whether the argument holds whatever other modules do, as far as
    they use what is here as it is declared. `class_node` is the class of this file of which the value is an instance.
    """

    alternatives: tuple[str, ...]
    why: str
    certain: bool = True
    class_node: cst.ClassDef | None = None

    @property
    def name(self) -> str:
        """The type's name, several with "or" between them."""
        return " or ".join(self.alternatives)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known."""
        return self.alternatives == (_UNKNOWN,)

    @property
    def is_sized_builtin(self) -> bool:
        """Whether the value's truth is, by definition, that its length is not zero."""
        return self.is_one_of(SIZED)

    @property
    def may_be_none(self) -> bool:
        """Whether None is among the alternatives."""
        return _NONE in self.alternatives

    @property
    def with_article(self) -> str:
        """The name for a sentence: "a list", "an int", "None"."""
        if self.name == _NONE:
            return _NONE
        return f"an {self.name}" if self.name[:1] in "aeio" else f"a {self.name}"

    def is_one_of(self, names: frozenset[str]) -> bool:
        """Whether every alternative is among `names`."""
        return bool(self.alternatives) and names.issuperset(self.alternatives)

    def without_none(self) -> Kind:
        """Give the kind where the value is known not to be None."""
        return replace(self, alternatives=tuple(name for name in self.alternatives if name != _NONE))

    def about(self, subject: str) -> Kind:
        """Give the kind with a reason that speaks of `subject` where it spoke of the expression as "it"."""
        return replace(self, why=f"{subject} {self.why[3:]}") if self.why.startswith("it ") else self

    def doubted(self) -> Kind:
        """Give the kind without certainty."""
        return replace(self, certain=False)


#: What is known of a value that nothing was found to give: the neutral element of `joined`.
NOTHING = Kind((), "nothing gives it a value")


def unknown(why: str) -> Kind:
    """Say that a value's type is not known, because `why`."""
    return Kind((_UNKNOWN,), why, certain=False)


def joined(kinds: Iterable[Kind], subject: str = "it") -> Kind:
    """Give the kind of a value that is of one of these kinds; unknown if one of them is."""
    known = [kind for kind in kinds if kind.alternatives]
    if not known:
        return NOTHING
    first = known[0]
    for kind in known:
        if kind.is_unknown:
            return kind
        if kind.class_node is not first.class_node:
            return unknown(f"{subject} may be {first.with_article} or {kind.with_article}")
    names = tuple(sorted({name for kind in known for name in kind.alternatives}))
    both = Kind(names, first.why, all(kind.certain for kind in known), first.class_node)
    if any(kind.why != first.why for kind in known):
        return replace(both, why=f"{subject} is {both.with_article} wherever it gets a value")
    return both
