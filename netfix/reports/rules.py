"""Codemods as reports describe them, those of others included."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from netfix.registry import is_own
from netfix.selection import UnknownName, find

#: Where the pages of the codemods are, see `reports.pages`.
DOCUMENTATION = "https://netfix.readthedocs.io/en/stable/"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says of a codemod. `page` is its whole page in Markdown; `url` is where that is, if anywhere."""

    name: str
    family: str
    title: str
    page: str
    url: str | None


@functools.cache
def rule(name: str) -> Rule:
    """Describe the codemod of a finding; of one that is not known (any more), only the name."""
    try:
        codemod = find(name)
    except UnknownName:
        return Rule(name, "other", name, name, None)
    ours = is_own(codemod)
    url = f"{DOCUMENTATION}codemods/{name}.html" if ours else None
    return Rule(name, codemod.family, codemod.manual.title, codemod.manual.text, url)
