"""What each format says, and that it can be read by those who read such formats."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from netfix.engine.edits import Edit
from netfix.engine.findings import Safety
from netfix.engine.lines import Lines
from netfix.engine.process import Mode
from netfix.engine.results import Located, Processed, Result
from netfix.reports.formats import FORMATS, STATISTICS
from netfix.reports.report import Run
from netfix.reports.rules import rule
from reported import BROKEN, PROGRAM, found, report, result

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
#: The official schema, as the npm package @microsoft/sarif-multitool 5.7 has it.
SARIF = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
FINDINGS = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
ASCII_FORMATS = sorted(FORMATS.keys() - {"text", "concise", "github"})


def findings_of(text: str) -> tuple[Located, ...]:
    made = result(text)
    assert isinstance(made, Processed)
    assert made.findings
    return made.findings


@pytest.mark.parametrize("name", ASCII_FORMATS)
def test_is_ascii_so_that_no_console_can_spoil_it(name: str) -> None:
    assert report(name, result(PROGRAM, "caf\u00e9\udcff.py"), BROKEN).isascii()


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"html"}))
def test_says_what_is_known_before_the_next_file_is_done(name: str) -> None:
    asked: list[int] = []

    def results() -> list[Result]:
        return [result(PROGRAM, "one.py"), result(PROGRAM, "two.py")]

    def slowly() -> Iterator[Result]:
        for number, each in enumerate(results()):
            asked.append(number)
            yield each

    said = ""
    for piece in FORMATS[name].render(slowly(), Run()):
        said += piece
        if "one.py" in said and asked == [0]:
            return
    pytest.fail("the first file was told of only after the second")


class TestText:
    def test_names_place_codemod_message_and_safety(self) -> None:
        (line, *_) = re.sub(r"\x1b\[\d+m", "", found("text")).splitlines()
        assert line.startswith("client.py:4:25 none-comparison ")
        assert line.endswith(" [safe]")

    def test_concise_marks_what_would_be_applied(self) -> None:
        lines = re.sub(r"\x1b\[\d+m", "", found("concise")).splitlines()
        assert lines[0].startswith("client.py:4:25: none-comparison [*] ")
        assert any(re.match(r"client\.py:6:\d+: len-test (?!\[)", line) for line in lines)
        unsafe = report("concise", result(PROGRAM), run=Run(unsafe=True))
        assert unsafe.count("[*]") > found("concise").count("[*]")

    def test_links_names_to_their_pages_where_there_are_hyperlinks(self) -> None:
        linked = report("text", result(PROGRAM), run=Run(links=True))
        assert re.search(
            r"\x1b\]8;;file:///[^\x1b]*/none_comparison\.py\x1b\\\x1b\[36mnone-comparison\x1b\[0m\x1b\]8;;\x1b\\",
            linked,
        )
        assert "\x1b]8" not in found("text")


class TestJson:
    def test_follows_its_schema_failed_files_among_findings(self) -> None:
        listed = json.loads(report("json", result(PROGRAM), BROKEN))
        jsonschema.validate(listed, FINDINGS)
        assert listed[-1] == {"path": BROKEN.path, "line": 3, "error": BROKEN.reason}

    def test_of_nothing_is_an_empty_list(self) -> None:
        assert json.loads(report("json", result("x = 1\n"))) == []

    def test_lines_are_the_entries_of_the_list(self) -> None:
        results = (result(PROGRAM), BROKEN)
        lines = report("json-lines", *results).splitlines()
        assert [json.loads(line) for line in lines] == json.loads(report("json", *results))


class TestSarif:
    @pytest.mark.parametrize("results", [(result(PROGRAM), BROKEN), (), (result("x = 1\n"),), (BROKEN,)], ids=range(4))
    def test_follows_the_official_schema(self, results: tuple[Result, ...]) -> None:
        log = json.loads(report("sarif", *results))
        jsonschema.validate(log, SARIF, format_checker=jsonschema.FormatChecker())

    def test_the_schema_would_tell(self) -> None:
        log = json.loads(found("sarif"))
        log["runs"][0]["results"][0]["level"] = "dreadful"
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(log, SARIF)

    def test_columns_count_code_points_and_that_is_said(self) -> None:
        (run,) = json.loads(found("sarif"))["runs"]
        (region,) = (
            each["locations"][0]["physicalLocation"]["region"]
            for each in run["results"]
            if each["ruleId"] == "none-comparison"
        )
        assert run["columnKind"] == "unicodeCodePoints"
        line = PROGRAM.splitlines()[int(region["startLine"]) - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "host == None"

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_fixes_repair_the_file_wherever_lines_end(self, newline: str) -> None:
        text = PROGRAM.replace("\n", newline)
        (run,) = json.loads(found("sarif", text))["runs"]
        lines = Lines(text)
        edits: list[Edit] = []
        for each in run["results"]:
            fixes: list[Any] = each.get("fixes", []) if each["properties"]["safety"] == "safe" else []
            for replacement in (
                replacement for fix in fixes for replacement in fix["artifactChanges"][0]["replacements"]
            ):
                region = replacement["deletedRegion"]
                start = lines.offset(region["startLine"], region["startColumn"])
                end = lines.offset(region["endLine"], region["endColumn"])
                edits.append(Edit(start, end, replacement["insertedContent"]["text"]))
        fixed = text
        for edit in sorted(edits, reverse=True):
            fixed = fixed[: edit.start] + edit.replacement + fixed[edit.end :]
        made = result(text, mode=Mode.FIX)
        assert isinstance(made, Processed)
        assert made.after is not None
        assert fixed == made.after.decode()
        assert newline in run["newlineSequences"]

    def test_each_rule_is_described_once_with_its_page(self) -> None:
        (run,) = json.loads(report("sarif", result(PROGRAM, "a.py"), result(PROGRAM, "b.py")))["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for each in run["results"]:
            assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        (described,) = (rule for rule in rules if rule["id"] == "len-test")
        assert "+    if not buf:" in described["help"]["markdown"]

    @pytest.mark.parametrize("site", [None, "https://example.org/netfix/"])
    def test_addresses_are_those_of_the_documentation_if_there_is_one(
        self, site: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("netfix.reports.rules.documentation", lambda: site)
        monkeypatch.setattr("netfix.reports.sarif.documentation", lambda: site)
        rule.cache_clear()
        try:
            (run,) = json.loads(found("sarif"))["runs"]
        finally:
            rule.cache_clear()
        driver = run["tool"]["driver"]
        assert driver.get("informationUri") == site
        helps = {each["id"]: each.get("helpUri") for each in driver["rules"]}
        assert helps["len-test"] == (site and f"{site}codemods/len-test.html")

    def test_a_failed_file_is_a_notification(self) -> None:
        (run,) = json.loads(report("sarif", BROKEN))["runs"]
        (invocation,) = run["invocations"]
        assert invocation["executionSuccessful"] is False
        (notification,) = invocation["toolExecutionNotifications"]
        place = notification["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": 3}
        assert place["artifactLocation"]["uri"] == "broken%2C%20100%25%3A%20a.py"

    @pytest.mark.skipif(os.name == "nt", reason="there names are text")
    def test_odd_bytes_of_a_name_are_escaped(self) -> None:
        assert '"uri": "caf%FF%C3%A9.py"' in found("sarif", path="caf\udcff\u00e9.py")


class TestGithub:
    def test_a_command_is_a_line_and_comes_back_as_it_was_meant(self) -> None:
        commands = [read_command(line) for line in report("github", result(PROGRAM), BROKEN).splitlines()]
        assert commands[-1] == ("error", {"title": "netfix", "file": BROKEN.path, "line": "3"}, BROKEN.reason)
        name, properties, message = commands[0]
        assert name == "warning"
        assert properties == {
            "title": "netfix (none-comparison, safe)", "file": "client.py",
            "line": "4", "endLine": "4", "col": "25", "endColumn": "37",
        }  # fmt: skip
        assert message == findings_of(PROGRAM)[0].message

    def test_columns_are_left_out_over_several_lines(self) -> None:
        finding = Located("a.py", 1, 5, 3, 2, "len-test", Safety.SAFE, "x", ())
        made = result("x = 1\n")
        assert isinstance(made, Processed)
        line = report("github", Processed("a.py", made.dialect, made.dialect, (finding,)))
        assert read_command(line.rstrip("\n"))[1].keys() == {"title", "file", "line", "endLine"}

    def test_paths_are_relative_to_the_workspace(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        monkeypatch.chdir(tmp_path / "sub")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
        assert "file=sub/client.py," in found("github")


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does (ActionCommand.TryParseV2): first split, then unescape."""
    head, _, message = line.removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")

    def plain(text: str, escapes: str = "25 0D 0A 3A 2C") -> str:
        for escape in reversed(escapes.split()):
            text = text.replace(f"%{escape}", chr(int(escape, 16)))
        return text

    pairs = (each.partition("=") for each in properties.split(","))
    return name, {key: plain(value) for key, _, value in pairs}, plain(message, "25 0D 0A")


class TestGitlab:
    def test_has_what_gitlab_asks_for(self) -> None:
        issues = json.loads(report("gitlab", result(PROGRAM), BROKEN))
        for issue in issues:
            assert issue.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert issue["location"]["lines"]["begin"] >= 1
        assert issues[-1]["location"]["path"] == BROKEN.path

    def test_fingerprints_are_all_different(self) -> None:
        twice = PROGRAM + PROGRAM.replace("def fetch", "def again")
        issues = json.loads(report("gitlab", result(twice, "a.py"), result(twice, "b.py"), BROKEN))
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)

    def test_fingerprints_do_not_change_where_lines_are_inserted(self) -> None:
        names = [issue["fingerprint"] for issue in json.loads(found("gitlab"))]
        assert names == [issue["fingerprint"] for issue in json.loads(found("gitlab", "# new\n\n" + PROGRAM))]

    def test_paths_are_relative_to_the_project(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        monkeypatch.chdir(tmp_path / "sub")
        monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
        assert {issue["location"]["path"] for issue in json.loads(found("gitlab"))} == {"sub/client.py"}


#: What Jenkins' schema of JUnit reports lets an element have: its attributes (those it must have first) and children.
JUNIT = {
    "testsuites": ((), ("name", "time", "tests", "failures", "errors"), ("testsuite",)),
    "testsuite": (
        ("name", "tests", "failures", "errors"),
        ("group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"),
        ("testsuite", "properties", "testcase", "system-out", "system-err"),
    ),
    "testcase": (
        ("name",), ("time", "classname", "group"), ("skipped", "error", "failure", "system-out", "system-err"),
    ),
    "failure": ((), ("type", "message"), ()),
    "error": ((), ("type", "message"), ()),
}  # fmt: skip


class TestJunit:
    def test_has_the_shape_of_jenkins_schema(self) -> None:
        tree = ET.fromstring(report("junit", result(PROGRAM), BROKEN, result("x = 1\n", "fine.py")))  # noqa: S314 - ours
        for element in tree.iter():
            required, optional, children = JUNIT[element.tag]
            assert set(required) <= set(element.keys()) <= set(required) | set(optional)
            assert {child.tag for child in element} <= set(children)

    def test_counts_what_it_holds(self) -> None:
        tree = ET.fromstring(report("junit", result(PROGRAM), BROKEN, result("x = 1\n", "fine.py")))  # noqa: S314 - ours
        client, broken, fine = tree
        assert int(client.attrib["failures"]) == len(client.findall("testcase/failure")) == len(findings_of(PROGRAM))
        assert (broken.attrib["errors"], broken.attrib["failures"]) == ("1", "0")
        assert (fine.attrib["tests"], fine.attrib["failures"], len(fine)) == ("1", "0", 1)

    def test_says_what_xml_cannot(self) -> None:
        name = 'esc\x1b<&">\udcff.py'
        tree = ET.fromstring(found("junit", path=name))  # noqa: S314 - ours
        assert tree[0].attrib["name"] == 'esc\\x1b<&">\\udcff.py'

    def test_messages_come_back_as_they_were(self) -> None:
        tree = ET.fromstring(report("junit", BROKEN))  # noqa: S314 - ours
        (error,) = tree.iter("error")
        assert error.attrib["message"] == BROKEN.reason
        assert error.text == f"{BROKEN.place}: {BROKEN.reason}"


class TestStatistics:
    def test_counts_by_codemod_most_frequent_first(self) -> None:
        results = (result(PROGRAM), result("while 1:\n    pass\n"), BROKEN)
        listed = json.loads("".join(STATISTICS["json"].render(results, Run())))
        counts = [each["count"] for each in listed]
        assert counts == sorted(counts, reverse=True)
        (len_test,) = (each for each in listed if each["codemod"] == "len-test")
        assert (len_test["count"], len_test["safe"], len_test["unsafe"], len_test["family"]) == (2, 1, 1, "pythonic")
        text = re.sub(r"\x1b\[\d+m", "", "".join(STATISTICS["text"].render(results, Run())))
        assert [line.split()[:2] for line in text.splitlines()] == [
            [str(each["count"]), each["codemod"]] for each in listed
        ]

    def test_of_nothing_is_nothing(self) -> None:
        assert "".join(STATISTICS["text"].render([BROKEN], Run())) == ""
        assert json.loads("".join(STATISTICS["json"].render([BROKEN], Run()))) == []


def test_a_notebooks_cell_is_named_and_its_fixes_are_edits_of_the_file() -> None:
    notebook: dict[str, Any] = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["# Title"]},
            {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
             "source": ["x = 1\n", "while 1:\n", "    break"]},
        ],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    data = json.dumps(notebook, indent=1)
    made = result(data, "a.ipynb")
    (run,) = json.loads(report("sarif", made))["runs"]
    (each,) = run["results"]
    assert each["message"]["text"].startswith("cell 2, line 2: ")
    (replacement,) = each["fixes"][0]["artifactChanges"][0]["replacements"]
    lines = Lines(data)
    region = replacement["deletedRegion"]
    start, end = (lines.offset(region[f"{at}Line"], region[f"{at}Column"]) for at in ("start", "end"))
    fixed = json.loads(data[:start] + replacement["insertedContent"]["text"] + data[end:])
    assert "".join(fixed["cells"][1]["source"]) == "x = 1\nwhile True:\n    break"
    assert "cell 2, line 2: " in report("github", made)
    assert '"while True:"' not in data
    assert "while True:" not in report("text", made)
