"""The language server, as an editor sees it: over pipes, while one types."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp_editor import Editor, at, capabilities, run
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
            assert shown.code_description.href == rule("none-comparison").link
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
