"""Attributes in which callbacks gather what one command then takes all at once.

The shape: a method makes the container, starts one operation for each item, and gives each a callback; the callback's
last statement puts the item into the container; a third method hands the container to a command.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_ADDING = frozenset({"add", "append"})
_CALLBACKS = frozenset({"addCallback", "addCallbacks", "addBoth", "add_done_callback"})
_CONTAINERS = frozenset({"set", "list", "MessageSet"})


@dataclass(frozen=True, slots=True)
class Gathering:
    """One such attribute of a class: where it is made, filled and handed over, and its other uses.

    `added` is the call that puts an item in, `callback` the method in which it stands; `command` the call which takes
    the container; `mentions` are uses as the last of several arguments of a message.
    """

    name: str
    made: cst.Assign
    added: cst.Call
    callback: cst.FunctionDef
    command: cst.Call
    argument: cst.Arg
    mentions: tuple[cst.Arg, ...]


def gatherings(document: Document) -> Iterator[Gathering]:
    """Give the gatherings of a program, in source order of the assignments that make them."""
    for statement in document.tree.of_kind(cst.Assign):
        target = statement.targets[0].target
        is_attribute = (
            len(statement.targets) == 1 and isinstance(target, cst.Attribute) and is_name(target.value, "self")
        )
        if is_attribute and isinstance(target, cst.Attribute) and _makes_container(statement.value):
            found = _Finder(document, statement, target).find()
            if found is not None:
                yield found


def _makes_container(value: cst.BaseExpression) -> bool:
    if isinstance(value, cst.Call) and not value.args:
        name = value.func.attr.value if isinstance(value.func, cst.Attribute) else getattr(value.func, "value", "")
        return name in _CONTAINERS
    return isinstance(value, cst.List) and not value.elements


class _Finder:
    """Looks at all uses of one attribute."""

    def __init__(self, document: Document, made: cst.Assign, target: cst.Attribute) -> None:
        self._tree = document.tree
        self._made = made
        self._name = target.attr.value
        self._uses = [
            node for node in self._tree.of_kind(cst.Attribute) if node.attr.value == self._name and node is not target
        ]

    def find(self) -> Gathering | None:
        """Give the gathering, if all uses of the attribute are those of one."""
        added: list[cst.Call] = []
        taken: list[tuple[cst.Call, cst.Arg]] = []
        mentions: list[cst.Arg] = []
        for use in self._uses:
            call = self._adding(use)
            argument, taker = self._argument(use)
            if call is not None:
                added.append(call)
            elif argument is None or taker is None:
                return None
            elif is_name(taker.func, "print") and taker.args[-1] is argument and len(taker.args) > 1:
                mentions.append(argument)
            elif isinstance(taker.func, cst.Attribute):
                taken.append((taker, argument))
            else:
                return None
        callback = self._callback(added[0]) if len(added) == 1 else None
        if callback is None or len(taken) != 1 or not self._is_called_back(callback):
            return None
        command, argument = taken[0]
        return Gathering(self._name, self._made, added[0], callback, command, argument, tuple(mentions))

    def _adding(self, use: cst.Attribute) -> cst.Call | None:
        """Give the call if the use is `self.name.add(item)`."""
        method = self._tree.parent(use)
        call = self._tree.parent(method) if isinstance(method, cst.Attribute) and method.attr.value in _ADDING else None
        return call if isinstance(call, cst.Call) and len(call.args) == 1 else None

    def _argument(self, use: cst.Attribute) -> tuple[cst.Arg | None, cst.Call | None]:
        """Give the argument that the use is, alone or as `str(self.name)`, and the call that takes it."""
        argument = self._tree.parent(use)
        call = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
        if isinstance(call, cst.Call) and is_name(call.func, "str") and isinstance(self._tree.parent(call), cst.Arg):
            argument = self._tree.parent(call)
            call = self._tree.parent(argument) if argument is not None else None
        if isinstance(argument, cst.Arg) and isinstance(call, cst.Call) and not argument.star:
            return argument, call
        return None, None

    def _callback(self, added: cst.Call) -> cst.FunctionDef | None:
        """Give the method of which putting the item in is the last statement."""
        line = self._tree.statement(added)
        block = self._tree.parent(line) if line is not None else None
        method = self._tree.parent(block) if block is not None else None
        if not isinstance(method, cst.FunctionDef) or not isinstance(line, cst.SimpleStatementLine):
            return None
        # `return` of the command can take the place of this statement, and of no other.
        is_last = method.body.body[-1] is line and len(line.body) == 1 and isinstance(line.body[0], cst.Expr)
        return method if is_last and self._tree.parent(added) is line.body[0] else None

    def _is_called_back(self, method: cst.FunctionDef) -> bool:
        """Whether a method is given as a callback in a loop, once for each item."""
        for node in self._tree.of_kind(cst.Attribute):
            argument = self._tree.parent(node)
            call = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
            if node.attr.value != method.name.value or not isinstance(call, cst.Call):
                continue
            is_adding = isinstance(call.func, cst.Attribute) and call.func.attr.value in _CALLBACKS
            if is_adding and any(isinstance(around, (cst.For, cst.While)) for around in self._tree.ancestors(call)):
                return True
        return False
