"""Codemods as reports describe them, those of others included."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from netfix.registry import is_own
from netfix.selection import UnknownName, find


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says of a codemod.

    `page` is its whole page in Markdown; `url` is where that is on the web, if anywhere, and `link` the same for
    somebody at this machine, where the page is also the docstring of the file at which a codemod is implemented.
    """

    name: str
    family: str
    title: str
    page: str
    url: str | None = None
    link: str | None = None


@functools.cache
def documentation() -> str | None:
    """Give where netfix's documentation is on the web, with a slash at the end: what the package's metadata say.

    That is `Documentation` of `[project.urls]`, https://packaging.python.org/specifications/well-known-project-urls.
    """
    try:
        named = metadata.metadata("netfix").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:  # run from a checkout
        return None
    urls = dict(each.split(", ", 1) for each in named)
    url = urls.get("Documentation")
    return None if url is None else f"{url.rstrip('/')}/"


@functools.cache
def rule(name: str) -> Rule:
    """Describe the codemod of a finding; of one that is not known (any more), only the name."""
    try:
        codemod = find(name)
    except UnknownName:
        return Rule(name, "other", name, name)
    site, described = documentation(), sys.modules[codemod.__module__]
    url = f"{site}codemods/{name}.html" if site and is_own(codemod) else None
    stands_there = codemod.manual.text == (described.__doc__ or "").strip()  # a pattern's page stands nowhere
    file = described.__file__ if stands_there else None
    link = url or (Path(file).resolve().as_uri() if file else None)
    return Rule(name, codemod.family, codemod.manual.title, codemod.manual.text, url, link)
