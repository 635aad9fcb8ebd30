"""The options that choose a report, where it goes, and what they leave alone."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from netfix.cli import run
from netfix.reports.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "import socket\nwhile 1:\n    break\ndef f(words):\n    return 1 if len(words) else 2\n"
REPAIRED = FAULTY.replace("while 1", "while True")


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "client.py"
    path.write_text(FAULTY)
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_only_reports_and_ends_as_text_does(
    program: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["--output-format", name, "client.py"]) == 1
    assert program.read_text() == FAULTY
    said, aside = capfd.readouterr()
    assert "client.py" in said
    assert aside == "1 file read, 2 findings (1 safe, 1 unsafe)\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_with_rewriting_and_tells_what_is_left(
    program: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["-i", "--output-format", name, "client.py"]) == 1
    assert program.read_text() == REPAIRED
    assert "len-test" in capfd.readouterr().out
    assert run(["-i", "--unsafe", "--output-format", name, "client.py"]) == 0


@pytest.mark.parametrize("name", FORMATS)
def test_an_output_file_gets_what_standard_output_would(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["--output-format", name, "client.py"])
    expected = capfd.readouterr().out
    assert run(["--output-format", name, "--output-file", "new/folder/report", "client.py"]) == 1
    assert (tmp_path / "new" / "folder" / "report").read_text(encoding="utf-8") == expected
    assert capfd.readouterr().out == ""


def test_a_file_that_failed_is_in_the_report_and_on_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")
    assert run(["--output-format", "json", "."]) == 2
    said, aside = capfd.readouterr()
    assert [entry["path"] for entry in json.loads(said) if "error" in entry] == ["broken.py"]
    assert "broken.py:1: error: " in aside


def test_a_file_that_cannot_be_written_is_a_usage_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run(["-o", "file/report", "client.py"]) == 2
    assert "--output-file file/report: " in capfd.readouterr().err


def test_a_program_goes_to_standard_output_and_the_report_to_its_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    assert run(["-i", "-", "--output-format", "json", "-o", "report.json"]) == 1
    assert capfd.readouterr().out == REPAIRED
    assert [entry["codemod"] for entry in json.loads((tmp_path / "report.json").read_text())] == ["len-test"]


def test_the_page_shows_what_was_applied_and_what_is_left(tmp_path: Path) -> None:
    run(["-i", "--output-format", "html", "-o", "report.html", "client.py"])
    page = (tmp_path / "report.html").read_text()
    assert '"written":true' in page
    assert '["while-one","safe",2,7,1,' in page
    assert '["len-test","unsafe",5,' in page


def test_statistics_take_the_place_of_findings(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--statistics", "client.py"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines] == [["1", "len-test", "1", "unsafe"], ["1", "while-one", "1", "safe"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--statistics", "--output-format", "sarif"),
        ("--statistics", "--diff"),
        ("--diff", "--output-format", "html"),
        ("--add-ignores", "--output-format", "html"),
        ("--output-format", "xml"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_a_usage_error(arguments: tuple[str, ...], program: Path) -> None:
    assert run([*arguments, "client.py"]) == 2
    assert program.read_text() == FAULTY
