"""Patterns: what they find, what they write, what they refuse."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netfix import patterns, registry
from netfix.cli import run
from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.dialect import Target
from netfix.engine.findings import Safety
from netfix.engine.rewrite import fix
from netfix.patterns import PatternError, from_arguments
from netfix.patterns.tables import KEYS, schema
from netfix.testing import check, check_manual, settings_for
from pattern_pairs import PAIRS, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.codemod import Codemod

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "golden"
PROGRAMS = sorted({*sorted(GOLDEN.glob("*/*.before*.py"))[::12], *GOLDEN.glob("programs/*.py")})


def pattern(match: str, rewrite: str | None = None, **keys: object) -> type[Codemod]:
    table: dict[str, object] = {"name": "mine", "match": match, **keys}
    if rewrite is not None:
        table["rewrite"] = rewrite
    return patterns.compile([table], "netfix.toml")[0]


def rewritten(codemod: type[Codemod], program: str, target: Target = Target.PY3) -> str:
    return check(program, settings_for([codemod], target, unsafe=True)).text


def messages(codemod: type[Codemod], program: str, target: Target = Target.PY3) -> list[str]:
    return [finding.message for finding in analyse(program, settings_for([codemod], target)).findings]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
class TestEachPair:
    def test_becomes_what_stands_beside_it(self, pair: Pair) -> None:
        assert rewritten(pattern(pair.match, pair.rewrite), pair.before) == pair.after

    def test_its_result_is_python(self, pair: Pair) -> None:
        ast.parse(rewritten(pattern(pair.match, pair.rewrite), pair.before))

    def test_changes_nothing_where_the_rewrite_is_the_match(self, pair: Pair) -> None:
        if pair.match != "print $x":  # which is Python 2, and no rewrite is
            assert rewritten(pattern(pair.match, pair.match), pair.before) == pair.before

    def test_finds_what_its_page_shows(self, pair: Pair) -> None:
        codemod = pattern(pair.match, pair.rewrite)
        assert pair.match.splitlines()[0] in codemod.manual.text

    def test_is_the_same_class_after_a_journey(self, pair: Pair) -> None:
        codemod = pattern(pair.match, pair.rewrite)
        assert pickle.loads(pickle.dumps(codemod)) is codemod  # noqa: S301 - what was dumped here


def test_there_are_enough_pairs_for_the_words_of_the_manual() -> None:
    assert len(PAIRS) >= 25


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_needles_hide_nothing_and_all_patterns_together_leave_python(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    target = Target.PY27 if ".py2." in path.name else Target.PY3
    # One pair is another's inverse; together they would never end.
    pairs = [pair for pair in PAIRS if pair.match != "square($x)"]
    codemods = [pattern(pair.match, pair.rewrite, name=f"p-{at}") for at, pair in enumerate(pairs)]
    for codemod in codemods:
        everywhere = type("Everywhere", (codemod,), {"needles": (b"",)}, abstract=True)
        found = analyse(text, settings_for([everywhere], target)).findings
        assert not found or worth_analysing(text.encode(), settings_for([codemod], target))
    fix(text, settings_for(codemods, target, unsafe=True))


# What expressions are made of, in all strengths of binding.
ATOMS = st.sampled_from(["a", "b.c", "f(x)", "d[0]", "1", "'s'", "(y)"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({}) + ({})".format, inner, inner),
        st.builds("({}) ** ({})".format, inner, inner),
        st.builds("-({})".format, inner),
        st.builds("not ({})".format, inner),
        st.builds("({}) or ({})".format, inner, inner),
        st.builds("({}) < ({})".format, inner, inner),
        st.builds("({}) if ({}) else ({})".format, inner, inner, inner),
        st.builds("lambda: ({})".format, inner),
        st.builds("(({}), ({}))".format, inner, inner),
        st.builds("f({}, k=({}))".format, inner, inner),
    ),
    max_leaves=4,
)
PLACES = st.sampled_from([
    "r = {}", "r = -{}", "r = {} ** 2", "r = 2 ** {}", "r = {} < 3", "r = not {}", "r = {}.attribute", "r = {}(1)",
    "r = g({})", "r = [{}, 1]", "r = {{{}: 1}}", "r = {} if {} else {}", "r = a[{}]", "r = a[{}:1]", "r = lambda: {}",
    "r = [v for v in {} if {}]", "if {}: pass", "for v in {}: pass", "assert {}, {}", "return_ = {} and {} or {}",
    "with {} as v: pass", "r = (\n  {}\n)", "r = f(*{}, **{})", "r = {}, {}", "r = (v := {})", "r = x == {} == y",
])  # fmt: skip
REWRITES = st.sampled_from(["$x + 1", "$x == None", "not $x", "$x.y", "f($x)", "-$x", "$x ** 2", "$x, 1", "$x or $x"])


@settings(max_examples=200, deadline=None)
@given(PLACES, EXPRESSIONS, REWRITES)
def test_parentheses_are_as_the_meaning_needs_them(place: str, expression: str, rewrite: str) -> None:
    program = place.replace("{}", f"look_for({expression})").replace("{{", "{").replace("}}", "}") + "\n"
    written = rewrite.replace("$x", f"({expression})")
    meant = place.replace("{}", f"({written})").replace("{{", "{").replace("}}", "}") + "\n"
    result = fix(program, settings_for([pattern("look_for($x)", rewrite)], unsafe=True)).text
    assert ast.dump(ast.parse(result)) == ast.dump(ast.parse(meant))


@given(st.sampled_from(PAIRS), EXPRESSIONS)
@settings(max_examples=60, deadline=None)
def test_what_does_not_match_is_not_changed(pair: Pair, expression: str) -> None:
    program = f"result = unmatched({expression})\n"
    codemod = pattern(pair.match, pair.rewrite)
    if not messages(codemod, program):
        assert rewritten(codemod, program) == program


class TestMatching:
    @pytest.mark.parametrize(
        ("match", "rewrite", "before", "after"),
        [
            ("f($k=$v)", "g($k=$v)", "f(a=1)\n", "g(a=1)\n"),
            ("import $m", "import $m as mod", "import os.path\n", "import os.path as mod\n"),
            (
                "class $C(object):\n    ...",
                "class $C:\n    ...",
                "class A(object):\n    x = 1\n",
                "class A:\n    x = 1\n",
            ),
            ("await $x", "$x", "async def f():\n    return (await a).b\n", "async def f():\n    return a.b\n"),
            ("$x[$a:$b]", "cut($x, $a, $b)", "y = x[1:2]\nz = x[1:2:3]\n", "y = cut(x, 1, 2)\nz = x[1:2:3]\n"),
            ("del $x", "$x.close()", "del a\ndel a, b\n", "a.close()\ndel a, b\n"),
            ("$x: $t = $v", "$x = $v", "a: int = 3\n", "a = 3\n"),
        ],
    )
    def test_metavariables_stand_wherever_names_do(self, match: str, rewrite: str, before: str, after: str) -> None:
        assert rewritten(pattern(match, rewrite), before) == after

    def test_layout_quotes_and_parentheses_do_not_count(self) -> None:
        assert messages(pattern("f('a', $x)"), 'f(\n  ("a"),  # why\n  (b),\n)\n')

    def test_a_number_matches_in_every_notation(self) -> None:
        assert len(messages(pattern("f(16)"), "f(0x10)\nf(16)\nf(17)\n")) == 2

    def test_text_is_not_bytes(self) -> None:
        assert not messages(pattern("f('a')"), "f(b'a')\n")

    def test_a_name_of_python_means_only_the_builtin(self) -> None:
        assert not messages(pattern("len($x)"), "def len(x): ...\nlen(1)\n")
        assert messages(pattern("len($x)"), "len(1)\n")

    def test_a_dotted_name_matches_under_another_name(self) -> None:
        assert messages(pattern("pickle.loads($x)"), "from pickle import loads as read\nread(1)\n")

    def test_the_same_metavariable_wants_equal_code(self) -> None:
        assert len(messages(pattern("$x - $x"), "(a) - a\na[ 0 ] - a[0]\na - b\n")) == 2

    def test_an_anonymous_metavariable_wants_nothing(self) -> None:
        assert messages(pattern("$_ - $_"), "a - b\n")

    def test_named_arguments_match_in_any_order(self) -> None:
        assert messages(pattern("f(a=$x, b=$y)"), "f(b=1, a=2)\n")
        assert not messages(pattern("f(a=$x)"), "f(b=1, a=2)\n")

    def test_dots_match_none_and_many(self) -> None:
        assert len(messages(pattern("f($x, ...)"), "f()\nf(1)\nf(1, 2, *c, k=3)\n")) == 2

    def test_dots_in_a_subscript_are_an_ellipsis(self) -> None:
        assert len(messages(pattern("a[...]"), "a[...]\na[1]\n")) == 1

    def test_what_an_f_string_shows_is_left_alone(self) -> None:
        assert not messages(pattern("$x == None", "$x is None"), "f'{x == None=}'\n")

    @pytest.mark.parametrize(
        ("asked", "found"),
        [("name", 1), ("string", 1), ("number", 1), ("name|string", 2), ("!name", 4), ("call", 1), ("simple", 4),
         ("/^[ab]$/", 1), ("!/^[ab]$/", 4), ("constant", 2), ("dotted", 2), ("attribute", 1)],
    )  # fmt: skip
    def test_conditions_choose(self, asked: str, found: int) -> None:
        program = "f(a)\nf('text')\nf(-1)\nf(g())\nf(c.d)\n"
        assert len(messages(pattern("f($x)", where={"x": asked}), program)) == found

    def test_unless_excludes(self) -> None:
        codemod = pattern("open($p, ...)", "open($p, ..., encoding='utf-8')", unless=["open(..., encoding=$_)"])
        assert rewritten(codemod, "open(a, 'r')\n") == "open(a, 'r', encoding='utf-8')\n"

    def test_unless_excludes_without_metavariables_too(self) -> None:
        assert len(messages(pattern("f(...)", unless=["f()", "f($_, 1)"]), "f()\nf(2, 1)\nf(1)\n")) == 1


class TestRewriting:
    def test_other_bytes_stay(self) -> None:
        program = "x  =  [ f( a ,b ) ,  c ]  # so\n"
        assert rewritten(pattern("f($a, $b)", "g($b, $a)"), program) == "x  =  [ g(b, a) ,  c ]  # so\n"

    def test_a_comment_that_would_be_lost_makes_it_manual(self) -> None:
        (message,) = messages(pattern("f($x)", "g()"), "f(\n    # why\n    a\n)\n")
        assert "comment" in message

    def test_comments_inside_what_is_kept_are_kept(self) -> None:
        program = "f(\n    a,  # one\n    # two\n    b,\n)\n"
        assert rewritten(pattern("f($...xs)", "g($...xs)"), program) == program.replace("f(", "g(")

    def test_what_is_assigned_to_does_not_become_a_call(self) -> None:
        assert "by hand" in messages(pattern("$x.foo", "bar($x)"), "a.foo = 1\n")[0]

    def test_quotes_do_not_enter_an_f_string(self) -> None:
        assert "by hand" in messages(pattern("$x.foo", "bar('q', $x)"), "f'{a.foo}'\n")[0]

    def test_a_name_is_not_made_of_an_expression(self) -> None:
        assert "a name is needed" in messages(pattern("get(a, $x)", "a.$x"), "get(a, 'b')\n")[0]

    def test_statements_that_share_a_line_are_left_to_a_person(self) -> None:
        assert "share its line" in messages(pattern("a()\nb()", "c()\nd()"), "if x: a(); b()\n")[0]

    def test_a_block_that_loses_all_keeps_pass(self) -> None:
        assert rewritten(pattern("f()", ""), "def g():\n    f()\n") == "def g():\n    pass\n"

    def test_an_import_is_added_once(self) -> None:
        codemod = pattern("open($p)", "io.open($p)", imports=["import io"])
        assert rewritten(codemod, "import os\nopen(a)\nopen(b)\n") == "import os\nimport io\nio.open(a)\nio.open(b)\n"

    def test_what_needs_its_parentheses_keeps_them(self) -> None:
        program = "def h():\n    f(())\n    f((yield))\n    f((i for i in j))\n    f((k := 1))\n    f(*(1, 2))\n"
        assert rewritten(pattern("f($x)", "g(0, $x)"), program) == program.replace("f(", "g(0, ").replace(
            "g(0, *", "f(*"
        )

    def test_nested_matches_are_all_rewritten(self) -> None:
        assert rewritten(pattern("f($x)", "g($x)"), "f(f(f(1)))\n") == "g(g(g(1)))\n"


class TestSafety:
    @pytest.mark.parametrize("safety", ["safe", "unsafe", "manual"])
    def test_is_the_author_s_word(self, safety: str) -> None:
        codemod = pattern("f()", "g()", safety=safety)
        (finding,) = analyse("f()\n", settings_for([codemod])).findings
        assert finding.safety.value == codemod.safeties() == safety
        assert bool(finding.edits) is (safety != "manual")

    def test_is_unsafe_unless_said(self) -> None:
        assert pattern("f()", "g()").safeties() == "unsafe"

    def test_without_rewrite_it_only_reports(self) -> None:
        assert pattern("f()").safeties() == "manual"

    def test_on_the_command_line_a_rewrite_is_asked_for(self) -> None:
        (codemod,) = from_arguments(["f() => g()"])
        assert codemod.safeties() == Safety.SAFE.value


class TestPython2:
    def test_a_template_may_be_python_2(self) -> None:
        program = "print 1\nprint a, b\n"
        assert rewritten(pattern("print $x", "log($x)"), program, Target.PY27) == "log(1)\nprint a, b\n"

    def test_the_result_is_python_2(self) -> None:
        codemod = pattern("print $x", "print($x, file=log)")
        assert rewritten(codemod, "print 1\n", Target.PY27) == "print 1\n"

    def test_raise_with_a_comma_becomes_a_call(self) -> None:
        program = "raise ValueError, 'no'\nraise E('x')\n"
        assert rewritten(pattern("raise $E, $m", "raise $E($m)"), program, Target.PY27) == (
            "raise ValueError('no')\nraise E('x')\n"
        )

    def test_except_with_a_comma_is_python_2(self) -> None:
        codemod = pattern("try:\n    $...a\nexcept $E, $e:\n    $...b", "guarded($E)")
        assert messages(codemod, "try:\n    f()\nexcept A, b:\n    print b\n", Target.PY27)
        assert messages(codemod, "try:\n    f()\nexcept A as b:\n    g(b)\n")
        assert not messages(codemod, "try:\n    f()\nexcept (A, b):\n    g(b)\n")

    def test_the_old_operator_means_the_new_one(self) -> None:
        assert messages(pattern("$a <> $b"), "print a != b\n", Target.PY27)

    def test_backticks_inside_stay(self) -> None:
        program = "x = d.has_key(`k`)\n"
        assert rewritten(pattern("$d.has_key($k)", "has($d, $k)"), program, Target.PY27) == "x = has(d, `k`)\n"

    def test_what_becomes_python_3_is_rewritten_as_that(self) -> None:
        from netfix.codemods import SYNTAX  # noqa: PLC0415

        codemod = pattern("print $x", "log($x)")
        assert fix("print `a`\n", settings_for([*SYNTAX, codemod], unsafe=True)).text == "log(repr(a))\n"

    @pytest.mark.parametrize(("version", "found"), [("py27", [1, 0]), ("py3", [0, 1])])
    def test_a_pattern_can_be_for_one_language(self, version: str, found: list[int]) -> None:
        codemod = pattern("f($x)", **{"target-version": version})
        programs = [("print f(1)\n", Target.PY27), ("print(f(1))\n", Target.PY3)]
        assert [len(messages(codemod, text, target)) for text, target in programs] == found


REFUSED: dict[str, dict[str, object]] = {
    "match: is not Python: '(' was never closed": {"match": "f($x"},
    "match: a `$` begins a metavariable": {"match": "f($ x)"},
    "match: a metavariable alone fits everything": {"match": "$x"},
    "match: begins or ends with what may be left out": {"match": "...\nf()"},
    "match: there is nothing to look for": {"match": " "},
    "match: `$...x` stands for any number of things": {"match": "a + $...x"},
    "match: `$x` and `$...x` are two metavariables": {"match": "f($x, $...x)"},
    "rewrite: match has no $y": {"match": "f($x)", "rewrite": "g($y)"},
    "rewrite: match has fewer `...`": {"match": "f(...)", "rewrite": "g(..., ...)"},
    "rewrite: match has $x, not $...x": {"match": "f($x)", "rewrite": "g($...x)"},
    "rewrite: $_ stands for something else": {"match": "f($_)", "rewrite": "g($_)"},
    "rewrite: holds what match looks for": {"match": "f($...x)", "rewrite": "f($...x, 1)"},
    "rewrite: an expression cannot be taken out": {"match": "$x == 1", "rewrite": ""},
    "where x: no kind is called 'nmae'; did you mean 'name'?": {"match": "f($x)", "where": {"x": "nmae"}},
    "where x: '/(/' is not a regular expression": {"match": "f($x)", "where": {"x": "/(/"}},
    "where: match has no $y": {"match": "f($x)", "where": {"y": "name"}},
    "where: $...x stands for any number": {"match": "f($...x)", "where": {"x": "name"}},
    "unless: must be an expression": {"match": "f($x)", "unless": "return 1"},
    "no key 'mach'; did you mean 'match'?": {"mach": "f()"},
    "a pattern needs a 'match'": {},
    "safety is safe, unsafe or manual": {"match": "f()", "safety": "sure"},
    "target-version is py27 or py3": {"match": "f()", "target-version": "py2"},
    "is no import of one name": {"match": "f()", "imports": "io"},
    "is no name": {"match": "f()", "name": "Not This"},
    "match must be a string": {"match": 1},
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_wrong_table_is_refused_with_the_reason(reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        patterns.compile([{"name": "mine", **REFUSED[reason]}], "nowhere.toml")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("nowhere.toml: ")


def test_the_schema_takes_what_a_table_may_have_and_no_more() -> None:
    table = {
        "name": "mine", "match": "f($x)", "rewrite": "g($x)", "message": "m", "safety": "safe", "where": {"x": "name"},
        "unless": ["f(1)"], "imports": "import os", "target-version": ["py27", "py3"],
    }  # fmt: skip
    assert table.keys() == KEYS.keys()
    jsonschema.validate(table, schema())
    patterns.compile([table], "netfix.toml")
    for reason in ("no key", "a pattern needs a 'match'", "safety is", "target-version is", "match must be"):
        wrong = next({"name": "mine", **each} for key, each in REFUSED.items() if key.startswith(reason))
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())


@pytest.mark.parametrize("head", ["[[tool.netfix.patterns]]", "[[patterns]]"])
def test_an_error_names_file_and_line(tmp_path: Path, head: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(
        f'{head}\nname = "one"\nmatch = "f()"\n\n{head}\nname = "two"\nmatch = "f($x)"\nrewrite = "g($y)"\n'
    )
    tables = [{"name": "one", "match": "f()"}, {"name": "two", "match": "f($x)", "rewrite": "g($y)"}]
    with pytest.raises(PatternError) as caught:
        patterns.compile(tables, file)
    assert str(caught.value) == f"{file}:8: two: rewrite: match has no $y"
    assert caught.value.line == 8


def test_two_patterns_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="two patterns are called 'one'"):
        patterns.compile([{"name": "one", "match": "f()"}, {"name": "one", "match": "g()"}], tmp_path)


def test_another_process_can_make_the_class_again() -> None:
    codemod = pattern("$x == None", "$x is None")
    program = "import pickle, sys; print(pickle.load(sys.stdin.buffer).name)"
    ran = subprocess.run([sys.executable, "-c", program], input=pickle.dumps(codemod), capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "mine"


@pytest.mark.parametrize("rewrite", ["g($x)", None])
def test_its_page_shows_what_happens(rewrite: str | None) -> None:
    assert "f($x)" in pattern("f($x)", rewrite).manual.before
    check_manual(pattern("f(1)", None if rewrite is None else "g(1)"))


class TestCommand:
    @pytest.fixture(autouse=True)
    def program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Give a program in the current folder; leave no pattern behind."""
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "program.py"
        path.write_text("while 1:\n    f(x == None)\n")
        yield path
        registry.use(())

    def test_runs_the_pattern_alone_and_applies_it(self, program: Path) -> None:
        assert run(["--pattern", "$x == None => $x is None", "-i", "program.py"]) == 0
        assert program.read_text() == "while 1:\n    f(x is None)\n"

    def test_runs_several_and_what_is_selected_beside_them(self, program: Path) -> None:
        patterns = ["--pattern", "f($x) => g($x)", "--pattern", "g($x) => h($x)"]
        assert run([*patterns, "--select", "while-one,pattern,pattern-2", "-i", "program.py"]) == 0
        assert program.read_text() == "while True:\n    h(x == None)\n"

    def test_reports_what_has_no_rewrite(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert run(["--pattern", "f(...)", "program.py"]) == 1
        assert capfd.readouterr().out == "program.py:2:5 pattern Found `f(...)`: look at it [manual]\n"

    def test_refuses_a_wrong_one(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert run(["--pattern", "f($x => 1", "program.py"]) == 2
        assert capfd.readouterr().err == ("Error: --pattern: 'f($x => 1': match: is not Python: '(' was never closed\n")

    def test_is_explained(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert run(["--pattern", "f($x) => g($x)", "--explain", "pattern"]) == 0
        assert "    -f($x)\n    +g($x)\n" in capfd.readouterr().out

    def test_a_configured_one_runs_by_default_and_is_unsafe(self, program: Path) -> None:
        table = '[[tool.netfix.patterns]]\nname = "f-to-g"\nmatch = "f($x)"\nrewrite = "g($x)"\n'
        (program.parent / "pyproject.toml").write_text(table)
        assert run(["-i", "program.py"]) == 1
        assert "f(x is None)" in program.read_text()
        assert run(["-i", "--unsafe", "program.py"]) == 0
        assert "g(x is None)" in program.read_text()

    def test_a_name_of_netfix_s_own_is_refused(self, program: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (program.parent / "netfix.toml").write_text('[[patterns]]\nname = "len-test"\nmatch = "f($x)"\n')
        assert run(["program.py"]) == 2
        assert "pattern 'len-test': the name 'len-test' is taken, by netfix's own" in capfd.readouterr().err
