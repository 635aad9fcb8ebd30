"""The formats by name: what `--output-format` takes, and what each needs to be told of a file."""

from __future__ import annotations

import importlib
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from netfix.reports.report import Render


class Needs(Enum):
    """What a format must know of each file: its findings, its text too, or also what would become of it."""

    FINDINGS = "findings"
    TEXT = "text"
    PREVIEW = "preview"


# A named tuple for the reason given in `netfix.config.model`.
class Format(NamedTuple):
    """A format. It is made by the function `function` of the module `netfix.reports.<module>`."""

    module: str
    needs: Needs = Needs.FINDINGS
    function: str = "render"

    @property
    def render(self) -> Render:
        """What makes the format; its module is imported now, so that no run pays for the others."""
        return cast("Render", getattr(importlib.import_module(f"netfix.reports.{self.module}"), self.function))


FORMATS = {
    "text": Format("text"),
    "concise": Format("text", function="render_concise"),
    "json": Format("json_format"),
    "json-lines": Format("json_format", function="render_lines"),
    "sarif": Format("sarif", Needs.TEXT),
    "github": Format("github"),
    "gitlab": Format("gitlab", Needs.TEXT),
    "junit": Format("junit"),
    "html": Format("html_format", Needs.PREVIEW),
}

#: The formats in which `--statistics` can be given.
STATISTICS = {
    "text": Format("counts"),
    "json": Format("counts", function="render_json"),
}
