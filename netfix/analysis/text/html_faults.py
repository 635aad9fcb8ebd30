"""Faults in the nesting of HTML, found by html5lib, which parses as browsers do.

A program's text is seldom a whole page. What a piece leaves open, or closes that another piece has opened, is no fault;
tags that cross, or an element which ends while one inside of it is open, are.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import Any

_WORDS = """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
    canvas caption center cite code col colgroup data dd del details dfn dialog dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd
    label legend li link main map mark menu meta nav noframes noscript object ol optgroup option output p param picture
    pre q s samp script section select small source span strike strong style sub summary sup table tbody td textarea
    tfoot th thead time title tr tt u ul var video wbr
"""
_ELEMENTS = frozenset(re.findall(r"\w+", _WORDS))
_VOID = frozenset({
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "wbr",
})  # fmt: skip
#: Elements whose end may be left out.
_IMPLIED = frozenset({
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html",
    "head", "body",
})  # fmt: skip
_CONTAINERS = {
    "td": "tr", "th": "tr", "tr": "tbody", "tbody": "table", "thead": "table", "tfoot": "table", "caption": "table",
    "option": "select", "optgroup": "select", "col": "colgroup",
}  # fmt: skip

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*?(/?)>")
_PLACEHOLDER = re.compile(
    r"%(?:\(\w+\))?[-#0 +]*\d*\.?\d*[a-zA-Z]|\{\{|\{\w*[^{}\n;:]*\}|\$\w|\$\{|<[%?]|%>|@@?\w+@|\[%|\ufffc"
)
_PAGE = re.compile(r"<html\b.*</html\s*>", re.IGNORECASE | re.DOTALL)
#: html5lib's names of errors: an end tag that leaves other elements open, or that crosses one.
_MISNESTED = frozenset({
    "end-tag-too-early", "end-tag-too-early-named", "end-tag-too-early-ignored", "adoption-agency-1.3",
    "unexpected-cell-end-tag",
})  # fmt: skip
#: What is a fault in a whole page only.
_UNBALANCED = frozenset({"unexpected-end-tag", "adoption-agency-1.1", "adoption-agency-1.2"})
_FEWEST_TAGS = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """The first fault of a text: `line` is 1-based, `what` a clause for people."""

    line: int
    what: str


def first_fault(text: str) -> Fault | None:
    """Give the first fault in the nesting of a text's tags; None if it has none, or is no HTML."""
    tags = list(_TAG.finditer(text))
    if not _is_html(text, tags):
        return None
    is_page = _PAGE.search(text) is not None
    has_placeholders = _PLACEHOLDER.search(text) is not None
    for (line, column), error, _ in _errors(text, tags[0][2].lower(), is_page=is_page):
        end = sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column
        closing = next((tag for tag in tags if tag.end() == end and tag[1]), None)
        if closing is None:
            continue
        stack, name = _open_at(tags, closing), closing[2].lower()
        inner = next((element for element in reversed(stack) if element not in _IMPLIED), None)
        if name in stack and inner is not None and inner != name:
            crosses = re.search(rf"</{inner}\s*>", text[end:], re.IGNORECASE) is not None
            is_left_open = (error in _MISNESTED or is_page) and not has_placeholders
            if crosses or is_left_open:
                return Fault(line, f"`{closing[0]}` comes while `<{inner}>` is open")
        is_unbalanced = error in _UNBALANCED | _MISNESTED and name not in stack
        if is_unbalanced and is_page and not has_placeholders and name not in _IMPLIED:
            return Fault(line, f"`{closing[0]}` closes what is not open")
    return None


def _is_html(text: str, tags: list[re.Match[str]]) -> bool:
    """Whether a text has some tags, all of them HTML's, and ends elements that it has begun."""
    is_xml = any(tag[3] and tag[2].lower() not in _VOID for tag in tags) or re.search(r"<\w[^<>]*\s\w+:\w+\s*=", text)
    if is_xml or len(tags) < _FEWEST_TAGS or re.search(r"<\?xml|xmlns:|\(\?|\[\^|\\[sSdw]|<!\[CDATA", text):
        return False
    names = {tag[2].lower() for tag in tags}
    begun = {tag[2].lower() for tag in tags if not tag[1]}
    return names <= _ELEMENTS and any(tag[1] and tag[2].lower() in begun for tag in tags)


def _errors(text: str, first: str, *, is_page: bool) -> list[tuple[tuple[int, int], str, object]]:
    """Give html5lib's errors: place, name, and more of each."""
    html5lib: Any = importlib.import_module("html5lib")
    parser = html5lib.HTMLParser()
    if is_page:
        parser.parse(text)
    else:
        parser.parseFragment(text, container=_CONTAINERS.get(first, "div"))
    errors: list[tuple[tuple[int, int], str, object]] = parser.errors
    return errors


def _open_at(tags: list[re.Match[str]], closing: re.Match[str]) -> list[str]:
    """Give the elements which are open where an end tag stands, the innermost last."""
    stack: list[str] = []
    for tag in tags[: tags.index(closing)]:
        name = tag[2].lower()
        if not tag[1]:
            if name not in _VOID and not tag[3]:
                stack.append(name)
        elif name in stack:
            del stack[len(stack) - 1 - stack[::-1].index(name)]
    return stack
