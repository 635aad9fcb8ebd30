"""Values of literals: of those that Python frowns at, too."""

from __future__ import annotations

import warnings

import libcst as cst
import pytest

from netfix.engine.expressions import literal_string, literal_value


@pytest.mark.parametrize(
    ("written", "value"),
    [('"a" "b"', "ab"), ('b"a"', b"a"), ('"\\d"', "\\d"), ('b"é"', None), ('f"a"', None), ("a", None), ("1", None)],
)
def test_a_literal_has_the_value_that_it_has_at_run_time_and_no_warning_is_given(
    written: str, value: str | bytes | None
) -> None:
    node = cst.parse_expression(written)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert literal_value(node) == value
        assert literal_string(node) == (value if isinstance(value, str) else None)
