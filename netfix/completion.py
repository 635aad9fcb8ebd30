"""What a shell offers after the tab key: the names that the command's options take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import click
    from click.shell_completion import CompletionItem

    from netfix.engine.codemod import Registered


def codemods(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer codemods, each with its title."""
    return _offered(((codemod.name, codemod.manual.title) for codemod in _there(context)), incomplete)


def codemods_and_families(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer codemods and families, of which several may be written with commas between them."""
    there = _there(context)
    families = dict.fromkeys(codemod.family for codemod in there)
    before, comma, last = incomplete.rpartition(",")
    names = [(family, f"all codemods of the family {family}") for family in families]
    names += [(codemod.name, codemod.manual.title) for codemod in there]
    return _offered(((before + comma + name, what) for name, what in names), before + comma + last)


def migrations(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer migrations."""
    from netfix.codemods import MIGRATIONS  # noqa: PLC0415 - only when a shell asks

    return _offered(((name, ", ".join(steps)) for name, steps in MIGRATIONS.items()), incomplete)


def _there(context: click.Context) -> Sequence[type[Registered]]:
    """Give all codemods: netfix's own, installed ones, and those of the plug-ins that stand before on the line."""
    from netfix.codemods import CODEMODS  # noqa: PLC0415 - only when a shell asks
    from netfix.plugins import PluginError, collect  # noqa: PLC0415 - only when a shell asks

    try:
        return (*CODEMODS, *collect(context.params.get("plugin") or ()))
    except PluginError:
        return CODEMODS  # what is wrong is said when the command runs


def _offered(names: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when a shell asks

    return [CompletionItem(name, help=what) for name, what in names if name.startswith(incomplete)]
