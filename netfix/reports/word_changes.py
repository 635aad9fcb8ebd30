"""Which words of a line change: what a diff shows more strongly than the rest of the line."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)
#: A line longer than this is data, and comparing it by words takes longer than reading it.
_LONGEST = 400
#: Lines that share less than this would be marked nearly everywhere.
_LEAST_ALIKE = 0.4

#: Half-open spans of characters, in order.
Spans = list[tuple[int, int]]


def changes(old: str, new: str) -> tuple[Spans, Spans]:
    """Give the spans in which two lines differ, by words; none where they have too little in common."""
    if max(len(old), len(new)) > _LONGEST:
        return [], []
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return [], []
    spans: tuple[Spans, Spans] = ([], [])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for listed, words, first, last in ((spans[0], left, a, b), (spans[1], right, c, d)):
            start = len("".join(words[:first]))
            if first < last:
                listed.append((start, start + len("".join(words[first:last]))))
    return spans
