"""Compare with None by identity, not by equality.

There is one None, so the question is whether the value is it. `==` asks the value instead, which may have an answer
of its own; and a reader must wonder whether it has.

     def got_capabilities(self, caps):
    -    if caps == None:
    +    if caps is None:
             report("the server sent no capability list")

The two differ only where the left operand's class, or a proxy standing for it, defines `__eq__` so that it is equal
to None or gives something other than a truth value. Safe where nothing in the file hints at that. Unsafe for values
that are not known to be of a built-in type in files which define such an equality or use an ORM, arrays, mocks or
proxies; for attributes of classes (`User.email`); and for what comes from modules of which nothing is known. Left
alone inside the arguments of query methods (`filter`, `where`, …), inside subscripts and under `&`, `|` and `~`: there
the comparison is an expression tree or an array mask, and `is` would turn it into a plain False. Also left alone:
constants, and f-strings of the form `{x == None=}`, which show the code.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.values.truth import breaks_lines, negation_of, only_truth_counts, shows_its_text
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import binds_weaker_than_comparison, dotted, is_name, parenthesised
from netfix.engine.findings import manual, safe, unsafe  # noqa: F401 - what its findings can be
from netfix.engine.lazy import cst
from netfix.engine.outline import outline

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.findings import Verdict

#: Methods and functions of query builders, whose arguments are expressions that only look like conditions.
_QUERIES = frozenset({
    "filter", "filter_by", "where", "having", "on", "select", "select_from", "join", "outerjoin", "order_by", "query",
    "exclude", "and_", "or_", "not_", "case", "when", "then", "otherwise", "with_columns", "agg", "any_", "all_",
    "update", "delete", "get_or_none", "Q", "If", "iif", "exists",
})  # fmt: skip


class NoneComparison(Codemod):
    """Rewrites `==`, `!=` and `<>` where one side is None."""

    noqa = ("E711",)
    #: Between the operator and None there may be brackets, line breaks and comments.
    needles = (
        rb"(?:[=!]=|<>)(?:[\s\\(]|#[^\n\r]*[\n\r])*None\b",
        rb"\bNone\b(?:[\s\\)]|#[^\n\r]*[\n\r])*(?:[=!]=|<>)",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether anything is compared with None by these operators, in more than a text."""
        known = document.fact(outline)
        return known is None or any(map(_compares_with_none, known.of_kind(ast.Compare)))

    def visit_Comparison(self, node: cst.Comparison) -> None:
        """Look at one comparison, chained or not."""
        left = node.left
        for at, target in enumerate(node.comparisons):
            right = target.comparator
            if isinstance(target.operator, (cst.Equal, cst.NotEqual)) and (_is_none(left) or _is_none(right)):
                other = right if _is_none(left) and not _is_none(right) else left
                verdict = None if _is_constant(other) else self._verdict(node, other)
                if verdict is not None:
                    self._rewrite(node, at, target.operator, verdict)
                    return
            left = right

    def _rewrite(self, node: cst.Comparison, at: int, operator: cst.Equal | cst.NotEqual, verdict: Verdict) -> None:
        """Report the comparison with its operator at `at` replaced, and a `not` in front of it taken in."""
        negated = isinstance(operator, cst.NotEqual)
        negation = negation_of(self.tree, node)
        whole: cst.Comparison | cst.UnaryOperation = node
        if negation is not None and len(node.comparisons) == 1 and self._is_beside(negation, node):
            whole, negated = negation, not negated
        replacement = _with_operator(node, at, _identity(operator, negated=negated))
        if whole is negation:
            inner = breaks_lines(self.tree.source(node).strip()[1:-1]) if node.lpar else False
            pairs = (whole, node) if inner else (whole,)
            replacement = replacement.with_changes(
                lpar=[mark for pair in pairs for mark in pair.lpar],
                rpar=[mark for pair in reversed(pairs) for mark in pair.rpar],
            )
        self.report(whole, replacement, verdict, f"compare with None by `{'is not' if negated else 'is'}`")

    def _is_beside(self, negation: cst.UnaryOperation, node: cst.Comparison) -> bool:
        """Whether only blanks stand between a `not` and its operand, and no comment in parentheses around that."""
        end = self.tree.span(node)[0]
        start = self.tree.span(negation)[0]
        return "#" not in self.tree.text[start:end] and not (node.lpar and "#" in self.tree.source(node))

    def _verdict(self, node: cst.Comparison, other: cst.BaseExpression) -> Verdict | None:
        """Say how sure it is that `==` is not overloaded for `other`; None where it is clear that it is."""
        from netfix.analysis.values.equality import Equality  # noqa: PLC0415 - imports LibCST

        if self._is_expression_tree(node) or shows_its_text(self.tree, node):
            return None
        is_test = only_truth_counts(self.tree, self.scopes, node)
        return self.document.fact(Equality).verdict(other, is_test=is_test)

    def _is_expression_tree(self, node: cst.Comparison) -> bool:
        """Whether the comparison stands where it is an expression to be translated."""
        child: cst.CSTNode = node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, (cst.BaseStatement, cst.BaseSmallStatement)):
                return False
            if isinstance(parent, cst.SubscriptElement):
                return True
            if isinstance(parent, cst.BinaryOperation) and isinstance(
                parent.operator, (cst.BitAnd, cst.BitOr, cst.BitXor)
            ):
                return True
            if isinstance(parent, cst.UnaryOperation) and isinstance(parent.operator, cst.BitInvert):
                return True
            if isinstance(parent, cst.Call) and child is not parent.func and self._is_query(parent):
                return True
            child = parent
        return False

    def _is_query(self, call: cst.Call) -> bool:
        """Whether a function is called like one that builds a query, and is no well-known other one."""
        if isinstance(call.func, cst.Name):
            return call.func.value in _QUERIES and not self.scopes.is_builtin(call.func, "filter")
        if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in _QUERIES:
            return False
        return not isinstance(call.func.value, cst.BaseString) and dotted(call.func) != "os.path.join"


def _compares_with_none(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    return any(
        isinstance(operator, (ast.Eq, ast.NotEq)) and any(_is_none_outlined(side) for side in sides[at : at + 2])
        for at, operator in enumerate(node.ops)
    )


def _is_none_outlined(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_none(node: cst.BaseExpression) -> bool:
    return is_name(node, "None")


def _is_constant(node: cst.BaseExpression) -> bool:
    """Whether nothing in an expression is looked up or called: `is` would then be a SyntaxWarning."""
    waiting: list[cst.CSTNode] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (cst.Name, cst.Call, cst.FormattedString)):
            return part is node and is_name(part, "Ellipsis")
        waiting += part.children
    return True


def _identity(operator: cst.Equal | cst.NotEqual, *, negated: bool) -> cst.Is | cst.IsNot:
    """Give `is` or `is not` with the blanks of `operator`, at least one on each side."""
    before = cst.SimpleWhitespace(" ") if operator.whitespace_before.empty else operator.whitespace_before
    after = cst.SimpleWhitespace(" ") if operator.whitespace_after.empty else operator.whitespace_after
    if negated:
        return cst.IsNot(whitespace_before=before, whitespace_after=after)
    return cst.Is(whitespace_before=before, whitespace_after=after)


def _with_operator(node: cst.Comparison, at: int, operator: cst.Is | cst.IsNot) -> cst.Comparison:
    """Give the comparison with another operator at `at`; of `None == x` the sides are changed."""
    target = node.comparisons[at]
    if len(node.comparisons) == 1 and _is_none(node.left) and not _is_none(target.comparator):
        value = target.comparator
        left = parenthesised(value) if binds_weaker_than_comparison(value) else value
        return node.with_changes(left=left, comparisons=[cst.ComparisonTarget(operator, node.left)])
    comparisons = [*node.comparisons]
    comparisons[at] = target.with_changes(operator=operator)
    return node.with_changes(comparisons=comparisons)
