"""The tokens of a Python 2 program, by one regular expression over its whole text.

fissix's tokenizer reads line by line and takes a dozen steps of Python for each token. Nearly all texts hold nothing
but what the expression below knows, and then the same tokens are made in a third of the time. Any other text is
`Unusual`: fissix reads it, and says what is wrong with it if something is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.parsing import MAX_BRACKETS
from netfix.engine.python2_nodes import Node, new_leaf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netfix.engine.python2_automaton import Automaton

#: Blanks, continued lines and a comment, then a token. A line end takes the empty lines, the comments and the
#: indentation after it along. Where nothing that is known begins, the rest of the text is one token. A number before
#: a letter or a dot is none that is known: `1if`, `1.real`, `1_000`.
_PIECE = re.compile(
    r"""([ \t]*(?:(?=[\\\#])(?:\\\n[ \t]*)*(?:\#[^\n]*)?)?)
    ( [AC-EG-QSTV-Zac-eg-qstv-z_]\w*|[BFRUbfru]\w*\b(?!['"])
    | [(\[{)\]},]|\.(?!\d)|=(?!=)
    | \n(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]*
    | (?:[uUrRbBfF]|[rR][fFbB]|[fFbBuU][rR])?
      (?:\"\"\"[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*\"\"\"|'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*'''
        |"(?!"")[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"|'(?!'')[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*')
    | (?:(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?[jJ]?|\d+[eE][-+]?\d+[jJ]?|\d+[jJ])(?!\w)
    | (?:0[xX][\da-fA-F]+|0[oO]?[0-7]+|[1-9]\d*|0)[lL]?(?![\w.])
    | \*\*=?|>>=?|<<=?|<>|!=|//=?|-(?!>)=?|[+*/%&|^=<>]=?|[:@](?!=)|[;~`]
    | [A-Za-z_]\w*
    | [\s\S]+
    )""",
    re.VERBOSE | re.ASCII,
)
#: The empty lines and comments at the start of a text, and the indentation of its first statement.
_HEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*")
_STRING_START = re.compile(r"(?i)(?:u|b|ur|br|r)?['\"]")
_TAB_WIDTH = 8
#: More texts of tokens than this are not remembered.
_MOST_KNOWN = 50_000

#: What a token does to the depth of brackets: 1 and -1 if it opens or closes one, nothing, or it is a line end.
_PLAIN, _ENDS_LINE = 0, 2


class Unusual(Exception):
    """A text has something that only fissix's tokenizer knows, or nobody."""


class Vocabulary:
    """The texts of tokens: for each the label by which an automaton knows it, its kind and what it does to depth."""

    def __init__(self, automaton: Automaton, operators: Mapping[str, str]) -> None:
        """Begin with `operators`, whose kinds are given by their texts."""
        self.labels = automaton.labels
        self.known: dict[str, tuple[int, str, int]] = {
            text: (self.labels[kind], kind, (text in "([{") - (text in ")]}"))
            for text, kind in operators.items()
            if kind in self.labels
        }
        self.known |= {word: (label, "NAME", _PLAIN) for word, label in automaton.keywords.items()}

    def look_up(self, text: str) -> tuple[int, str, int]:
        """Give what is to be known of a text that is not yet. Raises Unusual."""
        first, last = text[0], text[-1]
        if last in "'\"" and _STRING_START.match(text):
            return self.labels["STRING"], "STRING", _PLAIN  # not remembered: hardly any comes twice
        if first == "\n":
            found = self.labels["NEWLINE"], "NEWLINE", _ENDS_LINE
        elif last in "'\"\n" or text == "async":  # of which fissix gives the place in odd ways
            raise Unusual
        elif first.isalpha() or first == "_":
            found = self.labels["NAME"], "NAME", _PLAIN
        elif first.isdigit() or first == ".":
            found = self.labels["NUMBER"], "NUMBER", _PLAIN
        else:
            raise Unusual
        if len(self.known) < _MOST_KNOWN:
            self.known[text] = found
        return found


def leaves_of(text: str, vocabulary: Vocabulary) -> tuple[list[int], list[Node]]:
    """Give the tokens of a program in order: their labels, and themselves. Raises Unusual."""
    if "\r" in text or "\f" in text:
        raise Unusual
    complete = text if text.endswith("\n") or not text else text + "\n"
    head = _HEAD.match(complete)
    at = head.end() if head is not None else 0
    lines = _Lines(vocabulary)
    labels, leaves, columns = lines.labels, lines.leaves, lines.columns
    known, size, depth = vocabulary.known, len(complete), 0
    if at < size:
        lines.begin(complete[complete.rfind("\n", 0, at) + 1 : at], at)
    for gap, value in _PIECE.findall(complete, at):
        start = at + len(gap)
        at = start + len(value)
        label, kind, turn = known.get(value) or vocabulary.look_up(value)
        if turn == _ENDS_LINE:
            if not depth:
                lines.add("NEWLINE", "\n", start, min(start + 1, len(text)))
                indentation = value[value.rfind("\n") + 1 :]
                if at < size and (len(indentation) != columns[-1] or "\t" in indentation):
                    lines.begin(indentation, at)
            continue
        if turn:
            depth += turn
            if not 0 <= depth <= MAX_BRACKETS:
                raise Unusual
        labels.append(label)
        leaves.append(new_leaf(kind, value, start, at, len(leaves)))
    if depth:
        raise Unusual
    lines.end()
    return labels, leaves


class _Lines:
    """The tokens of a program: `labels` and `leaves`, and those that tell of lines. `columns` are those of blocks."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.labels: list[int] = []
        self.leaves: list[Node] = []
        self.columns = [0]
        self._labels = vocabulary.labels

    def add(self, kind: str, value: str, start: int, end: int) -> None:
        """Add a token."""
        self.labels.append(self._labels[kind])
        self.leaves.append(new_leaf(kind, value, start, end, len(self.leaves)))

    def begin(self, blanks: str, at: int) -> None:
        """Begin a statement whose first token is at `at`, with `blanks` before it. Raises Unusual."""
        column = len(blanks.expandtabs(_TAB_WIDTH))
        if column > self.columns[-1]:
            self.columns.append(column)
            self.add("INDENT", blanks, at - len(blanks), at)
        while column < self.columns[-1]:
            self._end_block()
        if column != self.columns[-1]:
            raise Unusual

    def end(self) -> None:
        """End the program."""
        while len(self.columns) > 1:
            self._end_block()
        end = self._end_of_code
        self.add("ENDMARKER", "", end, end)

    def _end_block(self) -> None:
        self.columns.pop()
        end = self._end_of_code
        self.add("DEDENT", "", end, end)

    @property
    def _end_of_code(self) -> int:
        return self.leaves[-1].end if self.leaves else 0
