"""How the module variables that functions rewrite become attributes of one object, in this file and in its importers.

The same plan is made for the file that has the variables and for each file that imports them, from what is on disk: all
of them follow, or none does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.names.global_state import GlobalState
from netfix.engine.edits import Edit
from netfix.engine.lazy import cst
from netfix.engine.statements import remove

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding

_FEWEST_FUNCTIONS = 2
_DOCSTRING = '"""What the functions of this program share."""'


class StateObject:
    """The plan for one file's own variables, importers left aside.

    `names` are the variables, none if there is nothing to gather; `obstacle` says why they cannot be gathered, None if
    they can, and `edits` gather them.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        shared = document.fact(GlobalState)
        self.is_program = shared.is_program
        enough = len(shared.functions) >= _FEWEST_FUNCTIONS
        self.names: tuple[str, ...] = tuple(each.name for each in shared.names) if enough else ()
        #: The first statement that declares one of the names global.
        self.first = next(
            (node for node in shared.declarations if any(item.name.value in self.names for item in node.names)), None
        )
        self.edits: list[Edit] = []
        self.obstacle = self._obstacle() if self.names else None
        if self.names and self.obstacle is None:
            renamed = [edit for name in self.names for edit in self._renamed(name)]
            self.edits = self._made([*renamed, *self._without_declarations()])
            if not self.edits:
                self.obstacle = "no statement of the module uses them"
            elif not can_be_made(document, self.edits):
                self.obstacle = "a comment, or syntax of Python 2, stands where something would be rewritten"

    def _obstacle(self) -> str | None:
        """Say why the names cannot become attributes; None if they can."""
        module = self._scopes.module
        calls = self._tree.of_kind(cst.Call)
        if module.is_open or any(self._scopes.scope_of(call).is_open for call in calls):
            return "names are looked up by their text here"
        taken = {name.value for name in self._tree.of_kind(cst.Name)}
        if {"state", "State"} & taken:
            return "the file has a `state` of its own"
        texts = {match for node in self._tree.of_kind(cst.SimpleString) for match in re.findall(r"\w+", node.value)}
        if "__all__" in module.names and texts & set(self.names):
            return "they are listed in `__all__`"
        for name in self.names:
            for binding in module.bindings(name):
                if not _may_be_attribute(binding):
                    return f"`{name}` is bound by a {binding.kind.value}"
            if any(self._reads_both(node, name) for node in self._tree.of_kind(cst.ClassDef)):
                return f"a class has a `{name}` of its own, and reads the name in its body"
        if {"NameError", "UnboundLocalError"} & taken:
            return "a NameError is waited for, and would be an AttributeError"
        shown = [
            self._tree.source(node.expression)
            for node in self._tree.of_kind(cst.FormattedStringExpression)
            if node.equal is not None
        ]
        if any(re.search(rf"\b{name}\b", text) for text in shown for name in self.names):
            return "an f-string shows the name"
        return None

    def _reads_both(self, node: cst.ClassDef, name: str) -> bool:
        """Whether a class's body binds a name and reads it: until it is bound, that is the module's variable."""
        scope = self._scopes.opened_by(node)
        if scope is None or not scope.binds(name):
            return False
        return any(self._scopes.scope_of(use) is scope for use in self._scopes.reads(scope, name))

    def _uses(self, name: str) -> list[cst.Name]:
        """Give all places where the variable is written out: bound, read, deleted."""
        module = self._scopes.module
        targets = [binding.target for binding in module.bindings(name)]
        return list(dict.fromkeys([*targets, *self._scopes.reads(module, name)]))

    def _renamed(self, name: str) -> list[Edit]:
        spans = [name_span(self._document, use) for use in self._uses(name)]
        return [Edit(start, start, "state.") for start, _ in spans]

    def _without_declarations(self) -> list[Edit]:
        """Give the edits that take the names out of `global` statements."""
        edits: list[Edit] = []
        for node in self._tree.of_kind(cst.Global):
            kept = [item.name.value for item in node.names if item.name.value not in self.names]
            if not kept:
                edits.append(remove(self._tree, node))
            elif len(kept) < len(node.names):
                start, end = self._tree.span(node)
                edits.append(Edit(start, end, f"global {', '.join(kept)}"))
        return edits

    def _made(self, edits: list[Edit]) -> list[Edit]:
        """Give the edits with the class and its object, in front of the first use of a name; none without a use."""
        body = list(self._tree.module.body)
        used = [use for name in self.names for use in self._uses(name)]
        anchor = next((statement for statement in body if any(self._is_in(use, statement) for use in used)), None)
        if anchor is None:
            return []
        moved = [found for name in self.names for found in [self._literal(name)] if found is not None]
        start = self._tree.position(anchor)[0]
        if isinstance(anchor, (cst.FunctionDef, cst.ClassDef)) and anchor.decorators:
            start = self._tree.span(anchor.decorators[0])[0]
        made = self._text_of_class(moved)
        before = self._blank_lines_before(start)
        kept: list[Edit] = list(edits)
        for statement, _, _ in moved:
            line_start, line_end = self._tree.span(statement)
            kept = [edit for edit in kept if not line_start <= edit.start < line_end]
            if self._tree.statement(statement) is not anchor:
                kept.append(remove(self._tree, statement))
        if any(self._tree.statement(statement) is anchor for statement, _, _ in moved):
            return [*kept, Edit(start, self._tree.position(anchor)[1], before + made)]
        # Two insertions at one place would be made in an order that nobody knows.
        here = next((edit for edit in kept if edit.start == start), Edit(start, start, ""))
        inserted = Edit(start, here.end, f"{before}{made}\n\n\n{here.replacement}")
        return [*(edit for edit in kept if edit is not here), inserted]

    def _is_in(self, node: cst.CSTNode, statement: cst.CSTNode) -> bool:
        return any(around is statement for around in self._tree.ancestors(node))

    def _blank_lines_before(self, start: int) -> str:
        """Give the newlines that are missing to two blank lines in front of the class."""
        before = self._tree.text[:start]
        if not before.strip():
            return ""
        there = len(before) - len(before.rstrip("\n"))
        is_led_by_comment = before.rstrip("\n").rpartition("\n")[2].lstrip().startswith("#")
        return "" if is_led_by_comment else "\n" * max(0, 3 - there)

    def _literal(self, name: str) -> tuple[cst.Assign, str, str] | None:
        """Give the first assignment of a variable, its name and value, if that is a literal on its own line."""
        binding = self._scopes.module.bindings(name)[0]
        node = binding.node
        line = self._tree.parent(node)
        if not isinstance(node, cst.Assign) or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
            return None
        is_plain = len(node.targets) == 1 and isinstance(node.targets[0].target, cst.Name)
        has_comments = line.trailing_whitespace.comment or any(each.comment for each in line.leading_lines)
        if self._tree.parent(line) is not self._tree.module or not is_plain or has_comments:
            return None
        value = self._tree.source(node.value)
        return (node, name, value) if _is_literal(node.value) and "\n" not in value else None

    def _text_of_class(self, moved: list[tuple[cst.Assign, str, str]]) -> str:
        indent = self._tree.module.default_indent
        lines = ["class State:", f"{indent}{_DOCSTRING}"]
        if moved:
            ordered = sorted(moved, key=lambda each: self._tree.span(each[0])[0])
            lines += ["", f"{indent}def __init__(self):"]
            lines += [f"{indent * 2}self.{name} = {value}" for _, name, value in ordered]
        return "\n".join([*lines, "", "", "state = State()"])


def name_span(document: Document, name: cst.Name) -> tuple[int, int]:
    """Give the span of a name without parentheses around it."""
    start, _ = document.tree.span(name)
    start += document.tree.source(name).index(name.value)
    return start, start + len(name.value)


def can_be_made(document: Document, edits: list[Edit]) -> bool:
    """Whether edits lose no comment, and stand in the user's text or will once it is Python 3."""
    if any(document.tree.loses_comment(edit) for edit in edits):
        return False
    return document.becomes_python3 or all(document.is_verbatim_span(edit.start, edit.end) for edit in edits)


def _may_be_attribute(binding: Binding) -> bool:
    return isinstance(binding.node, (cst.Assign, cst.AugAssign, cst.For, cst.WithItem, cst.Del))


def _is_literal(node: cst.BaseExpression) -> bool:
    """Whether a value is the same wherever it stands: a number, a text, a constant, an empty display."""
    if isinstance(node, cst.UnaryOperation):
        return _is_literal(node.expression)
    if isinstance(node, cst.Name):
        return node.value in {"None", "True", "False"}
    if isinstance(node, (cst.List, cst.Tuple, cst.Dict)):
        return not node.elements
    return isinstance(node, (cst.Integer, cst.Float, cst.SimpleString))
