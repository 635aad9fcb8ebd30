"""All codemods there are in this process: netfix's own, in running order, then those of plug-ins and patterns.

A run says at its beginning which others there are (`use`); what shows, selects or checks names asks `everything`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.codemod import Registered

_others: list[type[Registered]] = []


def everything() -> tuple[type[Registered], ...]:
    """Give all codemods in running order."""
    return (*CODEMODS, *_others) if _others else CODEMODS


def others() -> tuple[type[Registered], ...]:
    """Give those which are not netfix's own."""
    return tuple(_others)


def use(codemods: Iterable[type[Registered]]) -> None:
    """Let these, and no others, be there beside netfix's own."""
    _others[:] = dict.fromkeys(codemod for codemod in codemods if not is_own(codemod))


def is_own(codemod: type[Registered]) -> bool:
    """Whether a codemod is one of netfix's own, which has a page in the documentation."""
    return codemod in CODEMODS
