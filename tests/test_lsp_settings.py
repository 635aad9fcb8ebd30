"""Settings of the editor, and configurations of the files that are open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

from lsp_editor import Editor, at, capabilities, run

if TYPE_CHECKING:
    from pathlib import Path

_NONE = "import socket\n\nif x == None:\n    pass\n"
_UNSAFE = "def f(a):\n    if not len(a): return 1\n"


def test_initial_options_are_settings() -> None:
    async def scenario() -> None:
        text = _NONE + "while 1: pass\n"
        async with Editor(options={"settings": {"ignore": ["none-comparison"]}}) as editor:
            (shown,) = await editor.diagnostics(editor.open(text))
            assert shown.code == "while-one"

    run(scenario())


def test_the_workspace_configuration_counts_and_a_change_is_seen() -> None:
    async def scenario() -> None:
        text = _UNSAFE + "while 1: pass\n"
        async with Editor(capabilities(configuration=True), settings={"select": ["while-one"]}) as editor:
            uri = editor.open(text)
            assert [each.code for each in await editor.diagnostics(uri)] == ["while-one"]
            assert set(editor.registered) == {
                types.WORKSPACE_DID_CHANGE_CONFIGURATION,
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            }
            editor.settings = {"select": ["len-test"], "unsafe": True}
            editor.published.clear()
            editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
            assert [each.code for each in await editor.diagnostics(uri)] == ["len-test"]
            (action,) = await editor.actions(uri, at(text, "a"), "source.fixAll")
            await editor.choose(action)
            assert editor.texts[uri] == text.replace("len(a)", "a")

    run(scenario())


def test_settings_that_the_editor_pushes_count() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE)
            assert len(await editor.diagnostics(uri)) == 1
            editor.published.clear()
            pushed = {"netfix": {"ignore": ["pythonic"]}}
            editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(pushed))
            assert await editor.diagnostics(uri) == []

    run(scenario())


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"select": ["none-comparision"]}, "did you mean 'none-comparison'?"),
        ({"selekt": []}, "there is no setting netfix.selekt; did you mean select?"),
        ({"unsafe": "yes"}, "netfix.unsafe must be true or false, not 'yes'"),
        ({"targetVersion": "py26"}, 'netfix.targetVersion must be "py27" or "py3", not \'py26\''),
        ({"ignore": [1]}, "netfix.ignore must be a list of names"),
        ([], "must be an object"),
    ],
)
def test_a_wrong_setting_is_told_of_once(settings: object, complaint: str) -> None:
    async def scenario() -> None:
        async with Editor(capabilities(configuration=True), settings=settings) as editor:
            uri = editor.open(_NONE)
            await editor.diagnostics(uri)
            editor.type(uri, None, _NONE + "\n")
            await editor.diagnostics(uri)
            (message,) = editor.messages
            assert message.startswith("netfix: ")
            assert complaint in message

    run(scenario())


def test_python_2_stays_python_2_where_the_settings_say_so() -> None:
    async def scenario() -> None:
        text = "print 'a'\nif x == None:\n    print `x`\n"
        async with Editor(options={"targetVersion": "py27"}) as editor:
            uri = editor.open(text)
            assert "none-comparison" in [each.code for each in await editor.diagnostics(uri)]
            (action,) = await editor.actions(uri, at(text, "x"), "source.fixAll")
            await editor.choose(action)
            assert editor.texts[uri] == text.replace("== None", "is None")

    run(scenario())


def test_the_configuration_of_the_nearest_folder_counts_and_the_editor_overrules_it(tmp_path: Path) -> None:
    async def scenario() -> None:
        inner = tmp_path / "inner"
        inner.mkdir()
        (tmp_path / "pyproject.toml").write_text('[tool.netfix]\nselect = ["while-one"]\n')
        (inner / "netfix.toml").write_text('select = ["len-test"]\nunsafe = true\n')
        text = _UNSAFE + "while 1: pass\n"
        async with Editor() as editor:
            uri = editor.open(text, (tmp_path / "a.py").as_uri())
            assert [each.code for each in await editor.diagnostics(uri)] == ["while-one"]
            uri = editor.open(text, (inner / "b.py").as_uri())
            assert [each.code for each in await editor.diagnostics(uri)] == ["len-test"]
            (action,) = await editor.actions(uri, at(text, "a"), "source.fixAll")
            await editor.choose(action)
            assert editor.texts[uri] == text.replace("len(a)", "a")
            pushed = {"netfix": {"select": ["pythonic"]}}
            editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(pushed))
            uri = editor.open(text, (inner / "c.py").as_uri())
            assert {each.code for each in await editor.diagnostics(uri)} == {"len-test", "while-one"}

    run(scenario())


def test_a_change_of_the_configuration_is_seen(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE, (tmp_path / "a.py").as_uri())
            assert len(await editor.diagnostics(uri)) == 1
            file = tmp_path / "netfix.toml"
            for written, shown in (('ignore = ["pythonic"]', 0), ("", 1)):
                file.write_text(written)
                editor.published.clear()
                changed = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
                editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
                assert len(await editor.diagnostics(uri)) == shown
            file.write_text('selekt = ["pythonic"]')
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
            await editor.until(lambda: editor.messages)
            assert "netfix.toml:1: " in editor.messages[0]
            assert "select" in editor.messages[0]

    run(scenario())


def test_files_that_are_left_out_are_not_looked_at(tmp_path: Path) -> None:
    async def scenario() -> None:
        (tmp_path / "netfix.toml").write_text('extend-exclude = ["made/"]\n')
        async with Editor() as editor:
            for name in ("made/a.py", ".venv/lib/python3/site-packages/a.py"):
                uri = editor.open(_NONE, (tmp_path / name).as_uri())
                assert await editor.diagnostics(uri) == []
                assert await editor.actions(uri, at(_NONE, "x == None"), "quickfix") == []
            assert len(await editor.diagnostics(editor.open(_NONE, (tmp_path / "a.py").as_uri()))) == 1

    run(scenario())


def test_what_the_configuration_ignores_in_a_file_is_not_shown(tmp_path: Path) -> None:
    async def scenario() -> None:
        (tmp_path / "netfix.toml").write_text('[per-file-ignores]\n"b.py" = ["none-comparison"]\n')
        async with Editor() as editor:
            assert len(await editor.diagnostics(editor.open(_NONE, (tmp_path / "a.py").as_uri()))) == 1
            assert await editor.diagnostics(editor.open(_NONE, (tmp_path / "b.py").as_uri())) == []

    run(scenario())
