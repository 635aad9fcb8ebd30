"""Read all numeric character references: hexadecimal ones, and those above 255.

`&#8364;` and `&#x20AC;` are the same euro sign. Parsers written by hand tend to know the first form only, and to stop
at 255, because the `chr` of Python 2 does.

     from html.parser import HTMLParser

     class Title(HTMLParser):
         def handle_charref(self, name):
    -        number = int(name)
    +        number = int(name[1:], 16) if name[:1] in "xX" else int(name)
             self.handle_data(chr(number))

In Python 2 `chr` becomes `unichr`, and limits of 255 become those of `unichr` or `chr`. A substitution of
`&#([0-9]+);` by a lambda becomes `html.unescape` in Python 3, which knows the names (`&euro;`) as well.

All rewrites are unsafe: text that was passed over, or stopped the program, is now read, in Python 2 as unicode. What
has another shape is reported, to be written by hand. Left alone: code that mentions the `x` of hexadecimal references
or the base 16, and numbers that are no character references.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.expressions import literal_string, positional
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: A pattern for decimal references, as it is written in a regular expression.
_DECIMAL = re.compile(r"&(?:amp;)?\\?#\\?\(?(?:\?P<\w+>|\?:)?(?:\\d|\[0-9\])")
_HEXADECIMAL = re.compile(r"\b16\b|#\W{0,8}[xX]|['\"\[(|][xX]{1,2}['\"\]|?]|a-f|A-F|\bhex", re.MULTILINE)
#: The last number of a byte and the one behind it: what stands there for characters.
_LIMITS = {
    Dialect.PYTHON2: {"255": "0xFFFF", "256": "0x10000"},
    Dialect.PYTHON3: {"255": "0x10FFFF", "256": "0x110000"},
}


class Charref(Codemod):
    """Finds conversions of character references that know decimal ones only, or small ones only."""

    needles = (rb"charref", rb"['\"]&#['\"]", rb"&(?:amp;)?\\?#\\?\(?(?:\?P<\w+>|\?:)?(?:\\d|\[0-9\])")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether characters are made of numbers, or such a reference is given to a function of its own."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only

        names = document.fact(possible_names)
        if names is None or names.may_call_builtin("chr", "unichr"):
            return True
        return names.may_call_builtin("int") and any("charref" in function.name for function in names.functions)

    def __init__(self, document: Document) -> None:
        """Start with nothing reported."""
        super().__init__(document)
        self._reported: set[cst.Call] = set()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Look at a function for character references, such as a parser's `handle_charref`."""
        if "charref" not in node.name.value:
            self._look_at_parser(node)
            return
        parameters = {parameter.name.value for parameter in node.params.params}
        for number in self._numbers(node, parameters):
            self._look_at_base(node, number)
            self._look_at_range(node, number)
        for number in self._hexadecimal_numbers(node):
            self._look_at_range(node, number)

    def _look_at_parser(self, function: cst.FunctionDef) -> None:
        """Look at a function that finds `&#` by itself, and makes characters of what follows."""
        source = self.tree.source(function)
        if not re.search(r"['\"]&#['\"]", source) or _HEXADECIMAL.search(source) or "unescape" in source:
            return
        for call in self.tree.of_kind(cst.Call):
            if function in self.tree.ancestors(call) and self._is_character(call):
                known = self._unescape
                message = "hexadecimal references (`&#x20AC;`) are not read"
                self.report(call, None, manual(f"call {known}(text), which reads all references"), message)
                return

    @property
    def _unescape(self) -> str:
        """The function of the standard library that reads all references."""
        return "html.unescape" if self.document.dialect is Dialect.PYTHON3 else "HTMLParser.HTMLParser().unescape"

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        """Look at a regular expression for decimal references."""
        if not _DECIMAL.search(node.raw_value) or self._knows_hexadecimal:
            return
        argument = self.tree.parent(node)
        call = self.tree.parent(argument) if isinstance(argument, cst.Arg) else None
        function = self.scopes.qualified(call.func) if isinstance(call, cst.Call) else None
        if not isinstance(call, cst.Call) or function not in {"re.sub", "re.compile"} or call.args[0] is not argument:
            return
        if not self._makes_characters(call if function == "re.sub" else self.tree.module):
            return
        message = "hexadecimal references (`&#x20AC;`) are not found"
        text = self._substituted(call) if function == "re.sub" else None
        if text is not None and self.document.dialect is Dialect.PYTHON3:
            from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

            name, edits = import_edit(self.document, "html", "unescape", call)
            start, end = self.tree.span(call)
            inner_start, inner_end = self.tree.span(text)
            edits += [Edit(start, inner_start, f"{name}("), Edit(inner_end, end, ")")]
            self.report(call, None, unsafe("named references are read as well then"), message, edits=edits)
            return
        self.report(node, None, manual(f"call {self._unescape}(text), which reads all references"), message)
        if function == "re.sub" and not self.document.becomes_python3:
            self._look_at_bytes(call)

    def _look_at_bytes(self, substitution: cst.Call) -> None:
        """Report `chr` of a number above 255 in a substitution of Python 2."""
        for call in self.tree.of_kind(cst.Call):
            if substitution in self.tree.ancestors(call) and self._is_character(call) and self._calls(call, "chr"):
                start, end = self.tree.span(call.func)
                edits = [Edit(start, end, "unichr")]
                self.report(
                    call, None, unsafe("the text becomes unicode"), "characters above 255 are lost", edits=edits
                )

    @cached_property
    def _knows_hexadecimal(self) -> bool:
        return any(re.search(r"#\W{0,8}[xX]", each.value) for each in self.tree.of_kind(cst.SimpleString))

    def _makes_characters(self, around: cst.CSTNode) -> bool:
        """Whether the numbers that a pattern finds become characters: `chr(int(…))`."""
        calls = self.tree.of_kind(cst.Call)
        return any(
            self._is_character(call) and (around is self.tree.module or around in self.tree.ancestors(call))
            for call in calls
        )

    def _is_character(self, call: cst.Call) -> bool:
        arguments = positional(call)
        if not self._calls(call, "chr", "unichr") or not arguments:
            return False
        bindings = self.scopes.bindings_of(arguments[0]) if isinstance(arguments[0], cst.Name) else ()
        value = bindings[0].value if len(bindings) == 1 else arguments[0]
        number = positional(value) if isinstance(value, cst.Call) and self._calls(value, "int") else None
        return number is not None and len(number) == 1

    def _calls(self, call: cst.Call, *names: str) -> bool:
        return any(self.scopes.is_builtin(call.func, name) for name in names)

    def _substituted(self, call: cst.Call) -> cst.BaseExpression | None:
        """Give the text in `re.sub(pattern, lambda found: chr(int(…)), text)`, where all else is plain."""
        arguments = positional(call)
        if arguments is None or len(arguments) != 3:  # noqa: PLR2004 - as above
            return None
        pattern, replacement, text = arguments
        is_whole = re.fullmatch(r"&#\((?:\\d|\[0-9\])[+*{}\d,]*\);", literal_string(pattern) or "")
        if not is_whole or not isinstance(replacement, cst.Lambda) or not isinstance(replacement.body, cst.Call):
            return None
        return text if self._is_character(replacement.body) else None

    def _numbers(self, function: cst.FunctionDef, parameters: set[str]) -> list[cst.Call]:
        """Give the calls `int(name)` in a function whose argument is one of its parameters."""
        return [
            call
            for call in self.tree.of_kind(cst.Call)
            if self._calls(call, "int")
            and len(call.args) == 1
            and isinstance(call.args[0].value, cst.Name)
            and call.args[0].value.value in parameters
            and function in self.tree.ancestors(call)
        ]

    def _hexadecimal_numbers(self, function: cst.FunctionDef) -> list[cst.Call]:
        """Give the calls `int(…, 16)` in a function."""
        calls = (call for call in self.tree.of_kind(cst.Call) if self._calls(call, "int") and len(call.args) > 1)
        return [
            call
            for call in calls
            if self.tree.source(call.args[1].value) == "16" and function in self.tree.ancestors(call)
        ]

    def _look_at_base(self, function: cst.FunctionDef, number: cst.Call) -> None:
        if _HEXADECIMAL.search(self.tree.source(function)):
            return
        name = self.tree.source(number.args[0].value)
        choice = f'int({name}[1:], 16) if {name}[:1] in "xX" else int({name})'
        parent = self.tree.parent(number)
        if not isinstance(parent, (cst.Assign, cst.Arg, cst.Return)):
            choice = f"({choice})"
        start, end = self.tree.span(number)
        message = "hexadecimal references (`&#x20AC;`) are not read"
        if "sgmllib" in self.scopes.imported_packages:
            self.report(number, None, manual("sgmllib does not find them: parse with HTMLParser"), message)
            return
        self.report(
            number, None, unsafe("what was passed over is read then"), message, edits=[Edit(start, end, choice)]
        )

    def _look_at_range(self, function: cst.FunctionDef, number: cst.Call) -> None:
        """Report `chr` of the number in Python 2, with the limits that go with it."""
        limits = self._limits(function, number)
        for call in self.tree.of_kind(cst.Call):
            if not self._calls(call, "chr", "unichr") or function not in self.tree.ancestors(call):
                continue
            arguments = positional(call)
            if not arguments or not self._is_number(arguments[0], number) or self._is_for_others(call):
                continue
            edits = limits
            is_small = self._calls(call, "chr") and not self.document.becomes_python3
            if is_small:
                start, end = self.tree.span(call.func)
                edits = [*limits, Edit(start, end, "unichr")]
            if edits and call not in self._reported:
                self._reported.add(call)
                reason = "the character becomes unicode" if is_small else "more characters come through then"
                self.report(call, None, unsafe(reason), "characters above 255 are lost", edits=edits)
                limits = []

    def _is_for_others(self, call: cst.Call) -> bool:
        """Whether `chr` stands where there is no `unichr`: in a handler for the NameError."""
        handlers = (each for each in self.tree.ancestors(call) if isinstance(each, cst.ExceptHandler))
        return any(each.type is not None and "NameError" in self.tree.source(each.type) for each in handlers)

    def _is_number(self, node: cst.BaseExpression, number: cst.Call) -> bool:
        """Whether an expression is the number, or the variable that it is assigned to."""
        if node is number:
            return True
        statement = self.tree.parent(number)
        if isinstance(statement, cst.IfExp):
            statement = self.tree.parent(statement)
        if not isinstance(statement, cst.Assign) or not isinstance(node, cst.Name):
            return False
        return any(binding.node is statement for binding in self.scopes.bindings_of(node))

    def _limits(self, function: cst.FunctionDef, number: cst.Call) -> list[Edit]:
        """Give the edits of 255 and 256 in comparisons with the number."""
        replaced = _LIMITS[Dialect.PYTHON3 if self.document.becomes_python3 else Dialect.PYTHON2]
        edits: list[Edit] = []
        for comparison in self.tree.of_kind(cst.Comparison):
            parts = [comparison.left, *(target.comparator for target in comparison.comparisons)]
            if function in self.tree.ancestors(comparison) and any(self._is_number(part, number) for part in parts):
                edits += (
                    Edit(*self.tree.span(part), replaced[part.value])
                    for part in parts
                    if isinstance(part, cst.Integer) and part.value in replaced
                )
        return edits
