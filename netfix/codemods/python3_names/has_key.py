"""Ask a dictionary for a key with `in`.

`has_key` is gone from Python 3. `in` asks the same question and works on every mapping.

     import urllib2
    -if headers.has_key("content-length"):
    +if "content-length" in headers:
         length = int(headers["content-length"])

Part of `--migrate python3`. Safe for mappings, for which the two are the same; unsafe where both the mapping and the
key are made by calls, because they are then made in the other order. Left alone in files that define `has_key`.
"""

from __future__ import annotations

from netfix.analysis.values.truth import negation_of
from netfix.engine.expressions import binds_weaker_than_comparison, parenthesised, positional
from netfix.engine.findings import safe, unsafe
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

#: Parents of an expression that take it whole, whatever it is.
_HOLDERS = (
    "If", "While", "Assert", "Return", "Assign", "AnnAssign", "Expr", "Arg", "BooleanOperation", "IfExp", "CompIf",
    "Lambda", "Element", "DictElement", "Index", "ListComp", "GeneratorExp", "SetComp",
)  # fmt: skip


class HasKey(MigrationCodemod):
    """Rewrites `mapping.has_key(key)`."""

    noqa = ("W601",)
    needles = (rb"\bhas_key\b",)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        arguments = positional(node)
        if not (isinstance(node.func, cst.Attribute) and node.func.attr.value == "has_key"):
            return
        if arguments is None or len(arguments) != 1 or self._defines_it():
            return
        mapping, key = node.func.value, arguments[0]
        if binds_weaker_than_comparison(key):
            key = parenthesised(key)
        whole: cst.BaseExpression = negation_of(self.tree, node) or node
        operator = cst.In() if whole is node else cst.NotIn()
        replacement = cst.Comparison(key, [cst.ComparisonTarget(operator, mapping)], lpar=whole.lpar, rpar=whole.rpar)
        is_held = type(self.tree.parent(whole)).__name__ in _HOLDERS
        both_called = _has_call(mapping) and _has_call(key)
        self.report(
            whole,
            replacement if is_held or replacement.lpar else parenthesised(replacement),
            unsafe("the key is made before the mapping then") if both_called else safe("mappings answer both alike"),
            "ask for a key with `in`",
        )

    def _defines_it(self) -> bool:
        return any(function.name.value == "has_key" for function in self.tree.of_kind(cst.FunctionDef))


def _has_call(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) or any(_has_call(child) for child in node.children)
