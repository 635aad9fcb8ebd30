"""What is true of Deferreds at one place of a function: which names hold which, in which states they may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.expressions import dotted

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_chains import Chain, Status


@dataclass(slots=True)
class State:
    """What is true at one place: the chains that names hold, and the states in which chains may be."""

    held: dict[str, tuple[Chain, ...]]
    status: dict[Chain, frozenset[Status]]

    def copy(self) -> State:
        """Give a state of its own, for a branch."""
        return State(dict(self.held), dict(self.status))

    def join(self, other: State) -> State:
        """Give what is true where two paths meet."""
        joined = self.copy()
        for name, chains in other.held.items():
            joined.held[name] = tuple(dict.fromkeys((*joined.held.get(name, ()), *chains)))
        for chain, states in other.status.items():
            joined.status[chain] = joined.status.get(chain, frozenset()) | states
        return joined


def joined(one: State | None, other: State | None) -> State | None:
    """Join two states, either of which may be that of a path that ends before."""
    if one is None or other is None:
        return one or other
    return one.join(other)


def fires_other(node: cst.BaseExpression | None) -> bool:
    """Whether a callback is `other.callback`, which hands the result to another Deferred."""
    return isinstance(node, cst.Attribute) and node.attr.value == "callback"


def names_in(target: cst.BaseExpression) -> list[str]:
    """Give the variables and dotted attributes in the target of an assignment."""
    if isinstance(target, (cst.Tuple, cst.List)):
        return [name for element in target.elements for name in names_in(element.value)]
    name = dotted(target)
    return [name] if name is not None else []


def bound_by(statement: cst.CSTNode) -> list[str]:
    """Give the names that a small statement binds anew."""
    match statement:
        case cst.Assign(targets=targets):
            return [name for target in targets for name in names_in(target.target)]
        case cst.AnnAssign(target=target, value=value) if value is not None:
            return names_in(target)
        case cst.AugAssign(target=target) | cst.Del(target=target):
            return names_in(target)
        case _:
            return []
