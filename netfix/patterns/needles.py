"""What must stand in a file for a pattern to have a chance: a word or an operator of its template.

Needles look at a file's bytes. In a Python 2 file those are not the text that the template is compared with, so what
the view writes otherwise is no needle, or one with both notations.
"""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize

from netfix.patterns.holes import encode, hole_of_name

#: Words that the view of a Python 2 file has and the file may lack: `raise E, "x"` is seen as `raise E("x")`,
#: `except E, e` as `except E as e`, backticks as a call of `repr`, `print >>f, x,` as `print(x, file=f, end=" ")`.
_OF_THE_VIEW = frozenset({"as", "end", "exec", "file", "from", "repr", "sys", "with_traceback"})
#: Words that say the same in other spellings.
_SPELLINGS = {"!=": rb"!=|<>"}
_FREQUENT = frozenset(dir(builtins)) | {"self", "cls"}
#: Punctuation that is everywhere.
_COMMON = frozenset("()[]{},:=.;")


def needles_of(template: str) -> tuple[bytes, ...]:
    """Give the needles for a template: of its words the rarest, else an operator, else what is in every file."""
    words: list[str] = []
    operators: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(encode(template).replace("<>", "!=")).readline):
            if token.type == tokenize.NAME and _counts(token.string):
                words.append(token.string)
            elif token.type == tokenize.OP and token.string not in _COMMON:
                operators.append(token.string)
    except (tokenize.TokenError, SyntaxError, IndentationError):
        # Python 2 that this Python cannot even take apart: what was read so far serves.
        pass
    if words:
        rarest = max(words, key=_rarity)
        return (rb"\b" + re.escape(rarest.encode()) + rb"\b",)
    if operators:
        operator = max(operators, key=len)
        return (_SPELLINGS.get(operator, re.escape(operator.encode())),)
    return (rb"",)


def _counts(word: str) -> bool:
    """Whether a word stands in a file as it does in the template."""
    return word.isascii() and not hole_of_name(word) and word not in _OF_THE_VIEW


def _rarity(word: str) -> tuple[bool, bool, int]:
    return not keyword.iskeyword(word), word not in _FREQUENT, len(word)
