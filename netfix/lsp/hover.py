"""A codemod's page, for a finding under the mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.reports.rules import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.results import Located

#: The page's example: lines indented by four, and the empty ones between them.
_EXAMPLE = re.compile(r"^ {4}.*(?:\n+ {4}.*)*", re.MULTILINE)


def page(findings: Sequence[Located], *, markdown: bool) -> str:
    """Give what is to be read about findings at one place: what was found there, then the page of each codemod."""
    parts: list[str] = []
    for finding in findings:
        described = rule(finding.codemod)
        if not markdown:
            parts.append(f"{finding.codemod}: {finding.message} [{finding.safety.value}]\n\n{described.page}")
            continue
        name = f"[{finding.codemod}]({described.link})" if described.link else finding.codemod
        head = f"**{name}** · {described.family} · *{finding.safety.value}*"
        parts.append(f"{head}\n\n{_escaped(finding.message)}\n\n---\n\n{_EXAMPLE.sub(_fenced, described.page)}")
    return "\n\n---\n\n".join(parts)


def _fenced(example: re.Match[str]) -> str:
    lines = "\n".join(line[4:] for line in example[0].split("\n"))
    return f"```diff\n{lines}\n```"


def _escaped(message: str) -> str:
    """Give a message with what Markdown would take for its own, outside of code in backticks."""
    parts = re.split(r"(`[^`]*`)", message)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>#])", r"\\\1", part) for part in parts)
