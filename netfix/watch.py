"""Runs that are repeated whenever a file changes, until the user has enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netfix.config.model import ConfigError
from netfix.engine.discovery import LEFT_OUT_FOLDERS, LEFT_OUT_SUFFIX, SUFFIXES, starts_python

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def watch(run: Callable[[], int], paths: Sequence[str]) -> None:
    """Call `run` now and after each change of a file below `paths`; ends with KeyboardInterrupt.

    Raises click.UsageError if watchfiles, which tells of changes, is not installed.
    """
    try:
        import watchfiles  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise click.UsageError("--watch needs watchfiles: pip install 'netfix[watch]'") from error

    roots = [Path(path).resolve() for path in paths]

    def concerns(_change: watchfiles.Change, path: str) -> bool:
        changed = Path(path).resolve()
        # Where the watched folder itself lies does not count: a checkout below `build` is one that its user named.
        below = [changed.relative_to(root).parts for root in roots if changed.is_relative_to(root)]
        return (changed in roots or _matters(changed)) and any(
            not any(part in LEFT_OUT_FOLDERS or part.endswith(LEFT_OUT_SUFFIX) for part in parts) for parts in below
        )

    # Set up before the first run, so that no change is missed that is made while it goes on.
    changes = watchfiles.watch(
        *paths, watch_filter=concerns, raise_interrupt=True, yield_on_timeout=True, rust_timeout=50
    )
    next(changes)
    _run_once(run, paths)
    for change in changes:
        if change:
            click.clear()
            _run_once(run, paths)


def _matters(changed: Path) -> bool:
    """Whether a file is a program or a setting. A report that is written below the folder must not start a run."""
    if changed.suffix in SUFFIXES or changed.suffix == ".toml" or changed.name == ".gitignore":
        return True
    return changed.is_dir() or (not changed.suffix and changed.is_file() and starts_python(str(changed)))


def _run_once(run: Callable[[], int], paths: Sequence[str]) -> None:
    try:
        run()
    except ConfigError as error:
        # Somebody is writing it, and it may be right the next time.
        click.echo(f"Error: {error}", err=True)
    click.echo(f"watching {', '.join(paths)} for changes; Ctrl-C ends it", err=True)
