"""A pattern's page: made from its templates, since a table has no docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.findings import Safety
from netfix.manual import Manual
from netfix.patterns.template import one_line

if TYPE_CHECKING:
    from netfix.patterns.pattern import Pattern, Spec
    from netfix.patterns.template import Template

_LONGEST_TITLE = 90


def manual_of(pattern: Pattern) -> Manual:
    """Give a pattern's manual: the templates as a change, with names for the metavariables, and its conditions."""
    spec = pattern.spec
    title = _title(spec)
    before = _example(pattern.match)
    after = before if pattern.rewrite is None else _example(pattern.rewrite)
    if pattern.rewrite is None or spec.safety is Safety.MANUAL:
        shown = [f"    !{line}" for line in before.splitlines()]
        after = before
    else:
        shown = [f"    -{line}" for line in before.splitlines()] + [f"    +{line}" for line in after.splitlines()]
    text = f"{title}.\n\n" + "\n".join(shown) + "\n\n" + "\n".join(_prose(spec))
    return Manual(title, text, before, after)


def _title(spec: Spec) -> str:
    if spec.message:
        return spec.message.rstrip(".")
    match = one_line(spec.match)
    if spec.rewrite is None:
        title = f"Found `{match}`"
    elif not spec.rewrite.strip():
        title = f"Take out `{match}`"
    else:
        title = f"Write `{one_line(spec.rewrite)}` for `{match}`"
    return (
        title
        if len(title) <= _LONGEST_TITLE
        else f"{'Found' if spec.rewrite is None else 'Rewrite'} what fits the pattern {spec.name}"
    )


def _example(template: Template) -> str:
    """Give a template's text; its metavariables need no other names, because readers know what they stand for."""
    return template.text + "\n" if template.text.strip() else ""


def _prose(spec: Spec) -> list[str]:
    lines = ["A pattern of this project: `$x` stands for any code, `...` for any number of things."]
    lines += [f"Only where `${hole}` is `{asked}`." for hole, asked in spec.where]
    lines += [f"Not where it is `{one_line(text)}`." for text in spec.unless]
    lines += [f"Adds `{line}`." for line in spec.imports]
    if spec.safety is Safety.SAFE:
        lines.append("Safe, says its author.")
    elif spec.rewrite is not None and spec.safety is Safety.UNSAFE:
        lines.append("Unsafe, because it goes by the spelling alone.")
    else:
        lines.append("Reported, to be looked at by hand.")
    return lines
