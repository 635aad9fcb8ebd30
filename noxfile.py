"""The daily commands: `nox` runs the quick checks, `nox --list` shows all. Each has an environment of its own."""

from __future__ import annotations

import nox

nox.options.sessions = ["lint", "types", "tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session(python=["3.10", "3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """Run the quick tests, with what comes after `--` given to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and form; `nox -s lint -- --fix` repairs what can be."""
    session.install("ruff")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if session.posargs else ["--check"]))


@nox.session
def types(session: nox.Session) -> None:
    """Check types, twice."""
    session.install("-e", ".[dev]")
    session.run("mypy")
    session.run("pyright")


@nox.session
def bless(session: nox.Session) -> None:
    """Write what is made from the code: golden after files, transcripts, pages, schema, manual. Read the diff."""
    session.install("-e", ".[test]")
    session.run("pytest", "--bless", "tests/test_golden.py", "tests/test_commands_in_docs.py", *session.posargs)
    session.run("python", "-m", "netfix.config.schema")
    session.run("python", "-m", "netfix.reports.pages", "docs")
    session.run("python", "tools/make_review_table.py", "docs/review.md")
    session.run("python", "tools/make_listing.py", "netfix/codemods/listing.py")
    session.run("python", "tools/make_man_page.py", "docs/netfix.1")


@nox.session
def docs(session: nox.Session) -> None:
    """Make the documentation's site in site/."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "--keep-going", "docs", "site")


@nox.session
def build(session: nox.Session) -> None:
    """Build wheel and sdist in dist/, and check both."""
    session.install("build", "twine", "check-wheel-contents")
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", "dist/*")
    session.run("check-wheel-contents", "dist")


@nox.session
def everything(session: nox.Session) -> None:
    """Check all that CI checks, on a copy with a fresh environment."""
    session.run(".ci/run", external=True)
