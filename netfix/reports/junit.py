"""Findings as the test results that Jenkins, GitLab, Azure and others show: a suite for each file.

There is no standard; elements and attributes are those that Jenkins' schema names (junit-10.xsd of its xUnit plug-in).
Nothing in the report depends on the time or the machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from netfix.engine.results import Failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Located, Result
    from netfix.reports.report import Run

#: What XML 1.0 has no way to write, not even as a number.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give XML with a suite a file: a failed test for each finding, an error if the file could not be processed.

    A file in which nothing is found is a test that passes. The XML is ASCII, whatever encoding it goes through.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="netfix">\n'
    for result in results:
        yield "".join(_suite(result, run.path(result.path)))
    yield "</testsuites>\n"


def _suite(result: Result, path: str) -> Iterator[str]:
    failed = isinstance(result, Failed)
    findings = () if isinstance(result, Failed) else result.findings
    tests = len(findings) or 1
    yield f'  <testsuite name={_quoted(path)} package="netfix"'
    yield f' tests="{tests}" failures="{len(findings)}" errors="{int(failed)}" skipped="0">\n'
    if isinstance(result, Failed):
        yield _case(
            "netfix", path, element="error", kind="error", message=result.reason,
            text=f"{result.place}: {result.reason}",
        )  # fmt: skip
    for finding in findings:
        yield _failure(finding, path)
    if not (failed or findings):
        yield f'    <testcase name="netfix" classname={_quoted(path)}/>\n'
    yield "  </testsuite>\n"


def _failure(finding: Located, path: str) -> str:
    text = f"{finding.place}: {finding.message} [{finding.safety.value}]"
    name = finding.codemod + finding.place.removeprefix(finding.path)
    return _case(name, path, element="failure", kind=finding.codemod, message=finding.message, text=text)


def _case(name: str, path: str, *, element: str, kind: str, message: str, text: str) -> str:
    said = _ascii(escape(_speakable(text)))
    return (
        f"    <testcase name={_quoted(name)} classname={_quoted(path)}>\n"
        f"      <{element} type={_quoted(kind)} message={_quoted(message)}>{said}</{element}>\n"
        "    </testcase>\n"
    )


def _quoted(text: str) -> str:
    return _ascii(quoteattr(_speakable(text)))


def _speakable(text: str) -> str:
    """Give a text without the characters that XML cannot hold: they become escapes, as in a Python string."""
    return _UNSPEAKABLE.sub(lambda found: ascii(found[0])[1:-1], text)


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
