'''Gather the module variables that functions rewrite in one object.

With `state.position` every use says where the value lives, no `global` line is needed, and the object can be handed
over, printed, or made anew for a test. It is the first step towards a class that has the functions as methods.

     import sys

    -position = 0
    +
    +class State:
    +    """What the functions of this program share."""
    +
    +    def __init__(self):
    +        self.position = 0
    +
    +
    +state = State()

     def show(character):
    -    global position
         sys.stdout.write(character)
    -    position += 1
    +    state.position += 1

     def rewind():
    -    global position
    -    position = 0
    +    state.position = 0

     show("/")
     rewind()

Unsafe: other files that read the variables of this one must follow by hand. Only programs are rewritten, not modules
that others import. Values that are literals go into the class; all other assignments stay where they are.

Reported only, to be done by hand, where a variable is bound by `import`, `def`, `class`, `except` or a pattern, is
listed in `__all__`, is annotated in a function or shown by `{name=}`, where names are looked up by text (`globals()`,
`exec`, star imports), and where the file has a `state` or a `State` of its own.
'''

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Binding

_FEWEST_FUNCTIONS = 2
_DOCSTRING = '"""What the functions of this program share."""'


class GlobalsToState(Codemod):
    """Rewrites all uses of the variables that `global` statements name."""

    needles = (rb"\bglobal[ \t\\]",)
    by_default = False

    def finish(self) -> None:
        """Rewrite the whole program, or none of it."""
        from netfix.analysis.global_state import GlobalState  # noqa: PLC0415 - imports LibCST

        shared = self.document.fact(GlobalState)
        if not shared.is_program or len(shared.functions) < _FEWEST_FUNCTIONS or not shared.names:
            return
        names = [each.name for each in shared.names]
        first = next(node for node in shared.declarations if set(names) & {item.name.value for item in node.names})
        listed = ", ".join(f"`{name}`" for name in names)
        obstacle = self._obstacle(names)
        if obstacle is not None:
            self.report(first, None, manual(f"gather them in an object by hand: {obstacle}"), listed)
            return
        edits = [edit for name in names for edit in self._renamed(name)]
        edits += self._without_declarations(names)
        made = self._made(names, edits)
        if made is not None:
            reason = "files that read these variables of this one must follow"
            self.report(first, None, unsafe(reason), f"{listed} can be gathered in one object", edits=made)

    def _obstacle(self, names: list[str]) -> str | None:
        """Say why the names cannot become attributes; None if they can."""
        module = self.scopes.module
        calls = self.tree.of_kind(cst.Call)
        if module.is_open or any(self.scopes.scope_of(call).is_open for call in calls):
            return "names are looked up by their text here"
        taken = {name.value for name in self.tree.of_kind(cst.Name)}
        if {"state", "State"} & taken:
            return "the file has a `state` of its own"
        texts = {match for node in self.tree.of_kind(cst.SimpleString) for match in re.findall(r"\w+", node.value)}
        if "__all__" in module.names and texts & set(names):
            return "they are listed in `__all__`"
        for name in names:
            for binding in module.bindings(name):
                if not self._may_be_attribute(binding):
                    return f"`{name}` is bound by a {binding.kind.value}"
        shown = [self.tree.source(node.expression) for node in self._shown_expressions()]
        if any(re.search(rf"\b{name}\b", text) for text in shown for name in names):
            return "an f-string shows the name"
        return None

    def _shown_expressions(self) -> list[cst.FormattedStringExpression]:
        return [node for node in self.tree.of_kind(cst.FormattedStringExpression) if node.equal is not None]

    def _may_be_attribute(self, binding: Binding) -> bool:
        if isinstance(binding.node, cst.AnnAssign):
            return False
        return isinstance(binding.node, (cst.Assign, cst.AugAssign, cst.For, cst.WithItem, cst.Del))

    def _uses(self, name: str) -> list[cst.Name]:
        """Give all places where the variable is written out: bound, read, deleted."""
        module = self.scopes.module
        targets = [binding.target for binding in module.bindings(name)]
        return list(dict.fromkeys([*targets, *self.scopes.reads(module, name)]))

    def _renamed(self, name: str) -> list[Edit]:
        spans = [self._span(use) for use in self._uses(name)]
        return [Edit(start, start, "state.") for start, _ in spans]

    def _span(self, name: cst.Name) -> tuple[int, int]:
        """Give the span of a name without parentheses around it."""
        start, end = self.tree.span(name)
        return start + self.tree.text[start:end].index(name.value), end

    def _without_declarations(self, names: list[str]) -> list[Edit]:
        """Give the edits that take the names out of `global` statements."""
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        edits: list[Edit] = []
        for node in self.tree.of_kind(cst.Global):
            kept = [item.name.value for item in node.names if item.name.value not in names]
            if not kept:
                edits.append(remove(self.tree, node))
            elif len(kept) < len(node.names):
                start, end = self.tree.span(node)
                edits.append(Edit(start, end, f"global {', '.join(kept)}"))
        return edits

    def _made(self, names: list[str], edits: list[Edit]) -> list[Edit] | None:
        """Give the edits with the class and its object, in front of the first use of a name."""
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        body = list(self.tree.module.body)
        used = [use for name in names for use in self._uses(name)]
        anchor = next((statement for statement in body if any(self._is_in(use, statement) for use in used)), None)
        if anchor is None:
            return None
        moved = [found for name in names for found in [self._literal(name)] if found is not None]
        start = self.tree.position(anchor)[0]
        if isinstance(anchor, (cst.FunctionDef, cst.ClassDef)) and anchor.decorators:
            start = self.tree.span(anchor.decorators[0])[0]
        made = self._text_of_class(moved)
        before = self._blank_lines_before(start)
        kept: list[Edit] = list(edits)
        for statement, _, _ in moved:
            line_start, line_end = self.tree.span(statement)
            kept = [edit for edit in kept if not line_start <= edit.start < line_end]
            if self.tree.statement(statement) is not anchor:
                kept.append(remove(self.tree, statement))
        if any(self.tree.statement(statement) is anchor for statement, _, _ in moved):
            return [*kept, Edit(start, self.tree.position(anchor)[1], before + made)]
        # Two insertions at one place would be made in an order that nobody knows.
        here = next((edit for edit in kept if edit.start == start), Edit(start, start, ""))
        inserted = Edit(start, here.end, f"{before}{made}\n\n\n{here.replacement}")
        return [*(edit for edit in kept if edit is not here), inserted]

    def _is_in(self, node: cst.CSTNode, statement: cst.CSTNode) -> bool:
        return any(around is statement for around in self.tree.ancestors(node))

    def _blank_lines_before(self, start: int) -> str:
        """Give the newlines that are missing to two blank lines in front of the class."""
        before = self.tree.text[:start]
        if not before.strip():
            return ""
        there = len(before) - len(before.rstrip("\n"))
        is_led_by_comment = before.rstrip("\n").rpartition("\n")[2].lstrip().startswith("#")
        return "" if is_led_by_comment else "\n" * max(0, 3 - there)

    def _literal(self, name: str) -> tuple[cst.Assign, str, str] | None:
        """Give the first assignment of a variable, its name and value, if that is a literal on its own line."""
        binding = self.scopes.module.bindings(name)[0]
        node = binding.node
        line = self.tree.parent(node)
        if not isinstance(node, cst.Assign) or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
            return None
        is_plain = len(node.targets) == 1 and isinstance(node.targets[0].target, cst.Name)
        has_comments = line.trailing_whitespace.comment or any(each.comment for each in line.leading_lines)
        if self.tree.parent(line) is not self.tree.module or not is_plain or has_comments:
            return None
        value = self.tree.source(node.value)
        return (node, name, value) if _is_literal(node.value) and "\n" not in value else None

    def _text_of_class(self, moved: list[tuple[cst.Assign, str, str]]) -> str:
        indent = self.tree.module.default_indent
        lines = ["class State:", f"{indent}{_DOCSTRING}"]
        if moved:
            ordered = sorted(moved, key=lambda each: self.tree.span(each[0])[0])
            lines += ["", f"{indent}def __init__(self):"]
            lines += [f"{indent * 2}self.{name} = {value}" for _, name, value in ordered]
        return "\n".join([*lines, "", "", "state = State()"])


def _is_literal(node: cst.BaseExpression) -> bool:
    """Whether a value is the same wherever it stands: a number, a text, a constant, an empty display."""
    if isinstance(node, cst.UnaryOperation):
        return _is_literal(node.expression)
    if isinstance(node, cst.Name):
        return node.value in {"None", "True", "False"}
    if isinstance(node, (cst.List, cst.Tuple, cst.Dict)):
        return not node.elements
    return isinstance(node, (cst.Integer, cst.Float, cst.SimpleString))
