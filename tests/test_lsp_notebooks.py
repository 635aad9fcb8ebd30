"""Notebooks that are open in an editor."""

from __future__ import annotations

from lsprotocol import types

from lsp_editor import Editor, at, capabilities, edited, run

_URI = "file:///example/a.ipynb"
_CELLS = {
    "cell:1": "%matplotlib inline\nimport socket\ns = socket.socket()",
    "cell:2": "# \U0001f600\nbuf = s.recv(9)\nif not len(buf): pass",
    "cell:3": "!ls\nwhile 1: break",
}


def _cell(uri: str) -> types.NotebookCell:
    return types.NotebookCell(types.NotebookCellKind.Code, uri)


def _item(uri: str, text: str) -> types.TextDocumentItem:
    return types.TextDocumentItem(uri, "python", 1, text)


def _open(editor: Editor) -> None:
    for uri, text in _CELLS.items():
        editor.texts[uri], editor.versions[uri] = text, 1
    notebook = types.NotebookDocument(_URI, "jupyter-notebook", 1, [_cell(uri) for uri in _CELLS])
    items = [_item(uri, text) for uri, text in _CELLS.items()]
    editor.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, items))


def _change(editor: Editor, version: int, cells: types.NotebookDocumentCellChanges) -> None:
    identifier = types.VersionedNotebookDocumentIdentifier(version, _URI)
    change = types.NotebookDocumentChangeEvent(cells=cells)
    editor.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(identifier, change))


def _can() -> types.ClientCapabilities:
    can = capabilities()
    synchronization = types.NotebookDocumentSyncClientCapabilities()
    can.notebook_document = types.NotebookDocumentClientCapabilities(synchronization)
    return can


def test_cells_are_looked_at_together_and_findings_shown_in_theirs() -> None:
    async def scenario() -> None:
        async with Editor(_can()) as editor:
            assert editor.server.capabilities.notebook_document_sync is not None
            _open(editor)
            assert await editor.diagnostics("cell:1") == []
            (second,) = await editor.diagnostics("cell:2")
            assert second.range == at(_CELLS["cell:2"], "len(buf)")
            assert second.message.endswith("[safe]")
            (third,) = await editor.diagnostics("cell:3")
            assert third.range == at(_CELLS["cell:3"], "1")
            hover = await editor.hover("cell:3", third.range.start)
            assert hover is not None
            assert hover.range == third.range

    run(scenario())


def test_cells_are_repaired_one_finding_at_a_time_or_all_together() -> None:
    async def scenario() -> None:
        async with Editor(_can()) as editor:
            _open(editor)
            fix, ignore, fix_all = await editor.actions("cell:3", at(_CELLS["cell:3"], "1"))
            assert fix.edit is not None
            (change,) = fix.edit.document_changes or []
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.uri == "cell:3"
            assert change.edits[0].range == at(_CELLS["cell:3"], "1")
            resolved = await editor.client.code_action_resolve_async(ignore)
            assert resolved.edit is not None
            (change,) = resolved.edit.document_changes or []
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.uri == "cell:3"
            resolved = await editor.client.code_action_resolve_async(fix_all)
            assert resolved.edit is not None
            changed = dict(_CELLS)
            for change in resolved.edit.document_changes or []:
                assert isinstance(change, types.TextDocumentEdit)
                uri = change.text_document.uri
                changed[uri] = edited(_CELLS[uri], change.edits, editor.encoding)
            assert changed == {
                "cell:1": _CELLS["cell:1"],
                "cell:2": _CELLS["cell:2"].replace("len(buf)", "buf"),
                "cell:3": _CELLS["cell:3"].replace("while 1", "while True"),
            }

    run(scenario())


def test_cells_change_come_and_go() -> None:
    async def scenario() -> None:
        async with Editor(_can()) as editor:
            _open(editor)
            assert len(await editor.diagnostics("cell:3")) == 1
            place = at(_CELLS["cell:2"], "len(buf)")
            content = types.NotebookDocumentCellContentChanges(
                types.VersionedTextDocumentIdentifier(2, "cell:2"),
                [types.TextDocumentContentChangePartial(place, "buf")],
            )
            editor.versions["cell:2"] = 2
            _change(editor, 2, types.NotebookDocumentCellChanges(text_content=[content]))
            assert await editor.diagnostics("cell:2") == []
            array = types.NotebookCellArrayChange(2, 1, [_cell("cell:4")])
            structure = types.NotebookDocumentCellChangeStructure(
                array, [_item("cell:4", "x = = 1")], [types.TextDocumentIdentifier("cell:3")]
            )
            editor.versions["cell:4"] = 1
            _change(editor, 3, types.NotebookDocumentCellChanges(structure=structure))
            (broken,) = await editor.diagnostics("cell:4")
            assert broken.severity is types.DiagnosticSeverity.Error
            assert [params for params in editor.published if params.uri == "cell:3"][-1].diagnostics == ()
            identifiers = [types.TextDocumentIdentifier(uri) for uri in ("cell:1", "cell:2", "cell:4")]
            closed = types.DidCloseNotebookDocumentParams(types.NotebookDocumentIdentifier(_URI), identifiers)
            editor.published.clear()
            editor.client.notebook_document_did_close(closed)
            await editor.until(lambda: len(editor.published) == 3)
            assert all(params.diagnostics == () for params in editor.published)

    run(scenario())
