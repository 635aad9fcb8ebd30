"""Raise an exception, not a class and a value.

Python 3 raises one object: the class is called with the value, and a traceback is attached to the result.

     def read_greeting(line):
         if not line.startswith("+OK"):
    -        raise ValueError, "bad greeting: %r" % line
    +        raise ValueError("bad greeting: %r" % line)
         return line

In Python 2 `raise E, V` calls E with V, with the items of V if that is a tuple, and with nothing if it is None; but
if V is an instance of E already, V itself is raised.

Exact: literals and formatted strings, tuples, None; the three parts of `sys.exc_info()`, of which the middle one is
raised with its traceback; a V that an `except` clause caught, which is raised as it is where its class is E or below,
and tested for that where the classes cannot be compared.

Approximate: any other V is taken for one argument. Where its name speaks against that a second finding says what to
look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.names.python2_moves import is_movable
from netfix.analysis.values.raised_values import Meaning, meaning_of, names_class
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_nodes import inside_parentheses

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_REASONS = {
    Meaning.ARGUMENT: "the class is called with the value",
    Meaning.NOTHING: "None stands for no value",
    Meaning.INSTANCE: "the value is the exception itself",
    Meaning.RERAISED: "a class, a value and a traceback held in variables are an exception that was caught",
    Meaning.EITHER: "Python 2 raises the value itself if it is an instance of the class",
    Meaning.UNKNOWN: "the class is called with the value, which is taken for one argument",
    Meaning.SUSPECT: "the class is called with the value, which is taken for one argument",
}
_DOUBTS = {
    Meaning.SUSPECT: "Python 2 raises an exception as it is and spreads a tuple over several arguments",
    Meaning.RERAISED: "it is raised as the exception itself; Python 2 also takes a text or None with a class",
}


class RaiseComma(SyntaxCodemod):
    """Rewrites `raise E, V` and `raise E, V, T`."""

    leaves_python2 = True
    noqa: ClassVar[tuple[str, ...]] = ("W602",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"\braise\b",)

    def visit_raise_stmt(self, node: Node) -> None:
        """Rewrite one statement."""
        parts = [child for child in node.children[1:] if child.kind != "COMMA"]
        if len(parts) < 2:  # noqa: PLR2004 - class and value
            return
        kind, value = parts[:2]
        trace = parts[2] if len(parts) > 2 and parts[2].value != "None" else None  # noqa: PLR2004 - and traceback
        meaning = meaning_of(self.tree, node, kind, value, has_trace=trace is not None)
        match meaning:
            case Meaning.NOTHING:
                edits = self._raise_class(kind, value, trace)
            case Meaning.INSTANCE | Meaning.RERAISED if is_movable(self.tree, kind):
                edits = self._raise_value(kind, value, trace)
            case Meaning.EITHER if is_movable(self.tree, kind):
                edits = self._raise_either(kind, value, trace)
            case _:
                edits = self._call(kind, value, trace)
        if len(parts) > 2 and trace is None:  # noqa: PLR2004 - `raise E, V, None`
            edits.append(Edit(value.end, parts[2].end, ""))
        self.report(node.span, _merged(edits), safe(_REASONS[meaning]))
        if meaning in _DOUBTS:
            advice = f"look at what {self.tree.source(value)} is: {_DOUBTS[meaning]}"
            self.add(node.span, manual(advice), (), "a value raised with its class")

    def _raise_class(self, kind: Node, value: Node, trace: Node | None) -> list[Edit]:
        """Write `raise E` for `raise E, None`."""
        if trace is None:
            return [Edit(kind.end, value.end, "")]
        call = "()" if names_class(self.tree, kind) else ""
        return [
            *self._callable(kind),
            Edit(kind.end, self._start(value, trace), f"{call}.with_traceback("),
            self._close(trace),
        ]

    def _raise_value(self, kind: Node, value: Node, trace: Node | None) -> list[Edit]:
        """Write `raise V` for `raise E, V`."""
        edits = [Edit(kind.start, self._start(kind, value), self.tree.blank_before(kind.start))]
        return edits if trace is None else [*edits, *self._attach(value, trace)]

    def _raise_either(self, kind: Node, value: Node, trace: Node | None) -> list[Edit]:
        """Write `raise V if isinstance(V, E) else E(V)`: V itself if it is an instance of E already."""
        name, caught = self.tree.source(kind), self.tree.source(value)
        choice = f"{caught} if isinstance({caught}, {name}) else {name}({caught})"
        if trace is None:
            return [Edit(kind.start, value.end, choice)]
        return [Edit(kind.start, self._start(value, trace), f"({choice}).with_traceback("), self._close(trace)]

    def _call(self, kind: Node, value: Node, trace: Node | None) -> list[Edit]:
        """Write `raise E(V)` for `raise E, V`; the parentheses of V, if any, become those of the call."""
        edits = self._callable(kind)
        inner = inside_parentheses(value)
        is_call = value.kind == "atom" and value.children[0].value == "("
        if is_call and not (inner is not None and (inner.kind == "yield_expr" or inner.value == "yield")):
            edits.append(Edit(kind.end, self._start(kind, value), ""))
            if trace is not None:
                edits += [Edit(value.end, self._start(value, trace), ".with_traceback("), self._close(trace)]
            return edits
        edits.append(Edit(kind.end, self._start(kind, value), "("))
        if trace is None:
            edits.append(self._close(value))
        else:
            edits += [Edit(value.end, self._start(value, trace), ").with_traceback("), self._close(trace)]
        return edits

    def _attach(self, value: Node, trace: Node) -> list[Edit]:
        """Write `.with_traceback(T)` after V."""
        bracketed = value.kind not in {"NAME", "power", "atom"}
        edits = [Edit(value.end, self._start(value, trace), f"{')' * bracketed}.with_traceback("), self._close(trace)]
        return [Edit(value.start, value.start, "("), *edits] if bracketed else edits

    def _callable(self, kind: Node) -> list[Edit]:
        """Put the class in parentheses if it could not be called else."""
        if kind.kind in {"NAME", "power", "atom"}:
            return []
        return [Edit(kind.start, kind.start, "("), Edit(kind.end, kind.end, ")")]

    def _start(self, before: Node, after: Node) -> int:
        """Give where an edit from `before` on ends: with the blanks after the comma, but not over a line break."""
        comma = self.tree.next_leaf(before)
        if comma is None or self.tree.text[comma.end : after.start].strip(" \t"):
            return after.start if comma is None else comma.end
        return after.start

    def _close(self, node: Node) -> Edit:
        end = self.tree.last_leaf(node).end
        return Edit(end, end, ")")


def _merged(edits: list[Edit]) -> list[Edit]:
    """Join edits that touch, so that no two of them insert at one place."""
    merged: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if merged and merged[-1].end == edit.start:
            last = merged.pop()
            merged.append(Edit(last.start, edit.end, last.replacement + edit.replacement))
        else:
            merged.append(edit)
    return merged
