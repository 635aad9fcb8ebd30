"""The command: options in, exit code out. No pattern, no parsing, no LibCST here."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

import click

if not __package__:
    # Started as a file (`python cli.py`), Python looks for modules in this folder, where there is no netfix.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - one call, no import

from netfix import __version__
from netfix.engine.dialect import Target
from netfix.session import Options, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _list_codemods(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not context.resilient_parsing:
        from netfix.reports.catalogue import table  # noqa: PLC0415

        click.echo(table(), nl=False)
        context.exit()


def _explain(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None and not context.resilient_parsing:
        from netfix.reports.catalogue import page  # noqa: PLC0415
        from netfix.selection import UnknownName, find  # noqa: PLC0415

        try:
            click.echo(page(find(value)), nl=False)
        except UnknownName as error:
            raise click.UsageError(str(error), context) from error
        context.exit()


@click.command("netfix", context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--diff", is_flag=True, help="Print a unified diff of what would change; write nothing.")
@click.option("-i", "--in-place", "--fix", "in_place", is_flag=True, help="Rewrite the files.")
@click.option("--migrate", metavar="NAME", help="Run an ordered recipe of codemods: python3, twisted.")
@click.option("--select", multiple=True, metavar="NAMES", help="Only these codemods or families.")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Not these codemods or families.")
@click.option("--unsafe", is_flag=True, help="Also apply rewrites that a person should look at.")
@click.option(
    "--target-version",
    type=click.Choice([target.value for target in Target]),
    default=Target.PY3.value,
    show_default=True,
    help="py27: Python 2 files stay Python 2. py3: they are carried to Python 3 syntax.",
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out files that match, as in .gitignore.")
@click.option(
    "--respect-gitignore/--no-respect-gitignore", default=True, help="Leave out what .gitignore names. [default: on]"
)
@click.option("--stdin-filename", metavar="PATH", help="What to call the file that is read from - .")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are shown.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes. [default: one a core]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a file up that takes longer.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done with each file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_codemods, help="List codemods.")
@click.option(
    "--explain", metavar="NAME", is_eager=True, expose_value=False, callback=_explain, help="Show a codemod's page."
)
@click.version_option(__version__, "-V", "--version", message="netfix %(version)s")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    *,
    diff: bool,
    in_place: bool,
    migrate: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    unsafe: bool,
    target_version: str,
    exclude: tuple[str, ...],
    respect_gitignore: bool,
    stdin_filename: str | None,
    output_format: str,
    jobs: int | None,
    timeout: float,
    quiet: bool,
    verbose: bool,
    color: str,
) -> None:
    """Find, and rewrite, what a strict reviewer of network code would mark in red.

    Reads Python 2 and Python 3. Without --diff or -i it reports and writes nothing. PATHS are files and directories
    (default: the current one); - reads a program from standard input.

    Exit code: 0 nothing found, or all of it applied; 1 findings remain or the diff is not empty; 2 wrong usage, or a
    file could not be processed; 130 interrupted.
    """
    if diff and in_place:
        raise click.UsageError("--diff and --in-place exclude each other", context)
    if diff and output_format != "text":
        raise click.UsageError(f"--diff prints a diff, so --output-format {output_format} has no place", context)
    if migrate and select:
        raise click.UsageError("--migrate brings its own codemods, so --select has no place", context)
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("- cannot be mixed with other paths", context)
    if stdin_filename and "-" not in paths:
        raise click.UsageError("--stdin-filename goes with the path -", context)
    options = Options(
        paths=paths or (".",),
        diff=diff,
        in_place=in_place,
        migrate=migrate,
        select=select,
        ignore=ignore,
        unsafe=unsafe,
        target=Target(target_version),
        exclude=exclude,
        respect_gitignore=respect_gitignore,
        stdin_filename=stdin_filename or "<stdin>",
        output_format=output_format,
        jobs=jobs or _cores(),
        timeout=timeout,
        quiet=quiet,
        verbose=verbose,
        color=_colour(color),
    )
    context.exit(Session(options).run())


def _colour(asked: str) -> bool | None:
    """Give whether to colour, None to decide by the terminal. https://no-color.org, https://force-color.org."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _cores() -> int:
    """Count the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: the process's own) and give its exit code.

    click itself ends every error with 1, which here means that findings remain.
    """
    try:
        result = command.main(args=arguments, prog_name="netfix", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; files that were rewritten are whole, the others as they were", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); what could not be said cannot be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # noqa: BLE001 - the last resort: said in full, and not with the exit code of findings
        traceback.print_exc()
        click.echo("netfix: this is a bug in netfix; files not named as rewritten are as they were", err=True)
        return 2
    return result if isinstance(result, int) else 0


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
