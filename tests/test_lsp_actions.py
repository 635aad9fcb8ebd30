"""What an editor is offered: repairs, comments that ignore, pages."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp_editor import Editor, at, capabilities, run
from netfix.codemods import CODEMODS

_NONE = "import socket\n\nif x == None:\n    pass\n"
_UNSAFE = "def f(a):\n    if not len(a): return 1\n"
_MANUAL = "import pickle, socket\ns = socket.socket()\nx = pickle.loads(s.recv(9))\n"


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
