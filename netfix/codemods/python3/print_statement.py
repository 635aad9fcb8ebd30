"""Call print as a function.

In Python 3 `print` is a function. Its `end` and `sep` say what Python 2 said by a comma at the end, and `file` what
it said by `>>`.

     import sys
     replies = ["200 ok", "404 gone"]
    -print "%d replies:" % len(replies),
    -print replies[0]
    -print >>sys.stderr, "last:", replies[-1]
    -print ("first", replies[0])
    +print("%d replies:" % len(replies), end=" ")
    +print(replies[0])
    +print("last:", replies[-1], file=sys.stderr)
    +print(("first", replies[0]))

Exact: the items, the file, `print ("a", "b")` which prints a tuple, and a parenthesised single item, which is a call
already. A comma at the end leaves a blank due, which Python 2 writes only before the next item, and never after an
item that ends in a newline or a tab. So what comes next decides: `end=" "` where an item is printed next, `end=""`
where a bare `print` or the file's `write` is, or where the item ends in white space of its own, such as a line that
was read from a file; and a plain newline where the script ends. Where this cannot be decided `end=" "` is written and
a second finding says what to compare. A literal that ends in a newline or a tab gets no blank after it either.

Approximate: an item whose text is not known could end in a newline, and no blank would follow it in Python 2. Python
2 writes each item before it works out the next; Python 3 works out all of them first, which shows if that prints or
fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.names.python2_moves import is_movable
from netfix.analysis.network.read_lines import is_line, may_be_line
from netfix.analysis.text.softspace import Ending, Next, ending_of, stream_of, what_follows
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_nodes import inside_parentheses, tuple_items

if TYPE_CHECKING:
    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node

_ADVICE = {
    Next.NEWLINE: "compare the line's end: Python 2 writes no blank before a bare `print`, Python 3 has written it",
    Next.WRITE: "compare what `write` adds: Python 2 writes no blank before it, Python 3 has written it",
    Next.EXIT: "compare the end of the output: Python 2 ends the line when the script ends, Python 3 does not",
    Next.UNKNOWN: "compare the output: Python 2 writes the blank only if an item is printed next, Python 3 always",
}


class PrintStatement(SyntaxCodemod):
    """Rewrites `print` statements as calls."""

    leaves_python2 = True
    needles: ClassVar[tuple[bytes, ...]] = (rb"\bprint\b",)

    def visit_print_stmt(self, node: Node) -> None:
        """Rewrite one statement."""
        statement = _Statement(self.tree, node)
        if statement.is_call_already or self._may_be_converted(statement):
            return
        if not statement.items and statement.destination is None:
            self.report(node.span, [Edit(node.end, node.end, "()")], safe("a bare `print` ends the line"))
            return
        separators = self._glued(statement)
        end, why = self._end(statement)
        edits = self._opening(statement)
        options = ""
        if separators and len(separators) == len(statement.items) - 1:
            options += ', sep=""'
            separators = []
        if end is not None:
            options += f', end="{end}"'
        options += self._file_option(statement)
        edits += self._split(statement, separators)
        edits.append(self._closing(statement, options))
        self.report(node.span, edits, safe(why))

    def _may_be_converted(self, statement: _Statement) -> bool:
        """Whether a `print(a, b)` may be a call that an earlier conversion left in a file whose names are still old.

        Such a file parses as Python 3. Nobody can tell then; written like a call it stays a call.
        """
        return statement.looks_like_call and self.tree.is_python3_too

    def _opening(self, statement: _Statement) -> list[Edit]:
        """Write `print(` for `print` and, if there is one, take the destination away to the end."""
        keyword, destination = statement.keyword, statement.destination
        if destination is None:
            return [self._open(keyword, keyword, statement.items[0], "(")]
        if not statement.items:
            return [self._open(keyword, statement.arrows, destination, "(file=")]
        if statement.moves_destination:
            return [self._open(keyword, statement.commas[0], statement.items[0], "(")]
        return [
            self._open(keyword, statement.arrows, destination, "(file="),
            self._open(destination, statement.commas[0], statement.items[0], ", *("),
        ]

    def _open(self, first: Node, last: Node, following: Node, text: str) -> Edit:
        """Put `text` after `first`, for all up to `last` and the blanks before `following`."""
        blanks = not self.tree.gap(last, following).strip(" \t")
        if first is last and blanks and last.end == following.start:
            # Not an insertion: an edit of the item may insert something at its start.
            return Edit(first.start, first.end, first.value + text)
        return Edit(first.end, following.start if blanks else last.end, text)

    def _closing(self, statement: _Statement, options: str) -> Edit:
        """Close the call, in place of a comma at the end."""
        if statement.items and statement.destination is not None and not statement.moves_destination:
            close = ("," if len(statement.items) == 1 else "") + ")" + options + ")"
        elif not statement.items:
            close = ")"
        else:
            close = options + ")"
        comma = statement.last_comma
        if comma is not None:
            return Edit(comma.start, comma.end, close)
        end = self.tree.last_leaf(statement.node).end
        return Edit(end, end, close)

    def _file_option(self, statement: _Statement) -> str:
        if statement.destination is None or not statement.moves_destination:
            return ""
        return f", file={self.tree.source(statement.destination)}"

    def _glued(self, statement: _Statement) -> list[Node]:
        """Give the commas at which Python 2 writes no blank, because the item before ends in white space."""
        if statement.destination is not None and not statement.moves_destination:
            return []
        between = statement.commas if statement.destination is None else statement.commas[1:]
        return [
            comma
            for item, comma in zip(statement.items[:-1], between, strict=False)
            if ending_of(item) is Ending.LAYOUT
        ]

    def _split(self, statement: _Statement, commas: list[Node]) -> list[Edit]:
        """Write a second call after a comma at which no blank is written."""
        file = self._file_option(statement)
        edits: list[Edit] = []
        for comma in commas:
            following = self.tree.next_leaf(comma)
            blanks = following is not None and not self.tree.gap(comma, following).strip(" \t")
            end = following.start if following is not None and blanks else comma.end
            edits.append(Edit(comma.start, end, f', end=""{file}); print('))
        return edits

    def _end(self, statement: _Statement) -> tuple[str | None, str]:
        """Give what `end` must be (None: a newline) and why it is so."""
        if statement.last_comma is None:
            return None, "the same items are printed"
        ending = ending_of(statement.items[-1])
        if ending is Ending.LAYOUT:
            return "", "Python 2 writes no blank after an item that ends in white space of its own"
        if is_line(self.tree, statement.items[-1]):
            return "", "a line that was read ends in its own newline"
        if may_be_line(self.tree, statement.items[-1]):
            self._note(statement, 'see whether the lines end in newlines of their own; if not, write `end=" "`')
            return "", "a line that is read from a file ends in its own newline"
        end, why = self._end_by_what_follows(statement)
        if ending is Ending.UNKNOWN and end == " ":
            why += ", unless the last item ends in a newline of its own"
        return end, why

    def _end_by_what_follows(self, statement: _Statement) -> tuple[str | None, str]:
        """Give `end` by what happens next to the file, and report what cannot be decided."""
        stream = stream_of(statement.destination)
        follows = {Next.UNKNOWN} if stream is None else set(what_follows(self.tree, statement.node, stream))
        calls = Next.CALL in follows
        follows.discard(Next.CALL)
        if follows <= {Next.ITEM}:
            return " ", "an item is printed next" + (", unless what is called before writes by itself" if calls else "")
        if not calls and follows <= {Next.NEWLINE, Next.WRITE}:
            return "", "no blank is written before what comes next"
        if not calls and follows == {Next.EXIT}:
            return (
                (None, "Python 2 ends the line when the script ends")
                if stream == "sys.stdout"
                else ("", "nothing is printed after it")
            )
        if stream != "sys.stdout" and Next.EXIT in follows:
            follows.add(Next.UNKNOWN)
            follows.discard(Next.EXIT)
        for event, advice in _ADVICE.items():
            if event in follows:
                self._note(statement, advice)
                break
        return " ", "the nearest to a comma at the end"

    def _note(self, statement: _Statement, advice: str) -> None:
        """Report what is to be compared after the rewrite."""
        self.add(statement.node.span, manual(advice), (), "a comma at the end of a print statement")


class _Statement:
    """The parts of a print statement: `items`, `commas`, where it prints to, and the comma at the end if any."""

    def __init__(self, tree: Python2Tree, node: Node) -> None:
        self.node = node
        self.keyword = node.children[0]
        rest = list(node.children[1:])
        self.arrows = rest[0] if rest else self.keyword
        self.destination: Node | None = None
        if self.arrows.is_token(">>"):
            self.destination, rest = rest[1], rest[2:]
        self.items = [child for child in rest if child.kind != "COMMA"]
        self.commas = [child for child in rest if child.kind == "COMMA"]
        self.last_comma = self.commas[-1] if self.items and rest[-1].kind == "COMMA" else None
        #: Whether the destination can be written behind the items: nothing in it needs a rewrite of its own.
        self.moves_destination = self.destination is not None and is_movable(tree, self.destination)

    @property
    def looks_like_call(self) -> bool:
        """Whether it is `print(…)`, without a blank before the parenthesis and with nothing after the last one."""
        alone = len(self.items) == 1 and self.destination is None and self.last_comma is None
        return alone and self.items[0].start == self.keyword.end and self.items[0].kind == "atom"

    @property
    def is_call_already(self) -> bool:
        """Whether it reads as a call with the same meaning: a single item in parentheses that is not a tuple."""
        if len(self.items) != 1 or self.commas or self.destination is not None:
            return False
        inner = inside_parentheses(self.items[0])
        if inner is None or tuple_items(self.items[0]) is not None:
            return False
        return inner.kind != "yield_expr" and inner.value != "yield"
