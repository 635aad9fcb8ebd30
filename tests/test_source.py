"""Properties of reading and writing Python source: bytes in, the same bytes out, or a refusal that names the line."""

from __future__ import annotations

import ast
import codecs
import os
from typing import TYPE_CHECKING

import pytest

from netfix.engine.source import Source, SourceError

if TYPE_CHECKING:
    from pathlib import Path

BOM = codecs.BOM_UTF8


def read(data: bytes) -> Source:
    return Source.from_bytes("example.py", data)


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(data)
    return caught.value


def declared(encoding: str, text: str) -> bytes:
    return f"# -*- coding: {encoding} -*-\n{text}".encode(encoding)


ROUND_TRIPS = {
    "empty file": b"",
    "no final newline": b"x = 1",
    "UTF-8 without a declaration": "greeting = 'grüß dich ☃ 🐍'\n".encode(),
    "byte order mark": BOM + "# Größe\nx = 1\n".encode(),
    "byte order mark alone": BOM,
    "two byte order marks": BOM + BOM + b"x = 1\n",
    "byte order mark and declaration": BOM + b"# coding: utf-8\nx = 1\n",
    "byte order mark and utf-8-sig": BOM + b"# coding: utf-8-sig\nx = 1\n",
    "carriage return and line feed": b"import socket\r\n\r\ns = socket.socket()\r\n",
    "carriage returns only": b"import socket\rs = socket.socket()\r",
    "mixed newlines": b"a = 1\r\nb = 2\nc = 3\rd = 4",
    "form feeds": b"\f# coding: latin-1\nx = '\xe9'\n\f\ndef f(): pass\n",
    "other characters that str.splitlines splits at": "x = '\x0b\x1c\x1d\x1e\x85\u2028\u2029'\n".encode(),
    "latin-1": declared("latin-1", "city = 'Malmö'\n"),
    "iso-8859-15": declared("iso-8859-15", "price = '5 €'\n"),
    "cp1252": declared("cp1252", "quote = '“so”'\n"),
    "koi8-r": declared("koi8-r", "name = 'Привет'\n"),
    "euc-jp": declared("euc-jp", "word = '日本語'\n"),
    "iso2022-jp": declared("iso2022-jp", "word = '日本語'  # 終\n"),
    "shift_jis with a backslash as second byte": declared("shift_jis", "word = '表示ソ'\n"),
    "gbk with a backslash as second byte": declared("gbk", "word = '誠乗'\n"),
    "big5 with a backslash as second byte": declared("big5", "word = '功許'\n"),
    "every byte that latin-1 has but NUL": b"# coding: latin-1\n" + bytes(range(1, 256)),
}


@pytest.mark.parametrize("data", ROUND_TRIPS.values(), ids=ROUND_TRIPS.keys())
def test_reading_and_writing_gives_the_same_bytes(data: bytes) -> None:
    source = read(data)
    assert source.data == data
    assert source.encode(source.text) == data


@pytest.mark.parametrize("encoding", ["shift_jis", "gbk", "big5"])
def test_the_examples_for_two_byte_encodings_do_contain_a_backslash_byte(encoding: str) -> None:
    data = ROUND_TRIPS[f"{encoding} with a backslash as second byte"]
    assert b"\\" in data
    assert "\\" not in read(data).text


def test_newlines_are_not_translated() -> None:
    assert read(b"a\r\nb\rc\nd\x0c\n").text == "a\r\nb\rc\nd\x0c\n"


def test_the_byte_order_mark_is_not_part_of_the_text() -> None:
    source = read(BOM + b"x = 1\n")
    assert (source.text, source.bom) == ("x = 1\n", True)


@pytest.mark.parametrize(
    ("comment", "codec"),
    [
        ("# -*- coding: latin-1 -*-", "iso8859-1"),
        ("# -*- coding: latin-1-unix -*-", "iso8859-1"),
        ("# -*- coding: ISO_8859_1-dos; mode: python -*-", "iso8859-1"),
        ("# -*- mode: python; coding: iso-latin-1 -*-", "iso8859-1"),
        ("# vim: set fileencoding=latin-1 :", "iso8859-1"),
        ("# vim:fileencoding=cp1252", "cp1252"),
        ("# coding=iso-8859-15", "iso8859-15"),
        (" \t\f# coding:\tkoi8_r", "koi8-r"),
        ("#!/usr/bin/python2 # coding: cp1251", "cp1251"),
        ("# This file's encoding: cp1250, and not coding: cp1252", "cp1250"),
        ("# coding : none, but encoding=cp1254", "cp1254"),
    ],
)
def test_a_declaration_is_found_as_pep_263_spells_it(comment: str, codec: str) -> None:
    assert read(comment.encode() + b"\nx = '\xe4'\n").encoding == codec


@pytest.mark.parametrize("spelling", ["utf-8", "UTF8", "utf_8", "utf-8-unix", "UTF-8-mac", "utf-8-sig", "U8"])
def test_every_spelling_of_utf_8_is_utf_8_and_adds_no_byte_order_mark(spelling: str) -> None:
    data = f"# coding: {spelling}\nx = 'ä'\n".encode()
    source = read(data)
    assert (source.encoding, source.bom) == ("utf-8", False)


@pytest.mark.parametrize(
    "head",
    [b"\n", b"\r", b"\r\n", b" \t\x0c\n", b"\x0c\r\n", b"#!/usr/bin/python\n", b"# \xe4, with nothing declared yet\r"],
)
def test_a_declaration_in_line_2_counts_after_a_line_without_code(head: bytes) -> None:
    assert read(head + b"# coding: latin-1\nx = '\xe4'\n").encoding == "iso8859-1"


@pytest.mark.parametrize(
    "head",
    [b"import os\n", b"'''doc\n", b"\\\n", b"\n\n", b"#\r\r", b"x = '# '\n", b"\x0b\n", b"; # comment\n"],
)
def test_a_declaration_after_code_or_after_line_2_does_not_count(head: bytes) -> None:
    assert read(head + b"# coding: latin-1\n").encoding == "utf-8"


def test_a_form_feed_does_not_end_the_first_line() -> None:
    assert read(b"# one \x0c two\n# coding: latin-1\nx = '\xe4'\n").encoding == "iso8859-1"
    assert read(b"x = 1 \x0c# coding: latin-1\n").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"x = 1\ny = '\xe9'\n", 2),
        (b"x = 1\r\n\r\ny = '\xe9'\r\n", 3),
        (b"x = 1\r\ry = '\xe9'\r", 3),
        (b"x = 1\n\x0c\ny = '\x85'\n", 3),
        (BOM + b"\n\nz = '\xff'", 3),
        (b"\n" * 4 + b"z = '\xed\xa0\x80'", 5),
        (b"# coding: ascii\n\nx = '\xe9'\n", 3),
        (b"# coding: shift_jis\nx = 1\ny = '\x83\n'\n", 3),
    ],
)
def test_an_undecodable_byte_is_reported_with_its_line(data: bytes, line: int) -> None:
    assert refusal(data).line == line


def test_an_undecodable_byte_is_named_and_the_missing_declaration_too() -> None:
    reason = refusal(b"x = '\xe9'\n").reason
    assert "0xe9" in reason
    assert "no other encoding is declared" in reason
    assert "declared" not in refusal(b"# coding: utf-8\nx = '\xe9'\n").reason


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\0", 1), (b"x = 1\r\ny = '\0'\r\n", 2), (BOM + b"\r\r\0", 3), ("x = 1\n".encode("utf-16"), 1)],
)
def test_a_nul_byte_is_refused_with_its_line(data: bytes, line: int) -> None:
    error = refusal(data)
    assert error.line == line
    assert "NUL" in error.reason


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "no-such-codec"])
def test_a_byte_order_mark_contradicts_any_declaration_but_utf_8(encoding: str) -> None:
    assert refusal(BOM + b"#!/usr/bin/python\n# coding: " + encoding.encode() + b"\nx = 1\n").line == 2


@pytest.mark.parametrize("encoding", ["no-such-codec", "utf-9", "string-escape", "..", "-"])
def test_an_unknown_encoding_is_refused_at_the_line_that_declares_it(encoding: str) -> None:
    error = refusal(b"\n# coding: " + encoding.encode() + b"\nx = 1\n")
    assert error.line == 2
    assert encoding in error.reason


@pytest.mark.parametrize(
    "encoding",
    [
        *("rot13", "rot_13", "hex", "base64", "zlib", "bz2", "uu", "quopri"),
        *("utf-7", "utf_7", "idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape", "undefined"),
        *("utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp037", "cp500", "hz", "cp864"),
    ],
)
def test_a_codec_in_which_ascii_is_not_ascii_is_refused(encoding: str) -> None:
    error = refusal(b"# coding: " + encoding.encode() + b"\nx = 1\n")
    assert error.line == 1
    assert encoding in error.reason


def test_a_codec_that_rewrites_the_source_or_raises_anything_is_refused() -> None:
    def decode(*_: object) -> tuple[str, int]:
        raise RuntimeError

    def find(name: str) -> codecs.CodecInfo | None:
        return codecs.CodecInfo(codecs.utf_8_encode, decode, name=name) if name == "rewriting_codec" else None

    codecs.register(find)
    try:
        assert refusal(b"# coding: rewriting_codec\nx = 1\n").line == 1
    finally:
        codecs.unregister(find)


@pytest.mark.parametrize(
    "data",
    [
        # CP932 has two codes for this sign (NEC and IBM) and writes only one; ISO 2022 switches sets twice for nothing.
        b"# coding: cp932\nx = 1\ny = '\x87\x90'\n",
        b"# coding: iso2022-jp\nx = 1\ny = '\x1b(B\x1b(B'\n",
    ],
)
def test_bytes_that_would_not_come_back_are_refused_with_their_line(data: bytes) -> None:
    error = refusal(data)
    assert error.line == 3
    assert "unchanged" in error.reason


def test_a_new_text_keeps_encoding_and_byte_order_mark() -> None:
    source = read(declared("koi8-r", "x = 'Привет'\n"))
    assert source.encode(source.text.replace("Привет", "мир")) == declared("koi8-r", "x = 'мир'\n")
    assert read(BOM + b"x = 1\n").encode("x = 'ä'\n") == BOM + "x = 'ä'\n".encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_character_that_the_encoding_lacks_is_refused_with_its_line(newline: str) -> None:
    source = read(b"# coding: latin-1\nx = '\xe4'\n")
    with pytest.raises(SourceError, match=r"U\+20AC") as caught:
        source.encode(newline.join(["# coding: latin-1", "x = '\x0cä'", "y = '€'", ""]))
    assert caught.value.line == 3


def test_a_lone_surrogate_is_refused_with_its_line() -> None:
    with pytest.raises(SourceError) as caught:
        read(b"x = 1\n").encode("x = 1\ny = '\ud800'\n")
    assert caught.value.line == 2


def test_a_new_text_that_lost_the_declaration_it_needs_is_refused() -> None:
    source = read(b"# coding: latin-1\nx = '\xe4'\n")
    with pytest.raises(SourceError, match="could not be read back"):
        source.encode("x = 'ä'\n")
    with pytest.raises(SourceError, match="read back differently") as caught:
        source.encode("# coding: cp1251\nx = 'ä'\n")
    assert caught.value.line == 2


def test_a_new_text_that_no_longer_needs_its_declaration_may_lose_it() -> None:
    assert read(b"# coding: latin-1\nx = '\xe4'\n").encode("x = 'a'\n") == b"x = 'a'\n"


def test_a_new_text_with_a_nul_or_with_a_mark_of_its_own_is_refused() -> None:
    with pytest.raises(SourceError, match="NUL"):
        read(b"x = 1\n").encode("x = '\0'\n")
    with pytest.raises(SourceError, match="differently"):
        read(b"x = 1\n").encode("\ufeffx = 1\n")


NO_SYNTAX = {"two byte order marks", "every byte that latin-1 has but NUL"}


@pytest.mark.parametrize("name", [name for name in ROUND_TRIPS if name not in NO_SYNTAX])
def test_cpython_reads_the_same_text(name: str) -> None:
    from_bytes = ast.parse(ROUND_TRIPS[name])
    from_text = ast.parse(read(ROUND_TRIPS[name]).text)
    assert ast.dump(from_bytes, include_attributes=True) == ast.dump(from_text, include_attributes=True)


def test_a_file_is_read_from_disk_with_its_path_as_given(tmp_path: Path) -> None:
    path = tmp_path / "with blank.py"
    path.write_bytes(b"x = 1\r\n")
    source = Source.read(path)
    assert (source.path, source.text) == (str(path), "x = 1\r\n")


@pytest.mark.parametrize("name", ["missing.py", "folder"])
def test_a_path_that_is_no_file_is_a_source_error_without_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError) as caught:
        Source.read(tmp_path / name)
    assert caught.value.line is None
    assert str(tmp_path) not in caught.value.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no FIFOs")
def test_a_fifo_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(SourceError, match="regular"):
        Source.read(tmp_path / "pipe.py")


def test_an_error_reads_as_a_sentence_with_its_line() -> None:
    assert str(SourceError(7, "a NUL byte")) == "line 7: a NUL byte"
    assert str(SourceError(None, "it is not a regular file")) == "it is not a regular file"
