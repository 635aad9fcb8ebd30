"""Test a container by its truth, not by its length.

An empty container is already false, so `len` only makes the reader and the interpreter work.

     while True:
         buf = s.recv(2048)
    -    if not len(buf):
    +    if not buf:
             break
         sys.stdout.write(buf)

Looks at `len(x)`, and at its comparisons with 0 and 1 which ask for emptiness, where only truth counts: in `if`,
`while`, `assert`, `not`, conditional expressions, comprehensions, `case` guards, `bool(…)`, and in `and`/`or` in such
places. Where the number is a value (`return len(x) > 0`, `n = len(x) or 1`) it stays.

Safe where the operand is known to be a built-in container: for those, truth and length agree by definition. Otherwise
unsafe: a class may define truth differently, and None has a truth but no length. Left alone where arrays, XML
elements, packets or mocks are in play, for classes with a `__bool__` of their own, where `len` is not the built-in
one, and for values of unknown type where the program waits for the TypeError.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.values.truth import breaks_lines, negation_of, only_truth_counts, shows_its_text
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import binds_weaker_than_not, is_name, parenthesised, positional
from netfix.engine.findings import Verdict, safe, unsafe
from netfix.engine.lazy import cst
from netfix.engine.outline import outline

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: What a comparison of a length asks: (operator, number) -> whether the container must hold something.
_ASKS_FOR_SOME = {
    ("==", "0"): False, ("!=", "0"): True, (">", "0"): True, ("<=", "0"): False, ("<", "1"): False, (">=", "1"): True,
}  # fmt: skip
_OPERATORS: dict[str, str] = {
    "Equal": "==", "NotEqual": "!=", "GreaterThan": ">", "LessThan": "<", "GreaterThanEqual": ">=",
    "LessThanEqual": "<=",
}  # fmt: skip
#: Expressions that nothing around them can take apart.
_ATOMS = frozenset({
    "Name", "Attribute", "Call", "Subscript", "List", "Set", "Dict", "ListComp", "SetComp", "DictComp",
})  # fmt: skip
#: Special methods by which a class says itself what is true of it.
_OWN_TRUTH = re.compile(r"\b__(?:bool|nonzero)__\b")
#: Another function may be put in the place of the builtin: `builtins.len = …`, `globals()["len"]`.
_PATCHED = re.compile(r"""\b(?:builtins|__builtin__|__builtins__)\.len\b|["'](?:\w+\.)?len["']""")
#: What follows the bracket of `len(` where its operand is a name and nothing is asked about emptiness.
_IS_NO_TEST = (
    rb"(?![\w.\[\]]*\)[ \t]*(?:[-+*/%]|(?:in|is|not)\b|(?:[=!]=|<=|>)[ \t]*1\b"
    rb"|(?:[<>]=?|[!=]=)[ \t]*(?:[2-9]|\d\d|[A-Za-z_-])))"
)
#: The longest operand that a message quotes.
_SHORT = 40

_MIRRORED = {"==": "==", "!=": "!=", ">": "<", "<": ">", ">=": "<=", "<=": ">="}


class LenTest(Codemod):
    """Rewrites tests of `len(x)` to tests of `x`."""

    noqa = ("PLC1802", "C1802")
    #: In front of the call there is always what makes it a test, with at most brackets and `0 <` in between. Behind
    #: it stands no arithmetic, and no comparison but with 0 or 1.
    needles = (
        rb"\b(?:if|elif|while|not|and|or|assert|bool)\b(?:#[^\r\n]*[\r\n]|[\s(\\])*(?:[01][\s\\]*[<>=!]=?[\s\\(]*)?len[\s\\]*\("
        + _IS_NO_TEST,
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a length is asked for where only its truth counts, and nothing in the file speaks against that."""
        from netfix.analysis.names.candidates import lengths_asked_for  # noqa: PLC0415 - for candidates only

        known = document.fact(outline)
        return known is None or (any(lengths_asked_for(known)) and not _PATCHED.search(document.text))

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one `len(x)`, alone or in a comparison."""
        arguments = positional(node)
        if not (
            is_name(node.func, "len") and arguments and len(arguments) == 1 and self.scopes.is_builtin(node.func, "len")
        ):
            return
        tested, some = self._question(node)
        if some is None or isinstance(arguments[0], (cst.GeneratorExp, cst.Tuple)) or shows_its_text(self.tree, node):
            return
        negation = negation_of(self.tree, tested)
        if not some and negation is not None:
            # `not len(x) == 0` asks for something: without the double negation if nobody keeps the value.
            tested, some = negation, True
        if not only_truth_counts(self.tree, self.scopes, tested):
            return
        verdict = self._verdict(node, arguments[0])
        if verdict is not None and not _PATCHED.search(self.tree.text):
            self._rewrite(tested, arguments[0], verdict, negated=not some)

    def _question(self, call: cst.Call) -> tuple[cst.BaseExpression, bool | None]:
        """Give the expression that tests the length, and whether it is true of a container that holds something.

        None for comparisons that ask for more than emptiness.
        """
        parent = self.tree.parent(call)
        if isinstance(parent, cst.ComparisonTarget):
            comparison, number, mirrored = self.tree.parent(parent), None, True
            if isinstance(comparison, cst.Comparison):
                number = comparison.left
        else:
            comparison, mirrored = parent, False
            number = comparison.comparisons[0].comparator if isinstance(comparison, cst.Comparison) else None
        if not isinstance(comparison, cst.Comparison):
            return call, True
        operator = _OPERATORS.get(type(comparison.comparisons[0].operator).__name__)
        if len(comparison.comparisons) != 1 or operator is None or not isinstance(number, cst.Integer):
            return comparison, None
        return comparison, _ASKS_FOR_SOME.get((_MIRRORED[operator] if mirrored else operator, number.value))

    def _verdict(self, call: cst.Call, operand: cst.BaseExpression) -> Verdict | None:
        """Say how sure it is that truth and length agree for `operand`; None where the test must stay."""
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        kinds = self.document.fact(Kinds)
        kind = kinds.of(operand)
        agrees = kinds.truth_is_length(kind)
        is_declared = "is annotated as" in kind.why
        if (agrees is False and kind.certain) or (is_declared and self._waits_for_type_error(call)):
            return None
        if not self.scopes.is_surely_builtin(call.func, "len"):
            return None if self._is_bound_unseen(call) else unsafe("a star import might bring another `len`")
        if agrees and kind.certain:
            return safe(kind.why)
        if agrees is False or self._speaks_against(operand) or self._waits_for_type_error(call):
            return None
        return unsafe(f"{kind.why}, but others may assign to it" if agrees else self._not_known(operand))

    def _is_bound_unseen(self, call: cst.Call) -> bool:
        """Whether code that is not written out, as in `exec`, may bind `len`."""
        return any(scope.binds_unseen for scope in self.scopes.scope_of(call).outwards())

    def _speaks_against(self, operand: cst.BaseExpression) -> bool:
        """Whether something in the file hints that truth and length of an unknown operand may differ."""
        from netfix.analysis.values.libraries import Libraries, Library  # noqa: PLC0415 - as Kinds

        libraries = self.document.fact(Libraries)
        if libraries.has(Library.ARRAY, Library.ELEMENT, Library.PACKET, Library.MOCK, Library.ORM):
            return True
        last = operand.attr if isinstance(operand, cst.Attribute) else operand
        if isinstance(last, cst.Name) and last.value[:1].isupper() and not last.value.isupper():
            return True  # a class: of an Enum the members are counted, and it is true without any
        return _OWN_TRUTH.search(self.tree.text) is not None

    def _waits_for_type_error(self, call: cst.Call) -> bool:
        """Whether the program may count on the TypeError for what has no length."""
        return "TypeError" in self.tree.text or self._is_in_broad_try(call)

    def _is_in_broad_try(self, node: cst.CSTNode) -> bool:
        """Whether a `try` around `node` catches whatever goes wrong, a TypeError too."""
        child: cst.CSTNode = node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, (cst.Try, cst.TryStar)) and child is parent.body:
                caught = (
                    self.tree.source(handler.type) if handler.type else "Exception" for handler in parent.handlers
                )
                if any("Exception" in types or "StandardError" in types for types in caught):
                    return True
            if isinstance(parent, (cst.FunctionDef, cst.Lambda)):
                return False
            child = parent
        return False

    def _not_known(self, operand: cst.BaseExpression) -> str:
        source = self.tree.source(operand)
        return f"the type of {source if len(source) <= _SHORT else 'the operand'} is not known"

    def _rewrite(
        self, tested: cst.BaseExpression, operand: cst.BaseExpression, verdict: Verdict, *, negated: bool
    ) -> None:
        """Report `tested`, to be replaced by `operand` or its negation."""
        value = operand
        in_not = negation_of(self.tree, tested) is not None
        weak = binds_weaker_than_not(value) and (negated or in_not or not self._fills_a_test(tested, value))
        keeps_parentheses = bool(tested.lpar) and not self._is_bare(tested, value)
        if weak or (breaks_lines(self.tree.source(value)) and not (keeps_parentheses and not negated)):
            value = value if value.lpar else parenthesised(value)
        if negated:
            value = cst.UnaryOperation(cst.Not(cst.SimpleWhitespace(" ")), value)
        if keeps_parentheses and not value.lpar:
            value = value.with_changes(lpar=tested.lpar, rpar=tested.rpar)
        self.report(tested, value, verdict, f"test a container by its truth: `{self._short(operand, negated=negated)}`")

    def _is_bare(self, tested: cst.BaseExpression, value: cst.BaseExpression) -> bool:
        """Whether the parentheses around the old test mean nothing for the new one."""
        source = self.tree.source(tested)
        return type(value).__name__ in _ATOMS and not ("\n" in source or "#" in source)

    def _fills_a_test(self, tested: cst.BaseExpression, value: cst.BaseExpression) -> bool:
        """Whether `tested` stands alone where `a or b` needs no parentheses: between keywords, or as an argument."""
        if tested.lpar and not isinstance(value, (cst.NamedExpr, cst.Yield, cst.Tuple, cst.Lambda)):
            return True
        parent = self.tree.parent(tested)
        if isinstance(value, cst.BooleanOperation):
            return isinstance(parent, (cst.If, cst.While, cst.Arg, cst.Assert, cst.IfExp, cst.CompIf, cst.MatchCase))
        return isinstance(value, cst.IfExp) and isinstance(parent, (cst.If, cst.While, cst.Arg))

    def _short(self, operand: cst.BaseExpression, *, negated: bool) -> str:
        source = " ".join(self.tree.source(operand).split())
        return ("not " if negated else "") + (source if len(source) <= _SHORT else "…")
