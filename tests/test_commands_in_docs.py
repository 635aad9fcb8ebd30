"""Every block of commands in README and the documentation is run, and prints what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

import transcripts

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")),
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "codemods"),
    *sorted((ROOT / "examples").glob("*/README.md")),
]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


WITH_TRANSCRIPTS = [page for page in PAGES if transcripts.commands(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", WITH_TRANSCRIPTS, ids=_name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text("utf-8")
    commands = transcripts.commands(text)
    folder = tmp_path / "here"
    folder.mkdir()
    outputs = transcripts.printed(commands, ROOT, folder)
    if request.config.getoption("--bless"):
        page.write_text(transcripts.blessed(text, outputs), "utf-8")
        return
    for command, output in zip(commands, outputs, strict=True):
        if command.visible:
            assert transcripts.matches(command.shown, output), f"$ {command.text}\n" + "\n".join(output)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_that_are_no_transcript_say_which_test_runs_them(page: Path) -> None:
    for block in transcripts.run_elsewhere(page.read_text("utf-8")):
        assert block.by is not None, f"not a transcript, and nothing says what runs it:\n{block.text}"
        test = ROOT / block.by
        assert test.is_file()
        if test.suffix == ".py":
            # A page's name in the test is what ties them together; a command that the test never heard of is a lie.
            assert page.name in test.read_text("utf-8"), f"{block.by} does not name {page.name}"


def test_a_page_has_its_commands_set_up_and_output_found() -> None:
    page = "<!-- setup: touch a\n-->\ntext\n```console\n$ ls\na\n$ echo 1 \\\n> 2\n1 2\n```\n"
    page = page.replace("touch a\n-->", "touch a -->")
    found = [(command.text, command.shown, command.visible) for command in transcripts.commands(page)]
    assert found == [("touch a", [], False), ("ls", ["a"], True), ("echo 1 \\\n2", ["1 2"], True)]


def test_a_page_is_run_in_one_shell_and_blessed_with_what_is_printed(tmp_path: Path) -> None:
    page = "```console\n$ X=5; false\n$ echo $? $X\nwrong\n$ echo oops >&2; seq 5\noops\n...\n5\n```\n"
    folder = tmp_path / "here"
    folder.mkdir()
    outputs = transcripts.printed(transcripts.commands(page), ROOT, folder)
    assert outputs == [[], ["1 5"], ["oops", "1", "2", "3", "4", "5"]]
    assert transcripts.blessed(page, outputs) == page.replace("wrong", "1 5")


@pytest.mark.parametrize(
    ("shown", "lines", "match"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["..."], [], True),
    ],
)
def test_dots_stand_for_any_lines(shown: list[str], lines: list[str], match: bool) -> None:
    assert transcripts.matches(shown, lines) is match
