"""Attributes of `self` that only one function of a program uses, so that a Deferred in them is that function's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.programs import Program

if TYPE_CHECKING:
    from netfix.engine.document import Document


class OwnAttributes:
    """Looks for the uses of attributes in one file, which must run the reactor: then nobody imports it."""

    def __init__(self, document: Document) -> None:
        self._tree = document.tree
        self._classes = document.fact(Classes)
        self._is_program = document.fact(Program).runs_reactor

    def are_of(self, function: cst.CSTNode, name: str) -> bool:
        """Whether `self.attribute`, written as a dotted name, is used in a function alone."""
        holder, _, attribute = name.partition(".")
        if holder != "self" or not self._is_program or self._is_theirs(function, attribute):
            return False
        uses = [each for each in self._tree.of_kind(cst.Attribute) if each.attr.value == attribute]
        return all(self._function_of(each) is function for each in uses)

    def _is_theirs(self, function: cst.CSTNode, attribute: str) -> bool:
        """Whether Twisted may keep what it gives back in an attribute of that name, which subclasses set."""
        owner = self._classes.enclosing(function)
        bases = [self._tree.source(base.value) for base in owner.bases] if owner is not None else []
        return "deferred" in attribute.lower() and any(base != "object" for base in bases)

    def _function_of(self, node: cst.CSTNode) -> cst.CSTNode:
        kinds = (cst.FunctionDef, cst.Lambda, cst.Module)
        return next((each for each in self._tree.ancestors(node) if isinstance(each, kinds)), self._tree.module)
