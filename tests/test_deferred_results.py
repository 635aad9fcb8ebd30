"""Whether a function looks at `success` before it takes a value out of a DeferredList's results."""

from __future__ import annotations

import pytest

from netfix.analysis.twisted.deferred_lists import ListCalls
from netfix.analysis.twisted.deferred_results import Results
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

HEADER = """\
from twisted.internet import defer
from twisted.internet.threads import deferToThread


"""


def results(body: str) -> Results:
    code = f"{HEADER}def show(results):\n    {body}\n\n\ndefer.DeferredList([deferToThread(len)]).addCallback(show)\n"
    document = Document(code, Dialect.PYTHON3, Target.PY3)
    (gathered,) = document.fact(ListCalls).all
    return gathered.results


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("pass", Results.IGNORED),
        ("print(len(results))", Results.IGNORED),
        ("print('%s' % results)", Results.IGNORED),
        ("return [value for success, value in results if success]", Results.CHECKED),
        ("for success, value in results: print(success, value)", Results.CHECKED),
        ("return [pair[1] for pair in results if pair[0]]", Results.CHECKED),
        ("return results[0][1] if results[0][0] else None", Results.CHECKED),
        ("return [each for _, each in results if not isinstance(each, Failure)]", Results.CHECKED),
        ("return [value for success, value in results]", Results.UNCHECKED),
        ("return [value for _, value in results]", Results.UNCHECKED),
        ("return results[0][1].items()", Results.UNCHECKED),
        ("for at, (success, value) in enumerate(results): print(at, value)", Results.UNCHECKED),
        ("for page, (success, value) in zip('ab', results): print(page, value)", Results.UNCHECKED),
        ("first, second = results; print(first[1], second[1])", Results.UNCHECKED),
        ("(a, one), (b, two) = results; print(one, two)", Results.UNCHECKED),
        ("(a, one), (b, two) = results; print(a and one, b and two)", Results.CHECKED),
        ("return results", Results.UNKNOWN),
        ("check(results)", Results.UNKNOWN),
    ],
)
def test_use_of_results(body: str, expected: Results) -> None:
    assert results(body) is expected


def test_a_function_that_is_not_in_the_file_may_do_anything() -> None:
    code = f"{HEADER}defer.DeferredList([deferToThread(len)]).addCallback(elsewhere)\n"
    (gathered,) = Document(code, Dialect.PYTHON3, Target.PY3).fact(ListCalls).all
    assert gathered.results is Results.UNKNOWN
