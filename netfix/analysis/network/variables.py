"""Variables and attributes as one thing each, wherever they are used: what stands for them, what is assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.kinds import Kinds
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.bindings import Scope
    from netfix.engine.document import Document

Identity = tuple["Scope | cst.ClassDef", str]


def identity(document: Document, node: cst.BaseExpression) -> Identity | None:
    """Give what stands for a variable, or for an attribute of `self`, wherever it is used; None for all else."""
    if isinstance(node, cst.Name):
        scope = document.scopes.lookup(node)
        return (scope, node.value) if scope is not None else None
    if isinstance(node, cst.Attribute):
        owner = document.fact(Kinds).classes.class_of_self(node.value)
        return (owner, node.attr.value) if owner is not None else None
    return None


def assigned_values(document: Document, node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """Give the expressions that the file assigns to a variable, or to an attribute of `self`; `with` assigns, too."""
    if isinstance(node, cst.Name):
        bindings = document.scopes.bindings_of(node)
        entered = [binding.node.item for binding in bindings if isinstance(binding.node, cst.WithItem)]
        return [*(binding.value for binding in bindings if binding.value is not None), *entered]
    if not isinstance(node, cst.Attribute) or identity(document, node) is None:
        return []
    tree = document.tree
    targets = document.fact(Kinds).classes.assigned.get(node.attr.value, ())
    statements = (tree.parent(tree.parent(each) or each) for each in targets)
    return [each.value for each in statements if isinstance(each, cst.Assign)]
