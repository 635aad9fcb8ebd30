"""Show what came over the network by its `repr` in messages for people.

Who sends the data decides what the message says. A line break makes one log entry two, the second of which is the
sender's own; an escape sequence clears the terminal or recolours it; a carriage return writes over what was there; and
blanks at the end, or nothing at all, can't be seen. `repr` shows where the data begins and ends, and what is in it.

     import socket
     import sys

     connection = socket.create_connection((sys.argv[1], 7000))
     data = connection.recv(4096).decode()
    -sys.stdout.write("Received: " + data)
    +sys.stdout.write("Received: %r" % data)

The same goes for `%s` and `{}` in what is printed or logged (`%r`, `{!r}`), for f-strings (`{data!r}`), and for what is
printed behind a label: `print("Received:", repr(data))`.

Unsafe, because the message looks different: in quotes, with escapes for what is not printable (in Python 2 for all
that is not ASCII), and without the line end that the data may have brought along. Left alone: data that is shown
without words of the program's own, as by a client whose purpose that is; bytes in Python 3, which are shown by their
`repr` anyway; what is given lines of its own, below the words; numbers; and the output of CGI programs, which is not
for people to read as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name, names
from netfix.analysis.text.formatting_visits import FormattingCodemod
from netfix.analysis.text.messages import Messages, Reader
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.expressions import literal_value
from netfix.engine.findings import unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.source import Source
    from netfix.analysis.text.formatting import Formatting, Shown
    from netfix.engine.document import Document

_SHOWING = frozenset({"sys.stdout.write", "sys.stderr.write"})
_TEXTS = ("str", "unicode")
_QUOTES = "'\"`"
#: Methods and functions that give lists, which show what is in them by its `repr`.
_GIVING_LISTS = names("split rsplit splitlines partition rpartition findall groups readlines list tuple sorted")


class BareMessage(FormattingCodemod):
    """Rewrites messages that show received data as it is."""

    needles = (
        rb"\brecv|[rR]eceived\b|HTTPRequestHandler|HTTP_|QUERY_STRING|PATH_INFO",
        rb"\b(?:urlopen|requests|getresponse|makefile|rfile|FieldStorage|flask|ServerProxy|register_function)\b",
        rb"\b(?:open_connection|start_server|httpx|environ|xmlrpc_\w+|get_argument|register_instance)\b",
        # A web framework's: what is called so and not looked into says nothing.
        rb"\brequest[\s\\)]*(?:\(|\.[\s\\]*(?:body|POST|GET|COOKIES|FILES|raw_post_data|META|arguments|files|cookies)\b)",
        rb"\brequest[\s\\)]*\.[\s\\]*(?:args|content|query|match_info)\b",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether something that may have been received gets to where a text shows it."""
        from netfix.analysis.network.received_candidates import may_show_received  # noqa: PLC0415 - for candidates only

        return may_show_received(document)

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        """Look at `text % values` and `text + value`."""
        super().visit_BinaryOperation(node)
        if isinstance(node.operator, cst.Add) and self._is_message(node):
            self._look_at_sum(node)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at `text.format(values)`, a logging call that formats later, and `print(text, value)`."""
        super().visit_Call(node)
        if self.scopes.is_builtin(node.func, "print"):
            self._look_at_print(node)

    def _source(self, value: cst.BaseExpression | None) -> Source | None:
        """Give where a value was received, if it is then shown as text."""
        from netfix.analysis.network.data import NetworkData  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.source import Form  # noqa: PLC0415 - imports LibCST

        data = self.document.fact(NetworkData)
        source = data.source(value) if value is not None else None
        if source is None or value is None or source.form is Form.OBJECT:
            return None
        whole = self._shown_whole(value)
        shown = data.source(whole) if whole is not None else None
        is_python2 = self.document.dialect is Dialect.PYTHON2
        if shown is not None and (shown.form is Form.OBJECT or not (is_python2 or shown.form is Form.TEXT)):
            return None
        if isinstance(value, cst.Call) and last_name(value.func) in _GIVING_LISTS:
            return None
        return source if is_python2 or source.form is Form.TEXT else None

    def _shown_whole(self, value: cst.BaseExpression) -> cst.BaseExpression | None:
        """Give `data` for `str(data)` and `str(data)[:200]`: a dictionary shows what is in it by `repr`."""
        value = value.value if isinstance(value, cst.Subscript) else value
        is_text = isinstance(value, cst.Call) and any(self.scopes.is_builtin(value.func, name) for name in _TEXTS)
        return value.args[0].value if is_text and isinstance(value, cst.Call) and len(value.args) == 1 else None

    def _is_message(self, node: cst.BaseExpression) -> bool:
        """Whether a text is for people: printed, written to the terminal, logged, raised."""
        if (
            "cgi" in self.scopes.imported_packages
            or "Content-type" in self.tree.text
            or "Content-Type" in self.tree.text
        ):
            return False
        child: cst.CSTNode = node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, cst.Call) and child is not parent.func:
                if self.scopes.qualified(parent.func) in _SHOWING or self.scopes.is_builtin(parent.func, "print"):
                    return self._goes_to_terminal(parent)
                break
            if not isinstance(parent, (cst.Arg, cst.BinaryOperation)):
                break
            child = parent
        return self.document.fact(Messages).audience(node).reader is Reader.PEOPLE or self._is_shown_later(node)

    def _is_shown_later(self, node: cst.BaseExpression) -> bool:
        """Whether a text goes to a variable that is read only to be shown."""
        statement = self.tree.parent(node)
        target = (
            statement.targets[0].target if isinstance(statement, cst.Assign) and len(statement.targets) == 1 else None
        )
        scope = self.scopes.lookup(target) if isinstance(target, cst.Name) else None
        if scope is None or not isinstance(target, cst.Name) or len(scope.bindings(target.value)) != 1:
            return False
        uses = self.scopes.reads(scope, target.value)
        return bool(uses) and all(isinstance(self.tree.parent(use), cst.Arg) and self._is_message(use) for use in uses)

    def _goes_to_terminal(self, call: cst.Call) -> bool:
        """Whether a call of `print` is not given a file of the program's own."""
        files = [each.value for each in call.args if each.keyword is not None and each.keyword.value == "file"]
        return all(self.scopes.qualified(file) in {"sys.stdout", "sys.stderr"} for file in files)

    def look(self, formatting: Formatting) -> None:
        """Report placeholders that show received data."""
        for shown in formatting.shown:
            if (
                shown.as_repr is None
                or self._is_quoted(formatting, shown)
                or _ends_line(formatting.text.value[: shown.start])
                or not formatting.prose.strip("\ufffc \r\n\t")
            ):
                continue
            source = self._source(shown.value)
            if source is not None and self._is_message(formatting.node):
                self._rewrite(formatting, shown, source)

    def _is_quoted(self, formatting: Formatting, shown: Shown) -> bool:
        text = formatting.text.value
        return text[shown.start - 1 : shown.start] in _QUOTES if shown.start else False

    def _rewrite(self, formatting: Formatting, shown: Shown, source: Source) -> None:
        start, end = formatting.text.span(self.tree, shown.start, shown.end)
        if shown.as_repr:
            edit = Edit(start, end, shown.as_repr)
        else:
            at = end - 3 if self.tree.text[end - 3 : end - 1] == "!s" else end - 1
            edit = Edit(at, end - 1, "!r")
        self._report((start, end), [edit], source)

    def _look_at_sum(self, node: cst.BinaryOperation) -> None:
        """Report `"text" + value` (the value inside a longer sum, too)."""
        value, other = node.right, node.left
        if isinstance(value, cst.BaseString):
            value, other = node.left, node.right
        if isinstance(value, (cst.BinaryOperation, cst.BaseString)) or not _has_words(other):
            return
        source = self._source(value)
        if source is None or (isinstance(value, cst.Call) and self.scopes.is_builtin(value.func, "repr")):
            return
        edits = self._edits_of_sum(node, value)
        if edits:
            self._report(self.tree.span(node), edits, source)

    def _edits_of_sum(self, node: cst.BinaryOperation, value: cst.BaseExpression) -> list[Edit]:
        """Give the edits for a value behind or in front of a literal; none where they would leave quotes unpaired."""
        before, after = self._neighbours(node, value)
        if before is not None and _ends_line(str(literal_value(before))):
            return []
        start = self.tree.span(value)[0]
        opens = before is not None and before.raw_value[-1:] in set(_QUOTES)
        closes = after is not None and after.raw_value[:1] in set(_QUOTES)
        if opens and closes and before is not None and after is not None and before.raw_value[-2:-1] != "\\":
            last = self.tree.span(before)[1] - len(before.quote)
            first = self.tree.span(after)[0] + len(after.prefix) + len(after.quote)
            return [Edit(last - 1, last, ""), *self._wrapped(value), Edit(first, first + 1, "")]
        if opens or closes:
            return []
        is_atom = bool(value.lpar) or isinstance(value, (cst.Name, cst.Attribute, cst.Call, cst.Subscript))
        if (
            before is None
            or before is not node.left
            or not is_atom
            or "#" in self.tree.text[self.tree.span(before)[1] : start]
        ):
            return self._wrapped(value)
        return self._placeholder(before, start)

    def _neighbours(
        self, node: cst.BinaryOperation, value: cst.BaseExpression
    ) -> tuple[cst.SimpleString | None, cst.SimpleString | None]:
        """Give the literals that stand directly in front of a summand and behind it."""
        before = node.left if value is node.right else None
        if isinstance(before, cst.BinaryOperation) and not before.lpar:
            before = before.right
        around = node if value is node.right else None
        parent = self.tree.parent(node) if around is not None else node
        after = parent.right if isinstance(parent, cst.BinaryOperation) and parent.right is not around else None
        return (
            before if isinstance(before, cst.SimpleString) and not before.lpar else None,
            after if isinstance(after, cst.SimpleString) and not after.lpar else None,
        )

    def _placeholder(self, literal: cst.SimpleString, value_start: int) -> list[Edit]:
        """Give the edits that write `"text %r" % value` for `"text " + value`."""
        first, last = self.tree.span(literal)
        quote = last - len(literal.quote)
        operator = self.tree.text[last:value_start]
        edits = [Edit(quote, quote, "%r"), Edit(last, value_start, operator.replace("+", "%", 1))]
        written = self.tree.text[first:quote]
        return [*edits, *(Edit(first + at, first + at, "%") for at, each in enumerate(written) if each == "%")]

    def _wrapped(self, value: cst.BaseExpression) -> list[Edit]:
        """Give the edits that write `repr(value)`."""
        start, end = self.tree.span(value)
        if value.lpar:
            return [Edit(start, start, "repr")]
        return [Edit(start, start, "repr("), Edit(end, end, ")")]

    def _look_at_print(self, call: cst.Call) -> None:
        """Report `print("text", value)`."""
        if any(each.star for each in call.args) or not self._goes_to_terminal(call):
            return
        for before, argument in zip(call.args, call.args[1:], strict=False):
            if (
                argument.keyword is not None
                or not isinstance(before.value, cst.BaseString)
                or not _has_words(before.value)
            ):
                continue
            source = self._source(argument.value) if not isinstance(argument.value, cst.BinaryOperation) else None
            if source is not None and self._is_message(argument.value):
                self._report(self.tree.span(argument.value), self._wrapped(argument.value), source)

    def _report(self, span: tuple[int, int], edits: list[Edit], source: Source) -> None:
        if all(self.document.is_verbatim_span(edit.start, edit.end) for edit in edits):
            message = f"`repr` shows what {source.what} gave, whatever is in it"
            self.add(span, unsafe("the message will look different"), edits, message)


def _ends_line(text: str) -> bool:
    """Whether what comes behind a text begins a line of its own, as many lines do that are quoted as they came."""
    return text.rstrip(" \t").endswith("\n")


def _has_words(node: cst.BaseExpression) -> bool:
    """Whether an expression is, or ends with, text of the program's own that says something."""
    while isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        node = node.right if isinstance(node.right, cst.BaseString) else node.left
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        value = literal_value(node)
        return isinstance(value, str) and any(character.isalpha() for character in value)
    return isinstance(node, cst.FormattedString)
