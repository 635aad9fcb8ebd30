"""Make the pictures of the HTML report that the documentation shows, from the programs in examples/.

`python tools/make_report_pictures.py docs/images`, with playwright and a Chromium. Look at them before you commit them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
#: Each picture: its theme, and the keys that are pressed before it is taken.
PICTURES = {"report-light": ("light", ""), "report-dark": ("dark", "jj")}


def make_report(path: Path) -> None:
    """Write the report."""
    programs = sorted(str(program.relative_to(ROOT)) for program in (ROOT / "examples").glob("*.py"))
    command = (
        sys.executable,
        "-m",
        "netfix",
        "--isolated",
        "-q",
        "--output-format",
        "html",
        "-o",
        str(path),
        *programs,
    )
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 1


def take(page: Page, report: Path, theme: str, keys: str, picture: Path) -> None:
    """Take one picture."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.goto(report.as_uri())
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    page.screenshot(path=picture)


def main(folder: Path) -> None:
    """Make all pictures in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        report = Path(temporary) / "report.html"
        make_report(report)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        for name, (theme, keys) in PICTURES.items():
            take(page, report, theme, keys, folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
