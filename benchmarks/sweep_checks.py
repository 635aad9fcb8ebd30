"""What must hold of a file that netfix rewrote or refused, checked by others: CPython's compiler, python2.7, fissix."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import shutil
import subprocess
import tempfile
import types
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.dialect import Dialect, Target
from netfix.engine.parsing import ParseFailed
from netfix.engine.reading import read_source, source_of
from netfix.engine.settings import Settings
from netfix.engine.source import SourceError
from netfix.engine.workers import IsolatingExecutor
from netfix.testing import comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.codemod import Registered
    from netfix.engine.results import Failed, Processed

#: What a refusal says when the file is not to blame.
_OUR_FAULT = re.compile(r"\bbug\b|given up|nests too deep")
_FISSIX = ("fissix.pygram", "fissix.pytree", "fissix.pgen2.driver", "fissix.pgen2.parse", "fissix.pgen2.tokenize")


def wrongs(result: Processed, before: bytes, after: bytes) -> Iterator[str]:
    """Give what is wrong with a rewritten file, in words."""
    if before.strip() and not after.strip():
        yield "left empty"
        return
    text = source_of(result.path, before).text
    try:
        rewritten = source_of(result.path, after).text
    except SourceError as error:
        yield f"cannot be read any more: {error}"
        return
    if result.dialect_after is Dialect.PYTHON2:
        complaint = None if complaint_of_python2(text, before) else complaint_of_python2(rewritten, after)
    else:
        was_python3 = result.dialect is Dialect.PYTHON3
        complaint = None if was_python3 and complaint_of_python3(before) else complaint_of_python3(after)
    if complaint:
        yield f"no {result.dialect_after.name.title()} any more: {complaint}"
    elif comments(text) != comments(rewritten):
        yield "a comment was lost or made"


def wrong_refusal(failed: Failed) -> str | None:
    """Say why a file should not have been refused, None if it was right."""
    if _OUR_FAULT.search(failed.reason):
        return "the file is not to blame"
    data = Path(failed.path).read_bytes()
    if not complaint_of_python3(data):
        return "Python 3 compiles it"
    interpreter = python2()  # fissix takes more than Python 2 does
    return "Python 2 compiles it" if interpreter and not _complaint_of_interpreter(interpreter, data) else None


def complaint_of_python3(data: bytes) -> str | None:
    """Give what this Python's compiler has against a program, None if nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(data, "program", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError) as error:
            return f"{type(error).__name__}: {error}"
    return None


@cache
def python2() -> str | None:
    """Give the Python 2.7 of this machine, None where there is none that runs (pyenv's shim may not)."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for found in (shutil.which("python2.7"), *map(str, pyenv.glob("versions/2.7.*/bin/python2.7"))):
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


def python2_parser() -> str:
    """Name what reads Python 2 here."""
    return "python2.7" if python2() else "fissix"


def complaint_of_python2(text: str, data: bytes) -> str | None:
    """Give what python2.7, or where there is none fissix, has against a program, None if nothing."""
    interpreter = python2()
    return _complaint_of_interpreter(interpreter, data) if interpreter else _complaint_of_fissix(text)


def _complaint_of_interpreter(python: str, data: bytes) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "program.py")
        program.write_bytes(data)
        done = subprocess.run([python, "-m", "py_compile", program], capture_output=True, text=True, check=False)
    return done.stderr.strip().rpartition("\n")[2] or None


def _complaint_of_fissix(text: str) -> str | None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n") + "\n"
    complaint = _complaint_of_grammar("python_grammar", lines)
    return complaint and _complaint_of_grammar("python_grammar_no_print_statement", lines) and complaint


def _complaint_of_grammar(name: str, text: str) -> str | None:
    pygram, pytree, driver, parse, tokenize = map(importlib.import_module, _FISSIX)  # which have no annotations
    try:
        driver.Driver(getattr(pygram, name), convert=pytree.convert).parse_string(text)
    except (parse.ParseError, tokenize.TokenError, IndentationError) as error:
        return str(error)
    return None


def hidden_findings(paths: Sequence[str]) -> list[str]:
    """Give the findings that needles would hide in these files, in words."""
    lines: list[str] = []
    with IsolatingExecutor(os.cpu_count() or 1, timeout=120) as executor:
        futures = {path: executor.submit(_hidden_in, path) for path in paths}
        for path, future in futures.items():
            error = future.exception()
            lines += [f"{path}: without needles, {error!r}"] if error else future.result()
    return lines


def _hidden_in(path: str) -> list[str]:
    """Have all codemods search a file, and give what those found whose needles are not in it."""
    with contextlib.suppress(SourceError, ParseFailed):
        source = read_source(path)
        everything = Settings(tuple(map(_without_needles, CODEMODS)), SYNTAX, Target.PY3)
        declared = {
            codemod.name
            for codemod in CODEMODS
            if worth_analysing(source.code, Settings((codemod,), SYNTAX, Target.PY3))
        }
        found = analyse(source.text, everything, path=path).findings
        return [
            f"{path}: {one.codemod} has no needle for {one.message}" for one in found if one.codemod not in declared
        ]
    return []


def _without_needles(codemod: type[Registered]) -> type[Registered]:
    """Give a codemod that searches every file."""
    names = {"needles": (b"",), "__module__": codemod.__module__}
    searching = types.new_class(codemod.__name__, (codemod,), exec_body=lambda body: body.update(names))
    return cast("type[Registered]", searching)
