"""Where a value comes from, by what is written: the expressions, loops and clauses that a name gets its values from.

Weaker than `kinds`: of a value whose type nobody knows it still says that it is the result of `ip_address(…)`, or what
an `except` clause caught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.values.program import Program

#: How many names of names are followed.
_MAX_ALIASES = 3


class ValueSources:
    """Answers where the values of a program's expressions come from."""

    def __init__(self, program: Program) -> None:
        """Look at one program; nothing is worked out before it is asked."""
        self._program = program
        self._attributes: dict[str, list[cst.CSTNode]] | None = None

    def of(self, value: cst.BaseExpression) -> list[cst.CSTNode]:
        """Give the expression itself, and what its name is bound to, followed through further names.

        For a name that is not assigned the node that binds it stands for its value: an ExceptHandler, a FunctionDef,
        a ClassDef, an ImportAlias, a For, a Param.
        """
        found: list[cst.CSTNode] = []
        waiting: list[tuple[cst.CSTNode, int]] = [(value, 0)]
        while waiting:
            node, depth = waiting.pop()
            found.append(node)
            if depth < _MAX_ALIASES:
                waiting += ((source, depth + 1) for source in self._one_step(node) if source not in found)
        return found

    def _one_step(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        match node:
            case cst.Name():
                for binding in self._program.scopes.bindings_of(node):
                    yield binding.value if binding.value is not None else binding.node
            case cst.Attribute() if last_name(node.value) in {"self", "cls"}:
                yield from self._of_attributes.get(node.attr.value, ())
            case cst.BooleanOperation():
                yield from (node.left, node.right)
            case cst.IfExp():
                yield from (node.body, node.orelse)
            case cst.NamedExpr():
                yield node.value
            case _:
                return

    @property
    def _of_attributes(self) -> dict[str, list[cst.CSTNode]]:
        """What is assigned to attributes of `self`, by the attribute's name, in whatever class."""
        if self._attributes is None:
            self._attributes = {}
            for assign in self._program.tree.of_kind(cst.Assign):
                for target in assign.targets:
                    if isinstance(target.target, cst.Attribute) and last_name(target.target.value) in {"self", "cls"}:
                        self._attributes.setdefault(target.target.attr.value, []).append(assign.value)
        return self._attributes
