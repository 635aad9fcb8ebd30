"""Quotes in prose: which quote opens, which closes, and which is an apostrophe.

A text says `can't open '%s'`, and only one of its three quotes opens something. Pure text, as `placeholders`.
"""

from __future__ import annotations

#: What may stand for a value whose text is unknown: U+FFFC, the object replacement character.
VALUE = "\ufffc"

_QUOTES = "'\"`"
#: From here on come scripts without blanks between words, where a letter before a quote says nothing.
_FIRST_IDEOGRAPH = "\u2e80"


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a quotation of its own: quotes, `'` or `"`, that open before and close after it."""
    quote = text[start - 1 : start] if start else ""
    if not quote or quote not in "'\"" or text[end : end + 1] != quote:
        return False
    before = text[start - 2 : start - 1] if start > 1 else ""
    return _opens_after(before) and _closes_before(text[end + 1 : end + 3]) and not _open_quotes(text, start - 1)


def _opens_after(before: str) -> bool:
    return not before or before.isspace() or before in "([-/\u2013\u2014" or _is_ideograph(before)


def _closes_before(after: str) -> bool:
    if not after or after[0].isspace() or after[0] in "!?)]-/\u2013\u2014\u2026" or _is_ideograph(after[0]):
        return True
    # What goes on without a blank is a language: `'%s'.strip()`, `'%s','%s'`, `'%s':1`.
    return after[0] in ".,;:" and (not after[1:] or after[1].isspace() or after[1] in ".)]")


def _open_quotes(text: str, end: int) -> list[str]:
    """Give the quotes that were opened and not closed before offset `end`."""
    opened: list[str] = []
    for at in range(end):
        character = text[at]
        if character not in _QUOTES:
            continue
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if _is_word(before) and _is_word(after):
            continue  # an apostrophe: can't
        if character in opened:
            del opened[opened.index(character) :]
        elif not _is_word(before) and after and not after.isspace():
            opened.append(character)
    return opened


def _is_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_") and not _is_ideograph(character)


def _is_ideograph(character: str) -> bool:
    return _FIRST_IDEOGRAPH <= character < VALUE
