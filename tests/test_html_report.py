"""The HTML report: what is in the file, and what a person with a browser can do with it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from browser import chromium, expect
from netfix.engine.process import Mode
from netfix.engine.results import Failed, Result
from netfix.reports.html_rows import highlighted, hunks, lines_of, marked, rows
from netfix.reports.word_changes import changes
from reported import PROGRAM, found, report, result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
PAYLOAD = f"# {HOSTILE}\nmark = {HOSTILE!r}\nwhile 1:\n    break  # {HOSTILE}\n"


class Parsed(HTMLParser):
    """The elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def data_of(page: str, kind: str) -> list[Any]:
    """Give the data of a page as a browser would read it."""
    return [
        json.loads(each)
        for each in re.findall(rf'<script type="application/json" data-kind="{kind}">(.*)</script>', page)
    ]


def preview(text: str, path: str) -> Result:
    return result(text, path, Mode.PREVIEW)


class TestRows:
    def test_lines_that_replace_others_stand_beside_them(self) -> None:
        given = [(row.old, row.new, row.changed) for row in rows(["a", "b", "c"], ["a", "B", "C", "c"])]
        assert given == [(1, 1, False), (2, 2, True), (None, 3, True), (3, 4, False)]

    def test_only_context_is_shown_around_what_changes_or_is_marked(self) -> None:
        lines = [str(number) for number in range(100)]
        parts = hunks(rows(lines, lines), {1, 50, 55})
        assert [[part[0].old, part[-1].old] for part in parts] == [[1, 4], [47, 58]]

    @pytest.mark.parametrize(
        "text", [PROGRAM, PAYLOAD, '"""a\nb"""\nx\n', "print 'py2'\n\tx = `y`\n", "x = '\r y'\n", "\f\n", ""]
    )
    def test_pieces_of_a_line_are_the_line(self, text: str) -> None:
        lines = lines_of(text)
        assert ["".join(piece[1:] for piece in pieces) for pieces in highlighted(lines)] == lines

    def test_a_string_over_several_lines_is_a_string_on_each(self) -> None:
        assert highlighted(['x = """a', "b", 'c"""'])[1] == ["sb"]

    def test_words_that_change_are_marked_whatever_colour_they_have(self) -> None:
        old, new = "if x == None:  # yes", "if x is None:  # yes"
        before, after = changes(old, new)
        assert [piece[1:] for piece in marked(highlighted([old])[0], before) if piece[0].isupper()] == ["=="]
        assert [piece[1:] for piece in marked(highlighted([new])[0], after) if piece[0].isupper()] == ["is"]


class TestPage:
    def test_holds_nothing_from_elsewhere(self) -> None:
        page = found("html")
        for tag, attributes in Parsed(page).tags:
            assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
            assert not attributes.keys() & {"src", "srcset", "style", "onerror", "onclick", "onload"}
        assert not re.search(r"@import|url\((?!#)", page.split("</style>")[0])

    def test_markup_in_programs_paths_and_errors_stays_text(self) -> None:
        page = report("html", preview(PAYLOAD, f"{HOSTILE}.py"), Failed(HOSTILE, 1, HOSTILE))
        ours = [tag for tag, _ in Parsed(found("html")).tags]
        theirs = [tag for tag, _ in Parsed(page).tags]
        assert theirs.count("script") == ours.count("script") + 1  # the failure's data
        assert "img" not in theirs
        (file,) = data_of(page, "file")
        assert file["path"] == f"{HOSTILE}.py"
        assert data_of(page, "failure") == [{"place": f"{HOSTILE}:1", "reason": HOSTILE}]

    def test_has_both_sides_and_every_finding_at_its_line(self) -> None:
        (file,) = data_of(found("html"), "file")
        shown = [row for hunk in file["hunks"] for row in hunk]
        changed = {row[0] for row in shown if len(row) > 3}
        lines = [str(each) for each in PROGRAM.splitlines()]
        marks = {"while-one": "1", "none-comparison": "host =="}
        for codemod, safety, line, column, applied, *_ in file["findings"]:
            assert line in {row[0] for row in shown}
            assert line in changed or not applied
            rest = lines[int(line) - 1][int(column) - 1 :]
            assert rest.startswith(marks.get(codemod, ""))
            assert applied == (safety == "safe")

    def test_shows_what_an_unsafe_rewrite_would_make(self) -> None:
        (file,) = data_of(found("html"), "file")
        proposals = {finding[0]: finding[6] for finding in file["findings"] if finding[1] == "unsafe"}
        assert proposals["len-test"] == "    if words:"

    def test_a_notebook_is_shown_cell_by_cell_with_its_magics(self) -> None:
        sources = (["%matplotlib inline\n", "x = 1"], ["while 1:\n", "    break\n", "if len(w): pass"])
        cells: list[dict[str, Any]] = [
            {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
            for source in sources
        ]
        notebook: dict[str, Any] = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (file,) = data_of(report("html", preview(json.dumps(notebook), "a.ipynb")), "file")
        old = {row[0]: "".join(piece[1:] for piece in row[2]) for hunk in file["hunks"] for row in hunk}
        assert (old[2], old[4], old[5]) == ("%matplotlib inline", "# cell 2", "while 1:")
        assert {(finding[0], finding[2]) for finding in file["findings"]} == {("while-one", 5), ("len-test", 7)}

    def test_a_file_in_which_nothing_is_found_is_only_counted(self) -> None:
        page = report("html", preview("x = 1\n", "fine.py"))
        assert data_of(page, "file") == []
        assert data_of(page, "run")[0]["read"] == 1


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Shown:
    """A page in a browser, and what went wrong there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def visible(self, selector: str) -> int:
        return self.page.locator(f"{selector}:visible").count()

    def count(self) -> str:
        return self.page.locator("#count").inner_text()


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    programs = [
        preview(PROGRAM, "app/client.py"),
        preview("while 1:\n    break\n" + "x = 1\n" * 30 + "while 1:\n    break\n", "app/net/loop.py"),
        preview("print 'x'\nif y == None:\n    pass\n", "tools/old.py"),
        preview(PAYLOAD, f"tools/{HOSTILE.replace('/', '|')}.py"),
        Failed("tools/broken.py", 2, "invalid syntax"),
    ]
    path.write_text(report("html", *programs), encoding="ascii")
    return path


@pytest.fixture
def shown(browser: Browser, report_file: Path) -> Iterator[Shown]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        made = Shown(context.new_page())
        made.page.goto(report_file.as_uri())
        yield made
        assert made.errors == []
        assert made.requests == [report_file.as_uri()]
        assert made.page.title() == "netfix report"


@pytest.mark.browser
class TestInABrowser:
    def test_search_narrows_files_and_findings(self, shown: Shown) -> None:
        assert shown.visible("article") == 4
        shown.page.keyboard.press("/")
        shown.page.keyboard.type("identity")
        expect(shown.page.locator("article:visible")).to_have_count(2)
        assert shown.count() == "2 findings in 2 files"
        shown.page.keyboard.press("Escape")
        shown.page.keyboard.press("Escape")
        assert shown.visible("article") == 4

    def test_search_finds_code(self, shown: Shown) -> None:
        shown.page.fill("#search", "create_connection")
        expect(shown.page.locator("article:visible")).to_have_count(1)

    def test_filters_by_safety_family_codemod_and_folder(self, shown: Shown) -> None:
        shown.page.get_by_role("button", name="safe", exact=True).click()
        assert "while-one" not in shown.page.locator("#files").inner_text()
        shown.page.locator("#clear").click()
        shown.page.select_option("#family", "python3")
        assert shown.visible("article") == 1
        shown.page.select_option("#family", "")
        shown.page.select_option("#folder", "app/")
        assert shown.visible("article") == 2
        shown.page.select_option("#codemod", "while-one")
        assert shown.count() == "3 findings in 2 files"

    def test_a_bar_filters_by_its_codemod_and_again_clears(self, shown: Shown) -> None:
        bar = shown.page.locator(".codemod-bar", has_text="while-one")
        bar.click()
        assert shown.page.locator("#codemod").input_value() == "while-one"
        shown.page.locator(".codemod-bar[aria-pressed=true]").click()
        assert shown.page.locator("#codemod").input_value() == ""

    def test_tiles_can_be_pressed_with_the_keyboard(self, shown: Shown) -> None:
        tile = shown.page.locator("#map g").first
        tile.focus()
        shown.page.keyboard.press("Enter")
        assert shown.page.evaluate("document.activeElement.className") == "file-head"

    def test_j_and_k_go_through_findings_also_those_in_folded_files(self, shown: Shown) -> None:
        shown.page.locator("#fold").click()
        assert shown.visible(".body") == 0
        seen: list[str] = []
        for _ in range(3):
            shown.page.keyboard.press("j")
            seen.append(shown.page.evaluate("document.activeElement.id"))
        assert seen == ["f0-0", "f0-1", "f0-2"]
        shown.page.keyboard.press("k")
        assert shown.page.evaluate("document.activeElement.id") == "f0-1"
        assert shown.visible("article:first-child .body") == 1

    def test_a_file_folds_and_unfolds(self, shown: Shown) -> None:
        head = shown.page.locator(".file-head").first
        head.click()
        assert (head.get_attribute("aria-expanded"), shown.visible("article:first-child .body")) == ("false", 0)
        head.press("Enter")
        assert (head.get_attribute("aria-expanded"), shown.visible("article:first-child .body")) == ("true", 1)

    def test_findings_stand_beside_their_lines(self, shown: Shown) -> None:
        row = shown.page.locator("article:first-child tr[data-line='4']").bounding_box()
        note = shown.page.locator("#f0-0").bounding_box()
        assert row is not None
        assert note is not None
        assert abs(row["y"] - note["y"]) < 30
        assert note["x"] > row["x"] + row["width"] - 1

    def test_what_is_left_to_do_leads_to_the_place(self, shown: Shown) -> None:
        shown.page.keyboard.press("h")
        assert shown.visible("#hand .task") >= 1
        shown.page.locator("#hand li button").first.click()
        assert shown.visible("#files") == 1
        assert "note" in shown.page.evaluate("document.activeElement.className")

    def test_a_codemod_explains_itself_offline(self, shown: Shown) -> None:
        shown.page.keyboard.press("j")
        shown.page.keyboard.press("e")
        assert "Compare with None" in shown.page.locator("#page").inner_text()
        shown.page.keyboard.press("Escape")
        assert shown.visible("#page") == 0
        shown.page.keyboard.press("?")
        assert shown.visible("#keys") == 1

    def test_themes_follow_the_system_and_the_switch(self, shown: Shown) -> None:
        def ground() -> int:
            colour = shown.page.evaluate("getComputedStyle(document.body).backgroundColor")
            return int(re.findall(r"\d+", colour)[0])

        shown.page.emulate_media(color_scheme="dark")
        assert ground() < 60
        shown.page.emulate_media(color_scheme="light")
        assert ground() > 200
        shown.page.keyboard.press("t")
        shown.page.keyboard.press("t")
        assert ground() < 60
        shown.page.reload()
        assert ground() < 60
        shown.requests = shown.requests[:1]

    def test_markup_of_programs_is_shown_and_not_obeyed(self, shown: Shown) -> None:
        shown.page.locator("article").last.scroll_into_view_if_needed()
        expect(shown.page.locator("article").last).to_contain_text(HOSTILE)
        assert shown.visible("img") == 0

    def test_names_of_what_can_be_pressed_are_there_for_all(self, shown: Shown) -> None:
        nameless = shown.page.evaluate(
            """[...document.querySelectorAll('button, select, input, [role=button]')].filter((each) =>
                !(each.getAttribute('aria-label') || each.textContent.trim() || each.labels?.length)).length"""
        )
        assert nameless == 0

    def test_a_thousand_files_are_drawn_only_where_one_looks(self, browser: Browser, tmp_path: Path) -> None:
        one = result(PROGRAM, "a.py", Mode.PREVIEW)
        page = report("html", *[one] * 1000)
        path = tmp_path / "large.html"
        path.write_text(page, encoding="ascii")
        with browser.new_context() as context:
            opened = context.new_page()
            opened.goto(path.as_uri())
            assert opened.locator("article").count() == 1000
            assert opened.locator(".body").count() < 20
            opened.keyboard.press("k")  # the last finding of the last file
            assert opened.locator("article:last-child .note:focus").is_visible()
            assert opened.locator(".body").count() < 60
