"""Do not define True and False.

Programs that were to run under Python 2.2 defined the names. In Python 3 they are keywords.

     try:
         True
     except NameError:
    -    True, False = 1, 0
    +    pass
     print(True)

Exact where they are given 1, 0 or a comparison of constants, in an assignment of nothing else. Everything else that
binds one of the names, a parameter for instance, must be renamed by hand; until then the file stays Python 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_names import is_bound_here, is_variable, statement_of, targets_of

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_NAMES = ("True", "False")


class BooleanAssignment(SyntaxCodemod):
    """Removes definitions of True and False."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\b(?:True|False)\b[\s\\,()\[\]\w]*=[^=]",)

    def visit_file_input(self, node: Node) -> None:
        """Rewrite all definitions."""
        definitions: dict[int, Node] = {}
        for leaf in (leaf for name in _NAMES for leaf in self.tree.named(name, node)):
            if leaf.parent is not None and leaf.parent.kind == "trailer" and leaf.parent.children[0].value == ".":
                continue  # an attribute, see `async-name`
            if is_variable(leaf) and not is_bound_here(leaf):
                continue
            statement = statement_of(leaf)
            if _only_defines(statement):
                definitions[statement.start] = statement
            else:
                renamed = Edit(leaf.start, leaf.end, self.tree.fresh_name(leaf.value + "_"))
                self.report(leaf.span, [renamed], manual("rename it; Python 3 does not let the name be bound"))
        for statement in definitions.values():
            edits = [Edit(statement.start, statement.end, "pass")]
            self.report(statement.span, edits, safe("Python 3 has them"))


def _only_defines(statement: Node) -> bool:
    """Whether a statement assigns constants to True and False and does nothing else."""
    if statement.kind != "expr_stmt" or any(child.value != "=" for child in statement.children[1::2]):
        return False
    targets = [name for part in statement.children[:-1:2] for name in targets_of(part)]
    if any(name.value not in _NAMES for name in targets):
        return False
    value = statement.children[-1]
    return all(
        leaf.kind in {"NUMBER", "COMMA", "LPAR", "RPAR", "EQEQUAL", "NOTEQUAL"} or leaf.value in {"not", *_NAMES}
        for leaf in value.walk()
        if leaf.is_leaf
    )
