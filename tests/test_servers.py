"""The loopback servers, seen by the clients of the standard library: they work, and they fail as told."""

# ruff: noqa: S321 - an FTP server can only be tested by FTP.
from __future__ import annotations

import ftplib
import http.client
import imaplib
import smtplib
import socket
import struct
import subprocess
import sys
from typing import Any

import pytest

import servers
from servers import HOST, serving

PATIENCE = 30.0
LOGIN = ("guest", "sesame")
MESSAGE = "Subject: test\r\n\r\nOne line.\r\n"


def exchange(port: int, request: bytes) -> bytes:
    """Send all of it, end our side, and read what comes until the server ends its own."""
    with socket.create_connection((HOST, port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            return answer.read()


def listing(ftp: ftplib.FTP, directory: str) -> list[str]:
    lines: list[str] = []
    ftp.retrlines(f"LIST {directory}", lines.append)
    return lines


def test_imap_serves_a_mailbox_and_tells_what_is_deleted() -> None:
    with serving("imap") as server, imaplib.IMAP4(HOST, server.port, timeout=PATIENCE) as client:
        client.login(*LOGIN)
        assert client.select("INBOX") == ("OK", [b"3"])
        answer: Any = client.uid("FETCH", "103", "(RFC822)")[1]
        assert answer[0][1].startswith(b"Date: Wed, 01 Sep 2004 12:00:00 +0000\r\nFrom: writer103@example.org\r\n")
        client.uid("STORE", "101,103", "+FLAGS", "(\\Deleted)")
        assert client.expunge()[1] == [b"1", b"2"]
        assert client.status("INBOX", "(MESSAGES UNSEEN)")[1] == [b"INBOX (MESSAGES 1 UNSEEN 1)"]
    assert server.events[-2:] == ["expunged 101", "expunged 103"]


def test_imap_fails_for_the_broken_message_alone() -> None:
    with serving("imap", "fail_item") as server, imaplib.IMAP4(HOST, server.port, timeout=PATIENCE) as client:
        client.login(*LOGIN)
        client.select("INBOX", readonly=True)
        assert client.fetch("1:3", "(UID)")[0] == "OK"
        with pytest.raises(imaplib.IMAP4.error, match="this message is damaged"):
            client.fetch("2", "(RFC822)")
        assert client.fetch("3", "(RFC822)")[0] == "OK"
    assert server.events == ["error: this message is damaged"]


def test_imap_refuses_a_login() -> None:
    with (
        serving("imap", "refuse_login") as server,
        imaplib.IMAP4(HOST, server.port, timeout=PATIENCE) as client,
        pytest.raises(imaplib.IMAP4.error, match="LOGIN failed"),
    ):
        client.login(*LOGIN)


def test_imap_stops_in_the_middle_of_the_second_message() -> None:
    with serving("imap", "drop_in_middle") as server:
        client = imaplib.IMAP4(HOST, server.port, timeout=PATIENCE)
        client.login(*LOGIN)
        client.select("INBOX")
        assert client.fetch("1", "(RFC822)")[0] == "OK"
        with pytest.raises(imaplib.IMAP4.abort):
            client.fetch("2", "(RFC822)")
        client.shutdown()


def test_imap_greets_before_it_drops_the_connection() -> None:
    with serving("imap", "drop_after_greeting") as server:
        answer = exchange(server.port, b"1 NOOP\r\n")
    assert answer.startswith(b"* OK ")
    assert answer.count(b"\r\n") == 1


def test_a_marker_says_where_an_answer_stops() -> None:
    with serving("imap", "drop_in_middle", "IDLE") as server:
        answer = exchange(server.port, b"1 CAPABILITY\r\n")
    assert answer.endswith(b" ID")


def test_smtp_takes_a_message() -> None:
    with serving("smtp") as server, smtplib.SMTP(HOST, server.port, "localhost", PATIENCE) as client:
        client.sendmail("me@example.org", ["you@example.org"], MESSAGE)
    assert server.events == ["message for you@example.org, 3 lines"]


def test_smtp_takes_a_message_for_all_but_the_broken_recipient() -> None:
    with serving("smtp", "fail_item") as server, smtplib.SMTP(HOST, server.port, "localhost", PATIENCE) as client:
        recipients = ["broken@example.org", "you@example.org"]
        assert client.sendmail("me@example.org", recipients, MESSAGE) == {"broken@example.org": (550, b"no such user")}
    assert server.events == ["message for you@example.org, 3 lines"]


def test_smtp_refuses_a_sender() -> None:
    with (
        serving("smtp", "refuse_login") as server,
        smtplib.SMTP(HOST, server.port, "localhost", PATIENCE) as client,
        pytest.raises(smtplib.SMTPSenderRefused),
    ):
        client.sendmail("me@example.org", ["you@example.org"], MESSAGE)
    assert server.events == []


def test_smtp_drops_a_message_on_its_way() -> None:
    with (
        serving("smtp", "drop_in_middle") as server,
        smtplib.SMTP(HOST, server.port, "localhost", PATIENCE) as client,
        pytest.raises(smtplib.SMTPDataError),
    ):
        client.sendmail("me@example.org", ["you@example.org"], MESSAGE)
    assert server.events == ["message for you@example.org broke off"]


def test_ftp_lists_its_files() -> None:
    with serving("ftp") as server, ftplib.FTP(timeout=PATIENCE) as client:
        client.connect(HOST, server.port)
        client.login()
        assert [line.split()[-1] for line in listing(client, ".")] == ["broken", "half-way.txt", "inner", "readme.txt"]
        assert len(listing(client, "broken")) == 1


def test_ftp_fails_for_the_broken_directory_alone() -> None:
    with serving("ftp", "fail_item") as server, ftplib.FTP(timeout=PATIENCE) as client:
        client.connect(HOST, server.port)
        client.login()
        with pytest.raises(ftplib.error_perm, match="550"):
            listing(client, "broken")
        assert len(listing(client, "inner")) == 1


def test_ftp_refuses_a_login() -> None:
    with serving("ftp", "refuse_login") as server, ftplib.FTP(timeout=PATIENCE) as client:
        client.connect(HOST, server.port)
        with pytest.raises(ftplib.error_perm, match="530"):
            client.login()


def test_ftp_drops_both_connections_in_the_middle_of_a_listing() -> None:
    lines: list[str] = []
    with serving("ftp", "drop_in_middle") as server, ftplib.FTP(timeout=PATIENCE) as client:
        client.connect(HOST, server.port)
        client.login()
        with pytest.raises(EOFError):
            client.retrlines("LIST", lines.append)
    assert [line.split()[-1] for line in lines] == ["broken", "half"]


@pytest.mark.parametrize(
    ("misbehaviour", "path", "status"),
    [("works", "/broken", 200), ("fail_item", "/broken", 500), ("fail_item", "/", 200), ("refuse_login", "/", 401)],
)
def test_web_answers_with_a_status(misbehaviour: str, path: str, status: int) -> None:
    with serving("web", misbehaviour) as server:
        client = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)
        client.request("GET", path)
        response = client.getresponse()
        assert response.status == status
        assert f"<title>Caf&eacute; {path} &#169; 2004</title>".encode("ascii") in response.read()
        client.close()


def test_web_sends_less_than_it_announced() -> None:
    with serving("web", "drop_in_middle") as server:
        client = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)
        client.request("GET", "/")
        with pytest.raises(http.client.IncompleteRead):
            client.getresponse().read()
        client.close()


@pytest.mark.parametrize(
    ("kind", "misbehaviour", "request_", "answer"),
    [
        ("gopher", "works", b"/a\r\n", b"The document '/a',\r\nhalf-way down which there is a second line.\r\n"),
        ("gopher", "drop_in_middle", b"/a\r\n", b"The document '/a',\r\nhalf"),
        ("gopher", "fail_item", b"/broken\r\n", b"3Not for you\terror.host\t1\r\n"),
        ("gopher", "drop_after_greeting", b"/a\r\n", b""),
        ("gopher", "silent", b"/a\r\n", b""),
        ("chat", "works", b"hello\nyou\n", b"welcome\nhello\nyou\n"),
        ("chat", "fail_item", b"broken\nhello\n", b"welcome\ncan't repeat that\nhello\n"),
        ("chat", "refuse_login", b"", b"go away\n"),
        ("chat", "drop_after_greeting", b"hello\n", b"welcome\n"),
        ("smtp", "silent", b"QUIT\r\n", b""),
    ],
)
def test_a_plain_server_answers_and_hangs_up(kind: str, misbehaviour: str, request_: bytes, answer: bytes) -> None:
    with serving(kind, misbehaviour) as server:
        assert exchange(server.port, request_) == answer


@pytest.mark.parametrize("kind", ["imap", "web"])
def test_nothing_listens_where_connections_are_refused(kind: str) -> None:
    with serving(kind, "refuse") as server, pytest.raises(ConnectionRefusedError):
        exchange(server.port, b"")


@pytest.mark.parametrize(
    ("misbehaviour", "answer"), [("works", struct.pack("!L", 3303028800)), ("drop_in_middle", b"\xc4\xe0")]
)
def test_time_is_told_in_one_datagram(misbehaviour: str, answer: bytes) -> None:
    with serving("time", misbehaviour) as server, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(PATIENCE)
        client.sendto(b"", (HOST, server.port))
        assert client.recv(100) == answer


def test_a_time_server_rejects_what_it_cannot_do() -> None:
    command = [sys.executable, servers.__file__, "time", "refuse_login"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "a time server can't do refuse_login" in result.stderr
