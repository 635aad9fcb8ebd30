"""How format texts are read: what is a placeholder, which value it shows, and what is malformed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.analysis.text.placeholders import Format, brace_format, percent_format


def shown(text: str, wanted: Format | None) -> list[tuple[str, int | str, str | None]]:
    """Give each placeholder's source, its field, and what would show the value's `repr`."""
    assert wanted is not None
    return [(text[one.start : one.end], one.field, one.as_repr) for one in wanted.placeholders]


def test_percent_placeholders_are_numbered() -> None:
    assert shown("a %s b %s", percent_format("a %s b %s")) == [("%s", 0, "%r"), ("%s", 1, "%r")]


def test_percent_placeholders_may_have_names() -> None:
    text = "%(name)s and %(a (nested) name)s"
    assert shown(text, percent_format(text)) == [
        ("%(name)s", "name", "%(name)r"),
        ("%(a (nested) name)s", "a (nested) name", "%(a (nested) name)r"),
    ]


def test_a_doubled_percent_sign_is_none() -> None:
    assert shown("100%% of %s", percent_format("100%% of %s")) == [("%s", 0, "%r")]


@pytest.mark.parametrize("placeholder", ["%10s", "%-5s", "%.3s", "%r", "%d", "%5.2f", "%c", "%#x", "% s", "%ls"])
def test_whatever_does_more_than_show_a_text_has_no_repr(placeholder: str) -> None:
    assert shown(placeholder, percent_format(placeholder)) == [(placeholder, 0, None)]


def test_a_starred_width_takes_a_value_of_its_own() -> None:
    wanted = percent_format("%*s %.*f %s")
    assert wanted is not None
    assert wanted.positional == 5
    assert [one.field for one in wanted.placeholders] == [1, 3, 4]


@pytest.mark.parametrize("text", ["5%", "50% better", "%(name", "%y", "%(name)s %s", "%(a)s %*s"])
def test_malformed_percent_texts_are_refused(text: str) -> None:
    assert percent_format(text) is None


@given(st.text(alphabet="%s(a)d*.5-'#r ", max_size=12))
def test_percent_texts_take_as_many_values_as_is_said(text: str) -> None:
    wanted = percent_format(text)
    if wanted is None:
        return
    values: object = dict.fromkeys(wanted.names, 1) if wanted.names else (1,) * wanted.positional
    assert isinstance(text % values, str)


def test_brace_placeholders_are_numbered() -> None:
    assert shown("{} {}", brace_format("{} {}")) == [("{}", 0, "{!r}"), ("{}", 1, "{!r}")]
    assert shown("{1} {0}", brace_format("{1} {0}")) == [("{1}", 1, "{1!r}"), ("{0}", 0, "{0!r}")]


def test_brace_placeholders_may_have_names_and_go_into_values() -> None:
    text = "{name} {user.name} {0[key]} {x!s}"
    assert shown(text, brace_format(text)) == [
        ("{name}", "name", "{name!r}"),
        ("{user.name}", "user", "{user.name!r}"),
        ("{0[key]}", 0, "{0[key]!r}"),
        ("{x!s}", "x", "{x!r}"),
    ]


@pytest.mark.parametrize("placeholder", ["{:>5}", "{:}", "{!r}", "{!a}", "{!s:5}"])
def test_braces_that_do_more_than_show_a_text_have_no_repr(placeholder: str) -> None:
    assert shown(placeholder, brace_format(placeholder)) == [(placeholder, 0, None)]


def test_a_placeholder_within_a_specification_takes_the_next_value() -> None:
    wanted = brace_format("{:{}} {}")
    assert wanted is not None
    assert wanted.positional == 3
    assert [(one.start, one.field) for one in wanted.placeholders] == [(0, 0), (2, 1), (6, 2)]


@pytest.mark.parametrize("text", ["{", "}", "{} {0}", "{a b}", "{!x}", "{0.}", "{{}"])
def test_malformed_brace_texts_are_refused(text: str) -> None:
    assert brace_format(text) is None


@given(st.text(alphabet="{}01a!rs:>' ", max_size=10))
def test_brace_texts_take_as_many_values_as_is_said(text: str) -> None:
    wanted = brace_format(text)
    if wanted is None or any(":" in text[one.start : one.end] for one in wanted.placeholders):
        return  # a specification may not suit the value
    formatted = text.format(*[1] * wanted.positional, **dict.fromkeys(wanted.names, 1))
    assert isinstance(formatted, str)
