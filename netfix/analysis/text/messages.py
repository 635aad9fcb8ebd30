"""Who reads a text: whether the value of an expression is a message for people.

People read what is printed, logged, raised, warned of. A machine reads what is executed, parsed, compared, sent, or
looked up in a catalogue of translations: there each character counts. Of everything else (a variable, a returned
value, an argument of a function of unknown purpose) it is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.text import audience as to
from netfix.analysis.text import message_sinks as sinks
from netfix.analysis.text.audience import Audience, Reader
from netfix.analysis.text.literal_text import literal_text
from netfix.analysis.text.message_calls import MessageCalls
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.program import Program

__all__ = ["Audience", "Messages", "Reader"]

#: How often the text of a variable is followed to where the variable is read.
_MAX_STEPS = 2


class Messages:
    """Answers who reads the texts of a program; `calls` answers it of a single call."""

    def __init__(self, program: Program) -> None:
        """Look at one program; nothing is worked out before it is asked."""
        self._tree = program.tree
        self._scopes = program.scopes
        self.calls = MessageCalls(program)

    def audience(self, node: cst.BaseExpression) -> Audience:
        """Say who reads the value of an expression that makes a text."""
        return self._follow(node, _MAX_STEPS)

    def compares(self, fragment: str) -> bool:
        """Whether the program compares something with a text that holds `fragment`, or looks for one."""
        for literal in self._tree.of_kind(cst.SimpleString):
            if fragment not in literal.value and "\\" not in literal.value:
                continue
            text = literal_text(literal)
            if text is None or fragment not in text.value or isinstance(self._tree.parent(literal), cst.Attribute):
                continue
            audience = self.audience(literal)
            if audience.reader is Reader.MACHINE and audience is not to.TEMPLATE:
                return True
        return False

    def _follow(self, node: cst.BaseExpression, steps: int) -> Audience:
        """Go outwards from a text until somebody reads it.

        What is made of it in a way that we do not know is still followed: a shell further out must not be missed.
        """
        child: cst.CSTNode = node
        is_same_text = True
        for parent in self._tree.ancestors(node):
            found = self._reader(parent, child, steps)
            if found is to.USED:
                is_same_text = False
            elif found is not to.PASSED_ON:
                return to.SOMEWHERE if found.reader is Reader.PEOPLE and not is_same_text else found
            child = parent
        return to.SOMEWHERE

    def _reader(self, parent: cst.CSTNode, child: cst.CSTNode, steps: int) -> Audience:
        """Say what `parent` does with the text that `child` is or holds."""
        match parent:
            case cst.Call():
                return to.PASSED_ON if child is parent.func else self.calls.reader(parent, child)
            case cst.Arg():
                return to.PASSED_ON
            case cst.BaseExpression():
                return _in_expression(parent, child)
            case cst.ComparisonTarget():
                return to.COMPARED
            case cst.SubscriptElement() | cst.Index() | cst.Slice():
                return to.KEY
            case cst.DictElement():
                return to.KEY if child is parent.key else _in_named(literal_string(parent.key))
            case cst.BaseElement() | cst.FormattedStringExpression() | cst.CompFor():
                return to.USED
            case _:
                return self._in_statement(parent, child, steps)

    def _in_statement(self, parent: cst.CSTNode, child: cst.CSTNode, steps: int) -> Audience:
        match parent:
            case cst.Assert() if child is parent.msg:
                return to.ASSERTED
            case cst.AnnAssign() | cst.AugAssign():
                return self._assigned([parent.target], steps)
            case cst.Assign():
                return self._assigned([target.target for target in parent.targets], steps)
            case cst.Param():
                return self._assigned([parent.name], 0)
            case cst.Return():
                return self._returned(parent)
            case _:
                return to.SOMEWHERE

    def _assigned(self, targets: list[cst.BaseAssignTargetExpression], steps: int) -> Audience:
        """Say who reads a text that is assigned: what the names say, and what is done with the variables."""
        for target in targets:
            if sinks.is_machine_name(last_name(target)):
                return to.NAMED_SO
            if isinstance(target, cst.Subscript):
                return _in_named(_subscript_key(target))
        for target in targets:
            scope = self._scopes.lookup(target) if steps and isinstance(target, cst.Name) else None
            for use in self._scopes.reads(scope, last_name(target)) if scope is not None else ():
                found = self._follow(use, steps - 1)
                if found.reader is Reader.MACHINE:
                    return found
        return to.KEPT

    def _returned(self, node: cst.Return) -> Audience:
        for parent in self._tree.ancestors(node):
            if isinstance(parent, cst.FunctionDef):
                return to.NAMED_SO if sinks.is_machine_name(parent.name.value) else to.RETURNED
        return to.RETURNED


def _in_expression(parent: cst.BaseExpression, child: cst.CSTNode) -> Audience:
    match parent:
        case cst.ConcatenatedString() | cst.BooleanOperation():
            return to.PASSED_ON
        case cst.IfExp():
            return to.PASSED_ON if child is not parent.test else to.COMPARED
        case cst.BinaryOperation():
            return _in_operation(parent, child)
        case cst.Comparison():
            return to.COMPARED
        case cst.Attribute():
            return _in_attribute(parent)
        case cst.Lambda():
            return to.RETURNED
        case _:
            return to.USED


def _in_operation(operation: cst.BinaryOperation, child: cst.CSTNode) -> Audience:
    if isinstance(operation.operator, cst.Add):
        return to.PASSED_ON
    return to.TEMPLATE if isinstance(operation.operator, cst.Modulo) and child is operation.left else to.USED


def _in_attribute(attribute: cst.Attribute) -> Audience:
    if attribute.attr.value in sinks.TAKES_APART:
        return to.TAKEN_APART
    return to.PASSED_ON if attribute.attr.value in sinks.KEEPS else to.USED


def _in_named(key: str | None) -> Audience:
    """Say who reads a text that is kept under a key."""
    return to.NAMED_SO if key is not None and sinks.is_machine_name(key) else to.KEPT


def _subscript_key(target: cst.Subscript) -> str | None:
    index = target.slice[0].slice
    return literal_string(index.value) if isinstance(index, cst.Index) else None
