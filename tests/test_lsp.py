"""The language server, as an editor sees it: over pipes, with every feature used."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp_editor import Editor, at, capabilities, run
from netfix.codemods import CODEMODS
from netfix.reports.rules import rule

if TYPE_CHECKING:
    from pathlib import Path

_NONE = "import socket\n\nif x == None:\n    pass\n"
_UNSAFE = "def f(a):\n    if not len(a): return 1\n"
_MANUAL = "import pickle, socket\ns = socket.socket()\nx = pickle.loads(s.recv(9))\n"


def test_findings_are_shown_with_place_severity_code_and_page() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            (shown,) = await editor.diagnostics(editor.open(_NONE))
            assert shown.range == at(_NONE, "x == None")
            assert shown.severity is types.DiagnosticSeverity.Warning
            assert (shown.code, shown.source) == ("none-comparison", "netfix")
            assert shown.message.endswith("[safe]")
            assert shown.code_description is not None
            assert shown.code_description.href == rule("none-comparison").url
            (unsafe,) = await editor.diagnostics(editor.open(_UNSAFE, "file:///example/b.py"))
            assert unsafe.severity is types.DiagnosticSeverity.Information
            manual = await editor.diagnostics(editor.open(_MANUAL, "file:///example/c.py"))
            severities = {each.severity for each in manual if "[manual]" in each.message}
            assert severities == {types.DiagnosticSeverity.Warning}

    run(scenario())


def test_names_that_are_gone_are_tagged_as_deprecated() -> None:
    async def scenario() -> None:
        text = "from twisted.protocols import imap4\nimap4.x\n"
        async with Editor(options={"select": ["twisted-names"]}) as editor:
            found = await editor.diagnostics(editor.open(text))
            assert found
            assert all(each.tags == (types.DiagnosticTag.Deprecated,) for each in found)

    run(scenario())


def test_only_a_pause_in_typing_is_looked_at_and_old_results_are_dropped() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open("x = 1\n")
            for _ in range(8):
                end = types.Position(0, len(editor.texts[uri]) - 1)
                editor.type(uri, types.Range(end, end), "1")
            editor.type(uri, None, _NONE)
            assert len(await editor.diagnostics(uri)) == 1
            assert {params.version for params in editor.published} <= {1, 10}

    run(scenario())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_positions_count_in_the_encoding_agreed_on(encoding: str) -> None:
    async def scenario() -> None:
        text = "\x0c# form feed\u2028\r\nif '\U0001f600é' == x or x == None: pass  # \U0001f600\r\ny = 1\r\n"
        async with Editor(capabilities(encodings=[encoding])) as editor:
            assert editor.encoding == encoding
            uri = editor.open(text)
            (shown,) = await editor.diagnostics(uri)
            assert shown.range == at(text, "x == None", encoding)
            editor.type(uri, at(text, "é", encoding), "\U0001f601\U0001f602")
            (shown,) = await editor.diagnostics(uri)
            assert shown.range == at(editor.texts[uri], "x == None", encoding)
            action, *_ = await editor.actions(uri, shown.range, "quickfix")
            await editor.choose(action)
            assert editor.texts[uri] == text.replace("é", "\U0001f601\U0001f602").replace("== None", "is None")

    run(scenario())


def test_positions_behind_the_end_mean_the_end() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open("if x == None:\n    pass")
            far = types.Position(1, 4000)
            editor.type(uri, types.Range(types.Position(1, 8), far), "\n\nif y == None: ")
            far = types.Position(4000, 0)
            editor.type(uri, types.Range(far, far), "pass")
            assert editor.texts[uri] == "if x == None:\n    pass\n\nif y == None: pass"
            assert len(await editor.diagnostics(uri)) == 2

    run(scenario())


@pytest.mark.parametrize("versions", [True, False])
def test_a_quick_fix_repairs_its_finding_only(versions: bool) -> None:
    async def scenario() -> None:
        text = "if x == None: pass\nif y == None: pass\n"
        async with Editor(capabilities(versions=versions)) as editor:
            uri = editor.open(text)
            place = at(text, "y == None")
            fix, ignore = await editor.actions(uri, types.Range(place.end, place.end), "quickfix")
            assert fix.edit is not None
            assert (fix.edit.document_changes is not None) == versions
            assert fix.is_preferred
            assert fix.diagnostics is not None
            assert fix.diagnostics[0].range == place
            assert ignore.title == "netfix: ignore none-comparison here"
            await editor.choose(fix)
            assert editor.texts[uri] == "if x == None: pass\nif y is None: pass\n"

    run(scenario())


def test_an_unsafe_quick_fix_says_so() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_UNSAFE)
            fix, _ = await editor.actions(uri, at(_UNSAFE, "not len(a)"), "quickfix")
            assert fix.title.startswith("netfix (unsafe): ")
            assert not fix.is_preferred
            await editor.choose(fix)
            assert editor.texts[uri] == _UNSAFE.replace("len(a)", "a")

    run(scenario())


def test_what_is_only_reported_has_no_quick_fix() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_MANUAL)
            titles = [action.title for action in await editor.actions(uri, at(_MANUAL, "pickle.loads"), "quickfix")]
            assert "netfix: ignore pickle-from-network here" in titles
            assert not [title for title in titles if "ignore" not in title and "pickle" in title.lower()]

    run(scenario())


@pytest.mark.parametrize("resolves", [True, False])
def test_a_finding_is_ignored_by_a_comment(resolves: bool) -> None:
    async def scenario() -> None:
        async with Editor(capabilities(resolves=resolves)) as editor:
            uri = editor.open(_NONE)
            actions = await editor.actions(uri, at(_NONE, "None"), "quickfix")
            (ignore,) = (action for action in actions if "ignore" in action.title)
            assert (ignore.edit is None) == resolves
            await editor.choose(ignore)
            assert "if x == None:  # netfix: ignore[none-comparison]\n" in editor.texts[uri]
            assert await editor.diagnostics(uri) == []

    run(scenario())


@pytest.mark.parametrize("resolves", [True, False])
def test_fix_all_repairs_what_is_safe(resolves: bool) -> None:
    async def scenario() -> None:
        text = "# é\x0c\n" + _UNSAFE + "while 1:\n    if x is None or not len([1]): break\n"
        async with Editor(capabilities(resolves=resolves)) as editor:
            uri = editor.open(text)
            place = types.Range(types.Position(0, 0), types.Position(0, 0))
            for only in ("source.fixAll", "source.fixAll.netfix", "source"):
                (action,) = await editor.actions(uri, place, only)
                assert action.kind == "source.fixAll.netfix"
            await editor.choose(action)
            assert "while True:" in editor.texts[uri]
            assert "not len(a)" in editor.texts[uri]
            assert await editor.actions(uri, place, "refactor") == []

    run(scenario())


def test_commands_repair_everything() -> None:
    async def scenario() -> None:
        text = _UNSAFE + "while 1: pass\n"
        async with Editor() as editor:
            uri = editor.open(text)
            provider = editor.server.capabilities.execute_command_provider
            assert provider is not None
            assert set(provider.commands) == {"netfix.fixAll", "netfix.fixAllUnsafe"}
            execute = editor.client.workspace_execute_command_async
            await execute(types.ExecuteCommandParams("netfix.fixAll", [uri]))
            assert editor.texts[uri] == text.replace("while 1", "while True")
            await execute(types.ExecuteCommandParams("netfix.fixAllUnsafe", [uri]))
            assert editor.texts[uri] == text.replace("while 1", "while True").replace("len(a)", "a")

    run(scenario())


def test_an_action_for_an_older_text_does_nothing() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE)
            (action,) = await editor.actions(uri, at(_NONE, "x"), "source.fixAll")
            editor.type(uri, None, "y = 1\n" + _NONE)
            action = await editor.client.code_action_resolve_async(action)
            assert action.edit == types.WorkspaceEdit(changes={})

    run(scenario())


def test_hovering_shows_the_codemods_page() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE)
            hover = await editor.hover(uri, at(_NONE, "== None").start)
            assert hover is not None
            assert hover.range == at(_NONE, "x == None")
            assert isinstance(hover.contents, types.MarkupContent)
            assert hover.contents.kind is types.MarkupKind.Markdown
            assert hover.contents.value.startswith("**[none-comparison](")
            assert "\n```diff\n def got_capabilities(self, caps):\n-" in hover.contents.value
            assert await editor.hover(uri, types.Position(0, 0)) is None

    run(scenario())


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


def test_of_a_conversion_to_python_3_all_is_done_or_nothing() -> None:
    async def scenario() -> None:
        text = "print 'a', x\nif x == None: raise E, 'x'\n"
        async with Editor() as editor:
            uri = editor.open(text)
            everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
            assert {"print-statement", "none-comparison"} <= {each.code for each in await editor.diagnostics(uri)}
            fixes = [
                action.title for action in await editor.actions(uri, everywhere, "quickfix") if action.edit is not None
            ]
            titles = {codemod.name: codemod.manual.title for codemod in CODEMODS}
            assert f"netfix: {titles['print-statement']}" not in fixes
            assert f"netfix: {titles['none-comparison']}" in fixes
            (action,) = await editor.actions(uri, everywhere, "source.fixAll")
            await editor.choose(action)
            assert editor.texts[uri] == "print('a', x)\nif x is None: raise E('x')\n"

    run(scenario())


def test_a_broken_text_has_an_error_at_its_line_and_recovers() -> None:
    async def scenario() -> None:
        text = "x = 1\ny = '\U0001f600' == = 2\n"
        async with Editor() as editor:
            uri = editor.open(text)
            (shown,) = await editor.diagnostics(uri)
            assert shown.severity is types.DiagnosticSeverity.Error
            assert shown.range == at(text, text.splitlines()[1])
            assert await editor.hover(uri, types.Position(1, 0)) is None
            assert await editor.actions(uri, shown.range, "quickfix") == []
            assert await editor.actions(uri, shown.range, "source.fixAll") != []
            editor.type(uri, None, _NONE)
            assert [each.code for each in await editor.diagnostics(uri)] == ["none-comparison"]
            editor.type(uri, None, "x = 1\0\n")
            (shown,) = await editor.diagnostics(uri)
            assert "NUL" in shown.message

    run(scenario())


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_not() -> None:
    async def scenario() -> None:
        slow = "".join(f"def f{number}(x):\n    if x == None: x.y({number})\n" for number in range(4000))
        async with Editor(options={"timeout": 0.5}) as editor:
            (shown,) = await editor.diagnostics(editor.open(slow))
            assert "given up: took longer than 0.5 s" in shown.message
            assert len(await editor.diagnostics(editor.open(_NONE, "file:///example/b.py"))) == 1

    run(scenario())


def test_the_server_answers_while_a_text_is_looked_at() -> None:
    async def scenario() -> None:
        slow = "".join(f"def f{number}(x):\n    if x == None: x.y({number})\n" for number in range(2000))
        async with Editor() as editor:
            uri = editor.open(slow)
            assert await editor.hover("file:///example/other.py", types.Position(0, 0)) is None
            assert editor.published == []
            assert len(await editor.diagnostics(uri)) == 2000

    run(scenario())


def test_a_request_that_is_cancelled_is_answered_so() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE)
            await editor.diagnostics(uri)
            for method in (types.TEXT_DOCUMENT_HOVER, types.TEXT_DOCUMENT_CODE_ACTION):
                # Typing has not paused yet, so there is nothing to answer with.
                editor.type(uri, None, editor.texts[uri] + "\n")
                identifier, place = types.TextDocumentIdentifier(uri), at(_NONE, "x == None")
                params = (
                    types.HoverParams(identifier, place.start)
                    if method == types.TEXT_DOCUMENT_HOVER
                    else types.CodeActionParams(identifier, place, types.CodeActionContext([]))
                )
                request = editor.client.protocol.send_request_async(method, params, msg_id=method)
                editor.client.cancel_request(types.CancelParams(method))
                with pytest.raises(JsonRpcException) as raised:
                    await request
                assert raised.value.code == types.LSPErrorCodes.RequestCancelled
            assert len(await editor.diagnostics(uri)) == 1

    run(scenario())


def test_closing_a_text_takes_its_diagnostics_away() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            uri = editor.open(_NONE)
            await editor.diagnostics(uri)
            editor.close(uri)
            await editor.until(lambda: len(editor.published) == 2)
            assert list(editor.published[-1].diagnostics) == []
            uri = editor.open(_NONE, "file:///example/b.py")
            editor.close(uri)
            await asyncio.sleep(0)
            await editor.diagnostics(editor.open(_NONE, "file:///example/c.py"))
            assert [params for params in editor.published if params.uri == uri][-1].diagnostics == ()

    run(scenario())


def test_a_text_that_was_never_saved_is_looked_at_and_other_languages_are_not() -> None:
    async def scenario() -> None:
        async with Editor() as editor:
            editor.open(_NONE, "file:///example/a.rb", "ruby")
            assert len(await editor.diagnostics(editor.open(_NONE, "untitled:Untitled-1"))) == 1
            assert [params.uri for params in editor.published] == ["untitled:Untitled-1"]

    run(scenario())


def test_the_declared_encoding_of_a_text_is_minded() -> None:
    async def scenario() -> None:
        text = "# coding: latin-1\nif x == None: y = 'é'\n"
        async with Editor() as editor:
            uri = editor.open(text)
            (action,) = await editor.actions(uri, at(text, "x"), "source.fixAll")
            await editor.choose(action)
            assert editor.texts[uri] == text.replace("== None", "is None")
            editor.type(uri, None, text.replace("é", "\u20ac"))
            (shown,) = await editor.diagnostics(uri)
            assert shown.range.start.line == 1
            assert "cannot be written in iso8859-1" in shown.message

    run(scenario())


def test_the_server_ends_when_the_editor_is_gone() -> None:
    process = subprocess.Popen([sys.executable, "-m", "netfix.lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(60) == 0
    assert process.stdout is not None
    process.stdout.close()


def test_the_command_says_its_version() -> None:
    done = subprocess.run([sys.executable, "-m", "netfix.lsp", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("netfix ")


def test_without_pygls_the_command_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ModuleNotFoundError(name='pygls')")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from netfix.lsp.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'netfix[lsp]'" in done.stderr


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
