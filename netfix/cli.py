"""The command: options in, exit code out. No pattern, no parsing, no LibCST here."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

if not __package__:
    # Started as a file (`python cli.py`), Python looks for modules in this folder, where there is no netfix.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - one call, no import

if _collects := gc.isenabled():
    # Importing makes ten thousands of objects, none of them garbage: to look for some is a tenth of a short run.
    gc.disable()

from netfix import __version__, completion
from netfix.config.model import ConfigError
from netfix.engine.languages import Target
from netfix.options import Options
from netfix.patterns.errors import PatternError
from netfix.plugins import collect
from netfix.plugins.errors import PluginError
from netfix.registry import others, use
from netfix.reports.formats import FORMATS
from netfix.selection import UnknownName
from netfix.session import Session
from netfix.tasks import Asked, run_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.shard import Shard

if _collects:
    gc.freeze()
    gc.enable()

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _use_others(asked: Asked, plugins: Sequence[str], patterns: Sequence[str]) -> Asked:
    """Let the codemods of plug-ins and `--pattern`s be there. Patterns alone are all that is selected."""
    made: Sequence[type[Registered]] = ()
    if patterns:
        from netfix.patterns import from_arguments  # noqa: PLC0415 - imports LibCST

        made = from_arguments(patterns)
    use(collect(plugins, made))
    if not made or asked.select or asked.migrate:
        return asked
    return asked._replace(select=tuple(codemod.name for codemod in made))


def _show(asked: Asked, *, table: bool, name: str | None) -> None:
    """Show all codemods, or one, those of the current folder's configuration among them. Raises UsageError."""
    from netfix.config.find import configs_of  # noqa: PLC0415 - few runs show anything
    from netfix.reports import catalogue  # noqa: PLC0415
    from netfix.selection import find  # noqa: PLC0415

    use((*others(), *configs_of(asked.wish).of(os.path.realpath(os.curdir)).own))
    try:
        click.echo(catalogue.table() if table else catalogue.page(find(name or "")), nl=False)
    except UnknownName as error:
        raise click.UsageError(str(error)) from error


def _listed(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take lists with commas apart, as ruff does."""
    return tuple(part for each in given for part in each.split(",") if part)


@click.command("netfix", context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--check", is_flag=True, help="Report what is found and write nothing, which is what happens anyway.")
@click.option("--diff", is_flag=True, help="Print a unified diff of what would change; write nothing.")
@click.option("-i", "--in-place", "--fix", "in_place", is_flag=True, help="Rewrite the files.")
@click.option(
    "--migrate",
    metavar="NAME",
    shell_complete=completion.migrations,
    help="Run an ordered recipe of codemods: python3, twisted.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="NAMES",
    shell_complete=completion.codemods_and_families,
    help="Only these codemods or families.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="NAMES",
    shell_complete=completion.codemods_and_families,
    help="Not these codemods or families.",
)
@click.option(
    "--extend-select",
    multiple=True,
    metavar="NAMES",
    shell_complete=completion.codemods_and_families,
    help="These codemods or families, too.",
)
@click.option("--interactive", is_flag=True, help="Ask about each rewrite, unsafe ones too, and make those accepted.")
@click.option("--restart", is_flag=True, help="With --interactive: ask again what was declined before.")
@click.option(
    "--changed",
    metavar="[REVISION]",
    is_flag=False,
    flag_value="HEAD",
    help="Only files and lines that differ from a git revision; main... is where the branch left main. [HEAD]",
)
@click.option("--watch", is_flag=True, help="Run again whenever a file changes.")
@click.option(
    "--unsafe/--no-unsafe", default=None, help="Also apply rewrites that a person should look at. [default: off]"
)
@click.option(
    "--target-version",
    type=click.Choice([target.value for target in Target]),
    help="py27: Python 2 files stay Python 2. py3: they are carried to Python 3 syntax. [default: py3]",
)
@click.option(
    "--exclude",
    multiple=True,
    callback=_listed,
    metavar="PATTERNS",
    help="Leave out files that match, as in .gitignore; commas between several.",
)
@click.option(
    "--extend-exclude",
    multiple=True,
    callback=_listed,
    metavar="PATTERNS",
    help="Leave these out beside what a file excludes.",
)
@click.option(
    "--respect-gitignore/--no-respect-gitignore", default=None, help="Leave out what .gitignore names. [default: on]"
)
@click.option(
    "--config",
    multiple=True,
    metavar="FILE|KEY=VALUE",
    help="Use this configuration file for all files, or set one key, in TOML.",
)
@click.option("--force-exclude", is_flag=True, help="Leave out what is excluded even where it is named.")
@click.option("--isolated", is_flag=True, help="Look for no configuration files.")
@click.option("--show-settings", is_flag=True, help="Show what holds for the first path and which file says so.")
@click.option("--stdin-filename", metavar="PATH", help="What to call the file that is read from - .")
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    help="How findings are shown. [default: text]",
)
@click.option(
    "-o",
    "--output-file",
    type=click.Path(dir_okay=False),
    metavar="PATH",
    help="Write findings, or the diff, to a file instead of standard output.",
)
@click.option("--statistics", is_flag=True, help="Show how often each codemod found something, not what.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes. [default: one a core]")
@click.option("--executor", metavar="URL", help="Have the work done by the Dask cluster at dask://HOST:PORT. [here]")
@click.option("--shard", metavar="I/N", help="Only the I-th of N parts of the files, divided by their paths.")
@click.option("--merge-reports", is_flag=True, help="PATHS are JSON reports: show them as one.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give a file up that takes longer. [default: 60]",
)
@click.option(
    "--cache-dir", envvar="NETFIX_CACHE_DIR", metavar="FOLDER", help="Keep results there. [default: the user's cache]"
)
@click.option("--no-cache", is_flag=True, help="Take no results from earlier runs, and keep none for later ones.")
@click.option("--clear-cache", is_flag=True, help="Remove what is kept, and do nothing else.")
@click.option("--add-ignores", is_flag=True, help="Write comments that keep what is found from being reported.")
@click.option("--exit-zero", is_flag=True, help="End with 0 where findings remain.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="End with 1 where a file was rewritten.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done with each file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option(
    "--plugin", multiple=True, metavar="PATH", help="Also use the codemods of this Python file, or package's folder."
)
@click.option(
    "--pattern",
    multiple=True,
    metavar="'MATCH => REWRITE'",
    help="Rewrite what fits a template, as in '$x == None => $x is None'; a MATCH alone is reported.",
)
@click.option("--list", "list_codemods", is_flag=True, help="List codemods.")
@click.option(
    "--explain",
    metavar="NAME",
    shell_complete=completion.codemods,
    help="Show a codemod's page.",
)
@click.version_option(__version__, "-V", "--version", message="netfix %(version)s")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> None:
    """Find, and rewrite, what a strict reviewer of network code would mark in red.

    Reads Python 2 and Python 3. Without --diff or -i it reports and writes nothing. PATHS are files and directories
    (default: the current one); - reads a program from standard input.

    Exit code: 0 nothing found, or all of it applied; 1 findings remain or the diff is not empty; 2 wrong usage or
    configuration, or a file could not be processed; 130 interrupted. --exit-zero turns 1 into 0, and with
    --exit-non-zero-on-fix rewritten files count as findings that remain.
    """
    if given.pop("clear_cache"):
        _clear_cache(given["cache_dir"])
        context.exit()
    given["paths"] = given["paths"] or (".",)
    asked = Asked(**{name: given.pop(name) for name in Asked._fields})
    given["asked"] = asked = _use_others(asked, given.pop("plugin"), given.pop("pattern"))
    table, name = given.pop("list_codemods"), given.pop("explain")
    if table or name is not None:
        _show(asked, table=table, name=name)
        context.exit()
    if given.pop("show_settings"):
        from netfix.config.show import shown_settings  # noqa: PLC0415

        click.echo(shown_settings(asked), nl=False)
        context.exit()
    settled = run_settings(asked)
    if (given["diff"] or given["interactive"]) and not asked.output_format:
        settled = settled._replace(output_format="text")  # what a configuration says is for findings
    values: dict[str, Any] = {**settled._asdict(), **given}
    values |= {
        "paths": asked.paths,
        "select": asked.select,
        "stdin_filename": given["stdin_filename"] or "<stdin>",
        "color": _colour(given["color"]),
        "shard": _shard(given["shard"]),
    }
    options = _with_revision(Options(**values))
    contradiction = options.contradiction()
    if contradiction:
        raise click.UsageError(contradiction, context)
    if options.watch:
        from netfix.watch import watch  # noqa: PLC0415 - few runs do

        watch(lambda: Session(options).run(), options.paths)
    context.exit(Session(options).run())


def _shard(text: str | None) -> Shard | None:
    if text is None:
        return None
    from netfix.engine.shard import Shard  # noqa: PLC0415 - few runs are divided

    try:
        return Shard.parse(text)
    except ValueError as error:
        raise click.UsageError(f"--shard: {error}") from error


def _clear_cache(folder: str | None) -> None:
    """Remove the results of earlier runs. Raises ClickException if that cannot be done."""
    from netfix.engine.cache import Cache, default_folder  # noqa: PLC0415 - few runs do

    try:
        Cache(folder or default_folder()).clear()
    except OSError as error:
        raise click.ClickException(f"the cache cannot be cleared: {error}") from error


def _with_revision(options: Options) -> Options:
    """Read `--changed src` as meant: src is a path unless git knows a revision of that name."""
    if options.changed is None or not os.path.lexists(options.changed):
        return options
    from netfix.changed import is_revision  # noqa: PLC0415 - few runs ask git

    if is_revision(options.changed, options.paths):
        raise click.UsageError(f"{options.changed!r} is a revision and a path: ./{options.changed} is the path")
    given = () if options.paths == (".",) else options.paths
    paths = (options.changed, *given)
    return options._replace(changed="HEAD", paths=paths, asked=options.asked._replace(paths=paths))


def _colour(asked: str) -> bool | None:
    """Give whether to colour, None to decide by the terminal. https://no-color.org, https://force-color.org."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: the process's own) and give its exit code.

    click itself ends every error with 1, which here means that findings remain.
    """
    try:
        result = command.main(args=arguments, prog_name="netfix", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (ConfigError, PatternError, PluginError, UnknownName) as error:
        click.echo(f"Error: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; files that were rewritten are whole, the others as they were", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); what could not be said cannot be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # What is wrong with single files is told of them; this is a full disk, or a current folder that is gone.
        click.echo(f"Error: {_without_folder() or error}", err=True)
        return 2
    except Exception:  # noqa: BLE001 - the last resort: said in full, and not with the exit code of findings
        import traceback  # noqa: PLC0415 - for the last resort only

        traceback.print_exc()
        click.echo("netfix: this is a bug in netfix; files not named as rewritten are as they were", err=True)
        return 2
    return result if isinstance(result, int) else 0


def _without_folder() -> str | None:
    try:
        os.getcwd()  # noqa: PTH109 - no import for that
    except OSError:
        return "the current folder is gone"
    return None


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this process
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as the three streams: open to the end, and no import
    sys.exit(run())


if __name__ == "__main__":
    main()
