"""Say in Python 3 what `twisted.python.compat` said for both Pythons.

Its functions wrote one thing in two languages; Twisted has deprecated them since it left Python 2 behind.

    -from twisted.python.compat import intToBytes, iteritems, nativeString
    +from twisted.python.compat import nativeString


     def header(fields):
    -    for name, value in iteritems(fields):
    -        yield name + b": " + intToBytes(value)
    +    for name, value in fields.items():
    +        yield name + b": " + b"%d" % (value,)

Part of `--migrate twisted`, in Python 3 programs only. Safe: what is written is what the functions do. By hand remain
functions that are handed on instead of called. A name that is not used any more is not imported any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Edit
from netfix.engine.expressions import positional
from netfix.engine.findings import manual, safe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_COMPAT = "twisted.python.compat"
_WRITTEN = {
    "intToBytes": 'b"%d" % ({},)',
    "items": "list({}.items())",
    "iteritems": "{}.items()",
    "itervalues": "{}.values()",
    "reraise": "raise {}.with_traceback({})",
}
#: What binds tighter than the dot behind it, so that it needs no parentheses.
_TIGHT = ("Name", "Attribute", "Call", "Subscript", "Dict", "List")


class CompatFunctions(Codemod):
    """Writes out what functions of `twisted.python.compat` do."""

    by_default = False
    needles = (rb"\btwisted\b.*\bcompat\b",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program is for Python 3 only."""
        return document.dialect is Dialect.PYTHON3 and document.target is Target.PY3

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Look at the names that are imported, and at all their uses."""
        if isinstance(node.names, cst.ImportStar) or node.module is None or self.tree.source(node.module) != _COMPAT:
            return
        for alias in node.names:
            name = self.tree.source(alias.name)
            local = name if alias.asname is None else self.tree.source(alias.asname.name)
            scope = self.scopes.owner(local, self.scopes.scope_of(alias))
            if name in _WRITTEN and scope is not None and len(scope.bindings(local)) == 1:
                self._look_at_uses(node, alias, list(self.scopes.reads(scope, local)))

    def _look_at_uses(self, node: cst.ImportFrom, alias: cst.ImportAlias, uses: list[cst.Name]) -> None:
        """Write out all uses and take the import out; if one use cannot be written out, the others by themselves."""
        from netfix.analysis.names.import_edits import without_alias  # noqa: PLC0415 - imports LibCST

        name = self.tree.source(alias.name)
        made = [self._written(use, name) for use in uses]
        if any(edits is None for edits in made):
            for use in uses:
                self._report(use, name)
            return
        edits = [edit for each in made for edit in each or ()]
        message = f"compat.{name} is deprecated"
        why = "what is written does the same"
        self.report(alias, None, safe(why), message, edits=[without_alias(self.tree, node, alias), *edits])

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at a use through the module: `compat.iteritems(d)`."""
        name = self.scopes.qualified(node) or ""
        if name.rpartition(".")[0] == _COMPAT and node.attr.value in _WRITTEN:
            self._report(node, node.attr.value)

    def _report(self, function: cst.BaseExpression, name: str) -> None:
        edits = self._written(function, name)
        message = f"compat.{name} is deprecated"
        if edits is None:
            advice = _WRITTEN[name].format("value", "traceback")
            self.report(function, None, manual(f"write `{advice}`"), message)
        else:
            self.report(function, None, safe("what is written does the same"), message, edits=edits)

    def _written(self, function: cst.BaseExpression, name: str) -> list[Edit] | None:
        """Give the edits that write a call out around its arguments; None if it is no plain call."""
        call = self.tree.parent(function)
        arguments = positional(call) if isinstance(call, cst.Call) and call.func is function else None
        template = _WRITTEN[name]
        if not isinstance(call, cst.Call) or arguments is None or len(arguments) != template.count("{}") or call.lpar:
            return None
        if name == "reraise" and not isinstance(self.tree.parent(call), cst.Expr):
            return None
        if type(arguments[0]).__name__ not in _TIGHT and name != "intToBytes":
            return None
        if name == "intToBytes" and not self._may_be_operation(call):
            return None
        pieces = template.split("{}")
        edits: list[Edit] = []
        at = self.tree.span(call)[0]
        for piece, argument in zip(pieces, arguments, strict=False):
            start, end = self.tree.span(argument)
            edits.append(Edit(at, start, piece))
            at = end
        return [*edits, Edit(at, self.tree.span(call)[1], pieces[-1])]

    def _may_be_operation(self, call: cst.Call) -> bool:
        """Whether `%` may stand where a call stood: as an argument, a value, a summand."""
        parent = self.tree.parent(call)
        if isinstance(parent, cst.BinaryOperation):
            return isinstance(parent.operator, (cst.Add, cst.Subtract))
        return isinstance(
            parent, (cst.Arg, cst.Assign, cst.Return, cst.Expr, cst.Element, cst.Yield, cst.DictElement, cst.Index)
        )
