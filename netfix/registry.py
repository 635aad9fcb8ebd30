"""All codemods there are in this process: netfix's own, in running order, then those of plug-ins and patterns.

A run says at its beginning which others there are (`use`); what shows or checks them asks `everything`, and what only
needs to know their names and needles asks `listed`, which imports none of netfix's own.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from netfix.engine.listed import Listed, listed_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.codemod import Registered

_others: list[type[Registered]] = []


def everything() -> tuple[type[Registered], ...]:
    """Give all codemods in running order."""
    from netfix.codemods import CODEMODS  # noqa: PLC0415 - imports them all

    return (*CODEMODS, *_others) if _others else CODEMODS


def listed() -> tuple[Listed, ...]:
    """Give what is known of all codemods, in running order."""
    return (*own(), *map(listed_of, _others)) if _others else own()


@cache
def own() -> tuple[Listed, ...]:
    """Give what is known of netfix's own codemods.

    In a netfix that is installed it is what they said when it was made, see `netfix.codemods.listing`. In one that is
    worked on they are asked, for what they say may have changed a moment ago.
    """
    if is_installed():
        from netfix.codemods.listing import ROWS  # noqa: PLC0415 - of no use to a netfix that is worked on

        return tuple(Listed(*row) for row in ROWS)
    from netfix.codemods import CODEMODS  # noqa: PLC0415 - imports them all

    return tuple(map(listed_of, CODEMODS))


@cache
def is_installed() -> bool:
    """Whether this netfix is a package that was installed, whose files do not change."""
    return not {"site-packages", "dist-packages"}.isdisjoint(__file__.replace(os.sep, "/").split("/"))


def listed_own(name: str) -> Listed:
    """Give what is known of the codemod of netfix's own that is called `name`."""
    return next(each for each in own() if each.name == name)


def others() -> tuple[type[Registered], ...]:
    """Give those which are not netfix's own."""
    return tuple(_others)


def use(codemods: Iterable[type[Registered]]) -> None:
    """Let these, and no others, be there beside netfix's own."""
    _others[:] = dict.fromkeys(codemod for codemod in codemods if not is_own(codemod))


def is_own(codemod: type[Registered]) -> bool:
    """Whether a codemod is one of netfix's own, which has a page in the documentation."""
    if not codemod.__module__.startswith("netfix.codemods."):
        return False
    from netfix.codemods import CODEMODS  # noqa: PLC0415 - as above

    return codemod in CODEMODS
