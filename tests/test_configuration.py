"""Configuration files as a user meets them: which counts where, what it does, and what is said of a wrong one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import jsonschema
import pytest

from netfix.cli import run
from netfix.codemods import CODEMODS, MIGRATIONS
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.config import schema
from netfix.config.keys import KEYS
from netfix.config.toml_lines import parse
from netfix.config.values import faults
from netfix.engine.options import Option
from netfix.watch import _run_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import libcst as cst

    Netfix = Callable[..., tuple[int, str, str]]

FAULTY = "while 1:\n    if x == None: pass\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nowhere"))
    for name in ("a.py", "src/b.py", "src/inner/c.py", "tests/d.py", "made/e.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAULTY)
    return tmp_path


@pytest.fixture
def netfix(capfd: pytest.CaptureFixture[str]) -> Netfix:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call


def findings(netfix: Netfix, *arguments: str) -> dict[str, set[str]]:
    """Give the codemods that found something, by file."""
    code, out, err = netfix("--output-format", "json", *arguments)
    assert code in (0, 1), err
    found: dict[str, set[str]] = {}
    for finding in json.loads(out):
        found.setdefault(finding["path"], set()).add(finding["codemod"])
    return found


BOTH = {"while-one", "none-comparison"}


class TestWhichFileCounts:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("pyproject.toml", "[tool.netfix]\nignore = ['while-one']\n"),
            ("netfix.toml", "ignore = ['while-one']\n"),
            (".netfix.toml", "\ufeffignore = ['while-one']\r\n"),
        ],
    )
    def test_it_may_have_any_of_three_names(self, project: Path, netfix: Netfix, name: str, text: str) -> None:
        (project / name).write_text(text, encoding="utf-8", newline="")
        assert findings(netfix, "a.py", "src") == {
            path: {"none-comparison"} for path in ("a.py", "src/b.py", "src/inner/c.py")
        }

    def test_the_nearest_counts_alone(self, project: Path, netfix: Netfix) -> None:
        (project / "pyproject.toml").write_text("[tool.netfix]\nselect = ['while-one']\n")
        (project / "src" / "netfix.toml").write_text("ignore = []\n")
        found = findings(netfix, ".")
        assert found["a.py"] == {"while-one"}
        assert found["src/b.py"] == found["src/inner/c.py"] == BOTH

    def test_netfix_toml_counts_before_pyproject_toml(self, project: Path, netfix: Netfix) -> None:
        (project / "pyproject.toml").write_text("[tool.netfix]\nselect = ['while-one']\n")
        (project / "netfix.toml").write_text("select = ['none-comparison']\n")
        assert findings(netfix, "a.py") == {"a.py": {"none-comparison"}}

    def test_a_pyproject_toml_that_says_nothing_of_netfix_is_passed_by(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("select = ['while-one']\n")
        (project / "src" / "pyproject.toml").write_text("[project]\ndependencies = ['netfix']\n")
        (project / "src" / "inner" / "pyproject.toml").write_text("this is no TOML\n")
        assert findings(netfix, "src") == {"src/b.py": {"while-one"}, "src/inner/c.py": {"while-one"}}

    def test_it_counts_for_a_file_that_is_named_from_elsewhere_and_for_standard_input(
        self, project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "src" / "netfix.toml").write_text("select = ['while-one']\n")
        monkeypatch.chdir(project / "tests")
        assert findings(netfix, "../src/b.py") == {"../src/b.py": {"while-one"}}
        ran = subprocess.run(
            [sys.executable, "-m", "netfix", "-q", "-", "--stdin-filename", "../src/b.py"],
            input=FAULTY.encode(), capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert [line.split()[1] for line in ran.stdout.decode().splitlines()] == ["while-one"]

    def test_the_users_own_counts_where_there_is_no_other(
        self, project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "home" / "netfix").mkdir(parents=True)
        (project / "home" / "netfix" / "netfix.toml").write_text("select = ['while-one']\nexclude = ['src']\n")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(project / "home"))
        monkeypatch.setenv("APPDATA", str(project / "home"))
        found = findings(netfix, ".")
        assert (found["a.py"], "src/b.py" in found) == ({"while-one"}, False)
        (project / "netfix.toml").write_text("select = ['none-comparison']\n")
        assert findings(netfix, "a.py") == {"a.py": {"none-comparison"}}

    def test_one_file_extends_another(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("ignore = ['while-one']\nextend-exclude = ['d.py']\nunsafe = true\n")
        (project / "src" / "netfix.toml").write_text("extend = '../netfix.toml'\nextend-select = ['while-one']\n")
        found = findings(netfix, ".")
        assert found["a.py"] == {"none-comparison"}
        assert found["src/b.py"] == BOTH
        assert "unsafe = true" in netfix("--show-settings", "src/b.py")[1]

    def test_without_configuration_no_toml_is_read(self, project: Path) -> None:
        (project / "pyproject.toml").write_text("[project]\nname = 'x'\n")
        program = "import sys, netfix.cli; netfix.cli.run(['-q', 'a.py']); print('tomllib' in sys.modules)"
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
        assert ran.stdout.splitlines()[-1] == "False"


class TestWhatItSays:
    def test_select_and_ignore_choose_codemods_and_families(self, project: Path, netfix: Netfix) -> None:
        for text, expected in (
            ("select = ['while_one']", {"while-one"}),
            ("select = ['pythonic']\nignore = ['while-one']", {"none-comparison"}),
            ("select = ['while-one']\nignore = ['pythonic']", {"while-one"}),
            ("select = []\nextend-select = ['while-one']", {"while-one"}),
            ("ignore = ['pythonic']\nextend-select = ['while-one']", {"while-one"}),
            ("ignore = ['while-one']\nextend-ignore = ['none-comparison']", set[str]()),
            ("select = []", set[str]()),
        ):
            (project / "netfix.toml").write_text(text + "\n")
            assert findings(netfix, "a.py") == ({"a.py": expected} if expected else {}), text

    def test_the_command_line_counts_for_more(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("select = ['none-comparison']\nignore = ['while-one']\n")
        assert findings(netfix, "a.py", "--select", "while-one") == {"a.py": {"while-one"}}
        assert findings(netfix, "a.py", "--extend-select", "while-one") == {"a.py": BOTH}
        assert findings(netfix, "a.py", "--ignore", "none-comparison") == {}
        assert findings(netfix, "a.py", "--isolated") == {"a.py": BOTH}

    def test_per_file_ignores_are_relative_to_the_file(
        self, project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "netfix.toml").write_text(
            "[per-file-ignores]\n'src/*' = ['while-one']\n'd.py' = ['pythonic']\n'!**/e.py' = ['none-comparison']\n"
        )
        monkeypatch.chdir(project / "src")
        assert findings(netfix, "..") == {"../a.py": {"while-one"}, "../made/e.py": BOTH}

    def test_exclude_is_relative_to_the_file_and_counts_in_searches_only(
        self, project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "netfix.toml").write_text("exclude = ['/src/inner']\nextend-exclude = ['made/', 'd.py']\n")
        assert findings(netfix).keys() == {"a.py", "src/b.py"}
        assert findings(netfix, "made/e.py").keys() == {"made/e.py"}
        assert findings(netfix, "--exclude", "a.py").keys() == {"src/b.py", "src/inner/c.py"}
        assert findings(netfix, "--extend-exclude", "a.py").keys() == {"src/b.py"}
        monkeypatch.chdir(project / "src")
        assert findings(netfix).keys() == {"b.py"}

    def test_exclude_on_the_command_line_is_a_list(self, project: Path, netfix: Netfix) -> None:
        assert set(findings(netfix, "--exclude", "src,tests", "--extend-exclude", "made/,,")) == {"a.py"}

    def test_exclude_of_a_folders_own_file_counts_below_it(self, project: Path, netfix: Netfix) -> None:
        (project / "src" / "netfix.toml").write_text("exclude = ['*.py', '!b.py']\n")
        assert findings(netfix).keys() == {"a.py", "tests/d.py", "made/e.py", "src/b.py"}

    def test_target_version_and_unsafe_hold_for_the_files_below(self, project: Path, netfix: Netfix) -> None:
        (project / "src" / "b.py").write_text("print 'a'\ndef f(x):\n    return not len(x)\n")
        (project / "a.py").write_text("print 'a'\n")
        (project / "src" / "netfix.toml").write_text("target-version = 'py27'\nunsafe = true\n")
        _, out, _ = netfix("--diff", "a.py", "src/b.py")
        assert "+print('a')" in out
        assert out.count("+print") == 1
        assert "+    return not x" in out
        assert "not x" not in netfix("--diff", "--no-unsafe", "src/b.py")[1]
        assert netfix("--diff", "--target-version", "py3", "src/b.py")[1].count("+print") == 1

    def test_migrations_of_the_projects_own_can_be_run_and_be_the_default(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("[migrations]\ntidy = ['while-one', 'none-comparison,len-test']\n")
        assert findings(netfix, "--migrate", "tidy", "a.py") == {"a.py": BOTH}
        (project / "netfix.toml").write_text("migrate = 'tidy'\n[migrations]\ntidy = ['while-one']\n")
        assert findings(netfix, "a.py") == {"a.py": {"while-one"}}
        assert findings(netfix, "--select", "none-comparison", "a.py") == {"a.py": {"none-comparison"}}
        code, _, err = netfix("--migrate", "tidi", "a.py")
        assert (code, "did you mean 'tidy'?" in err) == (2, True)

    def test_what_holds_for_the_run_is_that_of_the_current_folder(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("output-format = 'json'\njobs = 1\ntimeout = 5\n")
        (project / "src" / "netfix.toml").write_text("output-format = 'text'\n")
        assert json.loads(netfix("src")[1])
        assert netfix("--diff", "src")[1].startswith("--- a/")
        assert netfix("--output-format", "text", "-q", "a.py")[1].startswith("a.py:1:7")

    def test_options_of_a_codemod_reach_it(
        self, project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[object] = []

        def visit(self: WhileOne, node: cst.While) -> None:
            seen.append(self.option("depth"))
            original(self, node)

        original = WhileOne.visit_While
        monkeypatch.setattr(WhileOne, "options", (Option("depth", 3, "How deep."),))
        monkeypatch.setattr(WhileOne, "visit_While", visit)
        netfix("a.py")
        (project / "netfix.toml").write_text("[codemods.while_one]\ndepth = 4\n")
        netfix("a.py")
        assert netfix("a.py", "--config", "codemods.while-one.depth=5")[0] == 1
        assert seen == [3, 4, 5]
        code, _, err = netfix("a.py", "--config", "codemods.while-one.dept=5")
        assert (code, "while-one has no option 'dept'; did you mean 'depth'?" in err) == (2, True)
        code, _, err = netfix("a.py", "--config", "codemods.while-one.depth='x'")
        assert (code, "depth must be a whole number, not 'x'" in err) == (2, True)

    def test_patterns_and_plug_ins_are_codemods_where_the_file_counts(self, project: Path, netfix: Netfix) -> None:
        (project / "src" / "netfix.toml").write_text(
            "select = ['no-pass', 'unused-ignore']\n[[patterns]]\nname = 'no-pass'\nmatch = '$x == None'\n"
            "message = 'no'\n"
        )
        found = findings(netfix, ".")
        assert found["src/b.py"] == {"no-pass"}
        assert found["a.py"] == BOTH

    def test_comments_know_the_names_of_the_projects_own_codemods(self, project: Path, netfix: Netfix) -> None:
        (project / "netfix.toml").write_text("[[patterns]]\nname = 'no-foo'\nmatch = 'foo()'\nmessage = 'no'\n")
        (project / "a.py").write_text("foo()  # netfix: ignore[no-foo]\n")
        assert findings(netfix, "a.py") == {}
        assert findings(netfix, "--select", "unused-ignore", "a.py") == {}


class TestConfigOption:
    def test_a_file_counts_for_all_with_patterns_relative_to_the_current_folder(
        self, project: Path, netfix: Netfix, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        (project / "src" / "netfix.toml").write_text("select = ['none-comparison']\n")
        other = tmp_path_factory.mktemp("elsewhere") / "strict.toml"
        other.write_text("select = ['while-one']\nexclude = ['/src/inner']\n")
        found = findings(netfix, "--config", str(other), ".")
        assert found.keys() == {"a.py", "src/b.py", "tests/d.py", "made/e.py"}
        assert all(names == {"while-one"} for names in found.values())

    def test_a_key_counts_on_top_of_every_file(self, project: Path, netfix: Netfix) -> None:
        (project / "src" / "netfix.toml").write_text("select = ['none-comparison']\n")
        found = findings(netfix, "--config", "per-file-ignores.'src/*'=['none-comparison']", "a.py", "src/b.py")
        assert found == {"a.py": BOTH}
        assert findings(netfix, "--isolated", "--config", "select=['while-one']", "src/b.py") == {
            "src/b.py": {"while-one"}
        }

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--config", "nofile.toml"], "'nofile.toml' is neither a file nor KEY=VALUE"),
            (["--config", "unsafe=maybe"], "--config 'unsafe=maybe': no TOML: "),
            (["--config", "unsaf=true"], "no setting is called 'unsaf'; did you mean 'unsafe'?"),
            (["--config", "x.toml", "--config", "y.toml"], "one file at the most"),
            (["--config", "x.toml", "--isolated"], "excludes --config x.toml"),
            (["--config", "pyproject.toml"], "pyproject.toml: has no [tool.netfix]"),
        ],
    )
    def test_a_wrong_one_is_refused(self, project: Path, netfix: Netfix, arguments: list[str], said: str) -> None:
        for name in ("x.toml", "y.toml", "pyproject.toml"):
            (project / name).write_text("")
        code, _, err = netfix(*arguments, "a.py")
        assert (code, said in err) == (2, True), err


WRONG = """
    slect = []
    select = [
        "while-one",
        "wile-one",
        3,
    ]
    ignore = "while-one"
    unsafe = "yes"
    target-version = "py26"
    jobs = 0
    timeout = true
    exclude = ["a["]
    migrate = "pyton3"
    extend = 3
    patterns = 3

    [per-file-ignores]
    "*.py" = ["wile-one"]
    "b[" = []

    [migrations]
    mine = []

    [codemods.wile-one]
    [codemods.while-one]
    depth = 3
"""
SAID = {
    2: "no setting is called 'slect'; did you mean 'select'?",
    5: "no codemod or family is called 'wile-one'; did you mean 'while-one'?",
    6: "select.2 must be a string, not 3",
    8: "ignore must be a list of codemods and families, not 'while-one'",
    9: "unsafe must be true or false, not 'yes'",
    10: "target-version must be one of 'py27', 'py3', not 'py26' (did you mean 'py27'?)",
    11: "jobs must be a whole number from 1, not 0",
    12: "timeout must be a number of seconds above 0, not true",
    13: "there is no end to a bracket in 'a['",
    14: "no migration is called 'pyton3'; did you mean 'python3'?",
    15: "extend must be a path, not 3",
    16: "patterns must be a list of tables, not 3",
    19: "no codemod or family is called 'wile-one'; did you mean 'while-one'?",
    20: "there is no end to a bracket in 'b['",
    23: "the migration mine has no steps",
    25: "no codemod is called 'wile-one'; did you mean 'while-one'?",
    27: "while-one has no option 'depth'; it has none",
}


class TestWrongFiles:
    def test_everything_wrong_is_said_with_its_line_and_the_nearest_right_name(
        self, project: Path, netfix: Netfix
    ) -> None:
        (project / "src" / "netfix.toml").write_text(dedent(WRONG))
        code, out, err = netfix("-i", ".")
        said = [line.removeprefix("Error: ").split(":", 2) for line in err.splitlines()]
        assert {int(line): reason.strip() for _, line, reason in said} == SAID
        assert {file for file, _, _ in said} == {"src/netfix.toml"}
        assert (code, out) == (2, "")
        assert (project / "a.py").read_text() == FAULTY, "nothing is rewritten if a configuration cannot be used"

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("netfix.toml", b"\nselect = [\n", "netfix.toml:2: no TOML: "),
            ("netfix.toml", b"a = 1\nb = '\xe9'\n", "netfix.toml:2: not UTF-8"),
            ("netfix.toml", b"\n[tool.netfix]\n", "netfix.toml:2: in netfix.toml settings stand at the top"),
            ("pyproject.toml", b"[tool]\nnetfix = 3\n", "pyproject.toml:2: tool.netfix must be a table"),
            ("pyproject.toml", b"[tool.netfix]\n\nx = 3\n", "pyproject.toml:3: no setting is called 'x'"),
            ("netfix.toml", b"extend = 'netfix.toml'\n", "netfix.toml:1: netfix.toml extends this file, too"),
            ("netfix.toml", b"#\nextend = 'no.toml'\n", "netfix.toml:2: extends no.toml, which is no file"),
            ("netfix.toml", b"#\n[[patterns]]\nmatch = '('\n", "netfix.toml:"),
            ("netfix.toml", b"#\nplugins = ['no.py']\n", "netfix.toml:2: "),
        ],
    )
    def test_any_is_refused_with_its_line(
        self, project: Path, netfix: Netfix, name: str, data: bytes, said: str
    ) -> None:
        (project / name).write_bytes(data)
        code, _, err = netfix("a.py")
        assert (code, err.startswith(f"Error: {said}")) == (2, True), err
        assert "Traceback" not in err


def test_a_watch_goes_on_when_a_configuration_is_wrong_for_a_moment(
    project: Path, netfix: Netfix, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(once: Callable[[], int], paths: Sequence[str]) -> None:
        (project / "src" / "netfix.toml").write_text("select = [\n")
        _run_once(once, paths)
        (project / "src" / "netfix.toml").write_text("select = ['while-one']\n")
        _run_once(once, paths)
        raise KeyboardInterrupt

    monkeypatch.setattr("netfix.watch.watch", watch)
    code, out, err = netfix("--watch", "src/b.py")
    assert (code, out.count("while-one"), out.count("none-comparison")) == (130, 1, 0)
    assert "Error: src/netfix.toml:1: no TOML" in err


class TestShowSettings:
    def test_names_the_files_and_shows_toml_that_says_the_same(self, project: Path, netfix: Netfix) -> None:
        (project / "pyproject.toml").write_text(
            "[tool.netfix]\nselect = ['while-one', 'len-test']\nexclude = ['made']\ntimeout = 9.5\n"
            "[tool.netfix.per-file-ignores]\n'tests/*' = ['while-one']\n"
        )
        code, out, _ = netfix("--show-settings", "tests/d.py", "--unsafe")
        assert (code, out.splitlines()[0]) == (0, "# tests/d.py: pyproject.toml")
        shown = parse(out)
        assert shown["select"] == ["len-test"]
        assert (shown["unsafe"], shown["timeout"], shown["exclude"]) == (True, 9.5, ["made"])
        assert list(faults(shown)) == []

    def test_refuses_a_name_that_nothing_has(self, project: Path, netfix: Netfix) -> None:
        assert project.is_dir()
        code, _, err = netfix("--show-settings", "--select", "wile-one")
        assert (code, "did you mean 'while-one'?" in err, "Traceback" in err) == (2, True, False)

    def test_says_that_there_is_no_file(self, project: Path, netfix: Netfix) -> None:
        assert project.is_dir()
        assert netfix("--show-settings")[1].startswith("# .: no configuration file\n")


class TestExitCodes:
    def test_check_is_what_happens_anyway(self, project: Path, netfix: Netfix) -> None:
        assert netfix("--check", "a.py") == netfix("a.py")
        assert (project / "a.py").read_text() == FAULTY
        assert netfix("--check", "-i", "a.py")[0] == 2

    def test_exit_zero_hides_findings_and_no_error(self, project: Path, netfix: Netfix) -> None:
        (project / "broken.py").write_text("def (\n")
        assert netfix("--exit-zero", "a.py")[0] == 0
        assert netfix("--exit-zero", "--diff", "a.py")[0] == 0
        assert netfix("--exit-zero", "a.py", "broken.py")[0] == 2
        assert netfix("--exit-zero", "--exit-non-zero-on-fix", "a.py")[0] == 2

    def test_exit_non_zero_on_fix_tells_of_rewritten_files(self, project: Path, netfix: Netfix) -> None:
        assert netfix("-i", "--exit-non-zero-on-fix", "a.py")[0] == 1
        assert netfix("-i", "--exit-non-zero-on-fix", "a.py")[0] == 0
        assert netfix("-i", "src/b.py")[0] == 0


class TestAddIgnores:
    def test_writes_comments_and_then_nothing_is_found(self, project: Path, netfix: Netfix) -> None:
        code, out, err = netfix("--add-ignores", "a.py")
        assert (code, out) == (0, "")
        assert "a.py: 2 findings ignored from now on" in err
        text = (project / "a.py").read_text()
        assert text == (
            "while 1:  # netfix: ignore[while-one]\n    if x == None: pass  # netfix: ignore[none-comparison]\n"
        )
        assert netfix("a.py")[0] == 0
        netfix("--add-ignores", "a.py")
        assert (project / "a.py").read_text() == text

    def test_with_diff_shows_them(self, project: Path, netfix: Netfix) -> None:
        code, out, _ = netfix("--add-ignores", "--diff", "--select", "while-one", "a.py")
        assert (code, "+while 1:  # netfix: ignore[while-one]\n" in out) == (1, True)
        assert (project / "a.py").read_text() == FAULTY

    def test_goes_with_no_other_mode_that_writes(self, project: Path, netfix: Netfix) -> None:
        assert project.is_dir()
        assert netfix("--add-ignores", "-i", "a.py")[0] == 2
        assert netfix("--add-ignores", "--migrate", "python3", "a.py")[0] == 2


class TestSchema:
    def test_is_current_and_valid(self) -> None:
        written = json.loads(schema.PATH.read_text(encoding="utf-8"))
        assert written == schema.schema(), "run: python -m netfix.config.schema"
        jsonschema.Draft202012Validator.check_schema(written)

    def test_has_all_keys_with_all_options_and_migrations(self) -> None:
        properties = json.loads(schema.PATH.read_text(encoding="utf-8"))["properties"]
        assert properties.keys() == {key.name for key in KEYS}
        assert properties["codemods"]["properties"].keys() == {codemod.name for codemod in CODEMODS}
        assert set(properties["migrate"]["anyOf"][0]["enum"]) == MIGRATIONS.keys()

    @pytest.mark.parametrize(
        "text",
        [
            "select = ['while-one']\nextend-select = []\njobs = 3\ntimeout = 0.5\nunsafe = true",
            "target-version = 'py27'\noutput-format = 'json'\nmigrate = 'python3'",
            "exclude = ['a/*', '!b']\n[per-file-ignores]\n'x' = ['all']\n[migrations]\na = ['pythonic']",
            "[codemods.while-one]",
            "target-version = 'py3.9'",
            "jobs = 0",
            "jobs = 1.5",
            "timeout = 0",
            "unsafe = 'yes'",
            "select = 'while-one'",
            "select = [1]",
            "unknown = 1",
            "[migrations]\na = []",
            "[codemods.while-one]\nx = 1",
            "patterns = [1]",
            "codemods = 3",
        ],
    )
    def test_takes_and_refuses_what_the_code_does(self, text: str) -> None:
        document = parse(text)
        try:
            jsonschema.validate(document, schema.schema())
        except jsonschema.ValidationError:
            assert list(faults(document))
        else:
            assert not list(faults(document))


@pytest.mark.parametrize("name", ["configuration.md", "suppression.md"])
def test_the_tables_in_the_documentation_are_current(name: str, tmp_path: Path) -> None:
    docs = Path(__file__).parent.parent / "docs"
    for page in ("configuration.md", "suppression.md"):
        (tmp_path / page).write_text((docs / page).read_text(encoding="utf-8"), encoding="utf-8")
    tool = docs.parent / "tools" / "make_settings_tables.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True, timeout=120, cwd=docs.parent)
    made = (tmp_path / name).read_text(encoding="utf-8")
    assert made == (docs / name).read_text(encoding="utf-8"), "run: python tools/make_settings_tables.py docs"
    assert "| `extend-select` |" in made or "| `E711` |" in made
