"""What a file's bytes leave in play: the words are a short cut, and find what the expressions find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.analysis.network.sources import REQUEST_ATTRIBUTES
from netfix.codemods import CODEMODS
from netfix.codemods.network.bare_message import BareMessage
from netfix.codemods.network.half_open import HalfOpen
from netfix.engine.codemod import Registered
from netfix.engine.needles import Content, has_needle, in_play

NEEDLES = sorted({needle for codemod in CODEMODS for needle in codemod.needles})


def looking_for(*needles: bytes) -> type[Registered]:
    return type("Looking", (Registered,), {"needles": needles, "requires": ()}, abstract=True)


def found(needle: bytes, data: bytes) -> bool:
    return re.search(needle, data, re.MULTILINE) is not None


PIECES = st.sampled_from([
    b" ", b"\n", b"_", b".", b"(", b"\\", b"#", b"'", b"%s", b"{x}", b"if", b"not", b"len", b"None", b"==", b"while",
    b"1", b"twisted", b"reactor", b"stop", b"run", b"socket", b"open", b"import", b"from", b"*", b"global", b"0777",
    b"10L", b"addCallback", b"recv", b"\xc3\xa9", b"async def", b"ANY", b"</b>", b"print", b"\r", b"\t", b"netfix",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_needles_are_found_where_their_expressions_match(data: bytes) -> None:
    content = Content(data)
    assert {needle for needle in NEEDLES if has_needle(content, looking_for(needle))} == {
        needle for needle in NEEDLES if found(needle, data)
    }


@pytest.mark.parametrize(
    ("needle", "data", "expected"),
    [
        (rb"\bword\b", b"a word", True),
        (rb"\bword\b", b"words", False),
        (rb"\bword\b", b"\xc3\xa9word", True),
        (rb"\b(?:one|two)\b", b"two", True),
        (rb"\bone\b[^#]*\btwo\b", b"two one", False),
        (rb"\bone\b[^#]*\btwo\b", b"one\n two", True),
        (rb"\bone\b|\btwo\b", b"two", True),
        (rb"(?:\bone\b|x)y", b"xy", True),
        (rb"(?i)\bone\b", b"ONE", True),
        (rb"[|(]\bone\b", b"|one", True),
        (rb"[^\n|]\|one", b"a|one", True),
    ],
)
def test_word_is_a_short_cut_only_where_it_must_occur(needle: bytes, data: bytes, expected: bool) -> None:
    assert found(needle, data) is expected
    assert has_needle(Content(data), looking_for(needle)) is expected


def test_what_is_required_must_be_there_too() -> None:
    assert [each.codemod for each in in_play(Content(b"import socket\ns.close()"), [HalfOpen])] == [HalfOpen]
    assert in_play(Content(b"import sockets\ns.close()"), [HalfOpen]) == []


@pytest.mark.parametrize("needle", NEEDLES)
def test_search_for_a_needle_does_not_blow_up(needle: bytes) -> None:
    pieces = (b"None  #" + b"#" * 3000, b"if not #" + b" #" * 3000, b"while (" * 800, b"import " * 800, b"'{" * 800)
    for piece in pieces:
        re.search(needle, piece + b"\nx", re.MULTILINE)


@pytest.mark.parametrize("attribute", sorted(set[str]().union(*REQUEST_ATTRIBUTES.values())))
def test_needle_for_requests_has_all_that_is_looked_for_in_them(attribute: str) -> None:
    assert has_needle(Content(f"print(self.request.{attribute})".encode()), BareMessage)
    assert not has_needle(Content(b"def view(request):\n    return request"), BareMessage)
