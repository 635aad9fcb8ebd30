"""Notebooks: found, shown cell by cell, rewritten in place, and nothing else of the file touched."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.notebook import Notebook
from netfix.engine.process import Choice, Mode, Task, process_bytes
from netfix.engine.results import Failed, Processed
from netfix.engine.settings import Settings
from netfix.engine.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CODEMODS = tuple(codemod for codemod in CODEMODS if codemod.by_default)


def _task(mode: Mode = Mode.FIX, choice: Choice | None = None) -> Task:
    return Task((Settings(_CODEMODS, SYNTAX),), mode, choice or Choice())


def _cell(source: str | Sequence[str], **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source, **more}


def _notebook(*cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


def _bytes(notebook: dict[str, Any], **how: Any) -> bytes:
    settings: dict[str, Any] = {"indent": 1, "ensure_ascii": False, **how}
    return (json.dumps(notebook, **settings) + "\n").encode()


def _processed(data: bytes, mode: Mode = Mode.FIX, choice: Choice | None = None) -> Processed:
    result = process_bytes("a.ipynb", data, _task(mode, choice))
    assert isinstance(result, Processed), result
    return result


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "netfix", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_findings_are_shown_at_their_cell(tmp_path: Path) -> None:
    markdown: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": ["x == None\n"]}
    notebook = _notebook(markdown, _cell(["%time\n", "x = 1\n"]), _cell(["y = 2\n", "if x == None: pass"]))
    (tmp_path / "a.ipynb").write_bytes(_bytes(notebook))
    done = _run(tmp_path)
    assert done.stdout.startswith("a.ipynb:cell 3:2:4 none-comparison")
    assert done.returncode == 1
    (found,) = json.loads(_run(tmp_path, "--output-format", "json").stdout)
    assert (found["cell"], found["line"], found["column"]) == (3, 2, 4)
    text = (tmp_path / "a.ipynb").read_text(encoding="utf-8")
    (edit,) = found["edits"]
    fixed = json.loads(text[: edit["start"]] + edit["replacement"] + text[edit["end"] :])
    assert fixed["cells"][2]["source"] == ["y = 2\n", "if x is None: pass"]


def test_names_are_known_across_cells() -> None:
    data = _bytes(
        _notebook(_cell("import socket\ns = socket.socket()\nbuf = s.recv(1)"), _cell("if not len(buf): pass"))
    )
    (finding,) = (found for found in _processed(data, Mode.FIND).findings if found.codemod == "len-test")
    assert finding.safety.value == "safe"


@pytest.mark.parametrize(
    "how",
    [{}, {"indent": None}, {"indent": 4}, {"indent": "\t"}, {"ensure_ascii": True}, {"sort_keys": True},
     {"indent": None, "separators": (",", ":")}],
)  # fmt: skip
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
@pytest.mark.parametrize("as_list", [True, False])
def test_only_the_changed_characters_change(how: dict[str, Any], newline: bytes, end: bytes, as_list: bool) -> None:
    source = '# "é" \t\U0001f600\nif x == None:  # "é\U0001f600"\n    pass\nwhile 1: "\\n"'
    lines = source.splitlines(keepends=True)
    outputs = [{"output_type": "stream", "name": "stdout", "text": ["x == None é\n"]}]
    notebook = _notebook(
        _cell(lines if as_list else source, outputs=outputs, id="z"), metadata={"b": 1, "a": [1.50, {}]}
    )
    data = _bytes(notebook, **how)[:-1].replace(b"\n", newline) + end
    after = _processed(data).after
    assert after == data.replace(b"if x == None:", b"if x is None:").replace(b"while 1:", b"while True:")


@pytest.mark.parametrize(
    "written", [r"\u0069\u0066 x == None: # '\u00e9\/\t'\n", r"if x =\u003d None: # '\u00e9\/\t'\n"]
)
def test_escapes_that_stay_keep_their_spelling(written: str) -> None:
    cell = r'{"cell_type": "code", "source": ["# \u00e9\/\n", "' + written + r'", "    pass # \ud83d\ude00\b"]}'
    data = (r'{"nbformat": 4, "cells": [' + cell + "]}").encode()
    after = _processed(data).after
    assert after == data.replace(rb"=\u003d", b"==").replace(b"== None", b"is None")


def test_added_lines_become_strings_of_their_own_and_removed_ones_go() -> None:
    first, second = _cell(["a = 1\n", "b = 2\n", "c = 3"]), _cell(["d = 4"])
    notebook = Notebook.from_bytes("a.ipynb", _bytes(_notebook(first, second)))
    changed = notebook.text.replace("b = 2\n", "b = 2\nbb = 0\n").replace("d = 4", "d = 4\ne = 5")
    cells = json.loads(notebook.encode(changed))["cells"]
    assert cells[0]["source"] == ["a = 1\n", "b = 2\n", "bb = 0\n", "c = 3"]
    assert cells[1]["source"] == ["d = 4\n", "e = 5"]
    for removed, left in (("a = 1\n", ["b = 2\n", "c = 3"]), ("b = 2\n", ["a = 1\n", "c = 3"])):
        cells = json.loads(notebook.encode(notebook.text.replace(removed, "")))["cells"]
        assert cells[0]["source"] == left
    assert json.loads(notebook.encode(notebook.text.replace("a = 1\nb = 2\nc = 3", "")))["cells"][0]["source"] == [""]


def test_strings_that_are_no_lines_are_rewritten_too() -> None:
    data = _bytes(_notebook(_cell(["if x", " == None:\n  y = 1\n", "  p", "ass"])))
    after = _processed(data).after
    assert after is not None
    assert "".join(json.loads(after)["cells"][0]["source"]) == "if x is None:\n  y = 1\n  pass"


def test_magics_and_cells_in_other_languages_are_left_alone() -> None:
    data = _bytes(
        _notebook(
            _cell("%%bash\nif x == None\n"),
            _cell("%timeit x == None\nx == None?\ny = !test x == None\nz = y == None"),
            _cell("x == None", metadata={"vscode": {"languageId": "sql"}}),
            {"cell_type": "raw", "metadata": {}, "source": "x == None"},
        )
    )
    after = _processed(data).after
    assert after == data.replace(b"z = y == None", b"z = y is None")


def test_a_notebook_of_another_language_is_not_read() -> None:
    metadata = {"language_info": {"name": "julia"}, "kernelspec": {"language": "julia", "name": "julia-1.9"}}
    assert _processed(_bytes(_notebook(_cell("if x == None end"), metadata=metadata))).findings == ()


def test_the_value_that_a_cell_shows_is_one_that_is_used() -> None:
    shown = _bytes(_notebook(_cell("import socket\ns = socket.create_connection(('a', 1))"), _cell("s.send(b'x')")))
    quiet = shown.replace(b"send(b'x')", b"send(b'x');")
    codemods = [{found.codemod for found in _processed(data, Mode.FIND).findings} for data in (shown, quiet)]
    assert "partial-send" not in codemods[0]


def test_nbformat_3_has_worksheets_and_inputs() -> None:
    cell = {"cell_type": "code", "language": "python", "input": ["if x == None:\n", "    pass"], "outputs": []}
    bash = {"cell_type": "code", "language": "bash", "input": ["x == None"], "outputs": []}
    data = _bytes({"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": [bash, cell], "metadata": {}}]})
    result = _processed(data)
    assert result.after == data.replace(b"if x == None", b"if x is None")
    assert [found.cell for found in result.applied] == [2]


def test_a_python_2_notebook_is_carried_to_python_3() -> None:
    data = _bytes(_notebook(_cell(["print 'a'\n", "try: pass\n", "except E, e: print e"]), _cell("%cd x\nprint x")))
    after = _processed(data).after
    assert after is not None
    sources = ["".join(cell["source"]) for cell in json.loads(after)["cells"]]
    assert sources == ["print('a')\ntry: pass\nexcept E as e: print(e)", "%cd x\nprint(x)"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "no JSON"),
        (b"[]", "no object"),
        (b"{}", "no list of cells"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "cell 1 has no source"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', "cell 1 has no source"),
        (b'{"nbformat": 4, "cells": [], "x": "\xff"}', "cannot be decoded as utf-8"),
        (b"[" * 100_000 + b"]" * 100_000, "no notebook"),
    ],
)
def test_what_is_no_notebook_is_an_error(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.ipynb").write_bytes(data)
    done = _run(tmp_path, "--in-place")
    assert reason in done.stderr
    assert done.returncode == 2
    assert (tmp_path / "a.ipynb").read_bytes() == data


def test_a_broken_cell_is_named_with_its_line(tmp_path: Path) -> None:
    data = _bytes(_notebook(_cell("x == None"), _cell("y = 1\nz = = 2")))
    (tmp_path / "a.ipynb").write_bytes(data)
    done = _run(tmp_path, "--diff")
    assert "a.ipynb:cell 2:2: error:" in done.stderr
    assert done.returncode == 2
    assert done.stdout == ""


def test_the_diff_is_one_that_git_applies(tmp_path: Path) -> None:
    data = _bytes(_notebook(_cell(["import os\n", "if x == None:\n", "    pass"]), _cell("while 1: pass\n")))
    (tmp_path / "a.ipynb").write_bytes(data)
    patch = _run(tmp_path, "--diff").stdout
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch, text=True, check=True)
    assert (tmp_path / "a.ipynb").read_bytes() == _processed(data).after
    assert _run(tmp_path).returncode == 0


def test_lines_of_the_file_choose_findings() -> None:
    data = _bytes(_notebook(_cell(["if x == None:\n", "    pass"]), _cell(["if x == None:\n", "    pass"])))
    line = 1 + data[: data.rindex(b"== None")].count(b"\n")
    after = _processed(data, choice=Choice(lines=((line, line),))).after
    head, _, tail = data.rpartition(b"== None")
    assert after == head + b"is None" + tail


def test_findings_of_two_cells_can_be_told_apart() -> None:
    data = _bytes(_notebook(_cell(["if x == None:\n", "    pass"]), _cell(["if x == None:\n", "    pass"])))
    first, second = _processed(data, Mode.FIND).findings
    assert (first.line, first.column) == (second.line, second.column)
    after = _processed(data, choice=Choice(places=frozenset({second.key}))).after
    head, _, tail = data.rpartition(b"== None")
    assert after == head + b"is None" + tail


def test_a_byte_order_mark_stays() -> None:
    data = b"\xef\xbb\xbf" + _bytes(_notebook(_cell("if x == None: pass")))
    assert _processed(data).after == data.replace(b"== None", b"is None")


def test_half_a_surrogate_pair_leaves_its_cell_alone() -> None:
    data = _bytes(_notebook(_cell("x == None  # \ud83d"), _cell("y = x == None")), ensure_ascii=True)
    assert _processed(data).after == data.replace(b"y = x == None", b"y = x is None")


_LINES = st.sampled_from(
    ["x = 1", "if x == None: pass", "while 1: break", "%cd /", "!ls", "y = !ls", "x?", "x == None", "x == None;", "# é",
     "print('\U0001f600')", "", "%%bash", "%%time", "  ", "if x:\n    !ls", "s = '''\n%x\n'''", "import socket\r"]
)  # fmt: skip
_SOURCES = st.lists(_LINES, max_size=5).map("\n".join)
_QUIET = _SOURCES.map(lambda source: source.replace("== None", "is None").replace("while 1:", "while True:"))


def _drawn(data: st.DataObject, sources: st.SearchStrategy[str]) -> bytes:
    cells = [
        _cell(source if data.draw(st.booleans()) else source.splitlines(keepends=True), outputs=[{"x": "x == None"}])
        for source in data.draw(st.lists(sources, max_size=4))
    ]
    indent = data.draw(st.sampled_from([None, 1, 4]))
    return _bytes(_notebook(*cells, metadata={"z": {"y": 1}}), indent=indent, ensure_ascii=data.draw(st.booleans()))


@given(st.data())
def test_a_notebook_without_findings_is_never_changed(data: st.DataObject) -> None:
    notebook = _drawn(data, _QUIET)
    result = process_bytes("a.ipynb", notebook, _task())
    assert isinstance(result, Failed) or result.findings or result.after is None
    if isinstance(result, Processed):
        read = Notebook.from_bytes("a.ipynb", notebook)
        assert read.encode(read.text) == notebook


@given(st.data())
def test_everything_but_the_sources_is_equal_afterwards(data: st.DataObject) -> None:
    before = _drawn(data, _SOURCES)
    result = process_bytes("a.ipynb", before, _task())
    if isinstance(result, Failed) or result.after is None:
        return
    old, new = json.loads(before), json.loads(result.after)
    for cells in (old["cells"], new["cells"]):
        for cell in cells:
            cell["source"] = type(cell["source"]).__name__
    assert old == new
    assert list(old) == list(new)
    again = process_bytes("a.ipynb", result.after, _task())
    assert isinstance(again, Processed)
    assert again.after is None


def test_reading_says_what_is_wrong_with_a_cell() -> None:
    with pytest.raises(SourceError) as raised:
        Notebook.from_bytes("a.ipynb", _bytes(_notebook(_cell("x = 1"), _cell("x = (1"))))
    assert (raised.value.cell, raised.value.line) == (2, 1)


def test_an_interview_asks_cell_by_cell_and_writes_the_notebook(tmp_path: Path) -> None:
    data = _bytes(_notebook(_cell(["%time\n", "if x == None: pass\n"]), _cell("if x == None: pass")))
    (tmp_path / "a.ipynb").write_bytes(data)
    command = [sys.executable, "-m", "netfix", "--interactive", "a.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, input="n\ny\n", capture_output=True, text=True, check=False)
    assert "a.ipynb:cell 1:2:4 none-comparison" in done.stdout
    assert "a.ipynb:cell 2:1:4 none-comparison" in done.stdout
    head, _, tail = data.rpartition(b"== None")
    assert (tmp_path / "a.ipynb").read_bytes() == head + b"is None" + tail


def test_an_interview_shows_cells_as_they_stand_in_the_notebook(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(_bytes(_notebook(_cell("%time\nx == None"))))
    command = [sys.executable, "-m", "netfix", "--interactive", "a.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, input="q\n", capture_output=True, text=True, check=False)
    assert " # cell 1\n %time\n-x == None\n+x is None\n" in done.stdout
