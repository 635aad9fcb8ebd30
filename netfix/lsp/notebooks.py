"""Notebooks that are open in the editor: which cells they have, and what becomes of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.lsp.documents import Document, Notebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.lsp.server import NetfixServer

#: Which notebooks, and which of their cells, the editor is to tell of.
SYNC = types.NotebookDocumentSyncOptions(
    [
        types.NotebookDocumentFilterWithCells(
            [types.NotebookCellLanguage("python")], types.NotebookDocumentFilterNotebookType("jupyter-notebook")
        )
    ]
)


def opened(ls: NetfixServer, params: types.DidOpenNotebookDocumentParams) -> None:
    """Take note of a notebook and look at it."""
    for item in params.cell_text_documents:
        ls.open(item)
    told = params.notebook_document
    notebook = Notebook(told.uri, told.version, _documents(ls, told.cells))
    ls.notebooks[told.uri] = notebook
    ls.linter.start(notebook)


def changed(ls: NetfixServer, params: types.DidChangeNotebookDocumentParams) -> None:
    """Take over a change of a notebook: of its list of cells, of the texts in them."""
    notebook = ls.notebooks[params.notebook_document.uri]
    notebook.version = params.notebook_document.version
    cells = params.change.cells
    if cells is None:
        return  # its metadata
    if cells.structure is not None:
        for item in cells.structure.did_open or ():
            ls.open(item)
        array = cells.structure.array
        notebook.cells[array.start : array.start + array.delete_count] = _documents(ls, array.cells or ())
        for identifier in cells.structure.did_close or ():
            _close(ls, identifier.uri)
    for content in cells.text_content or ():
        ls.documents[content.document.uri].change(content.changes, content.document.version)
    ls.linter.start(notebook, after_typing=True)


def closed(ls: NetfixServer, params: types.DidCloseNotebookDocumentParams) -> None:
    """Forget a notebook and its cells."""
    notebook = ls.notebooks.pop(params.notebook_document.uri, None)
    if notebook is not None:
        ls.linter.forget(notebook)
    for identifier in params.cell_text_documents:
        ls.documents.pop(identifier.uri, None)


def _close(ls: NetfixServer, uri: str) -> None:
    """Forget a cell that was taken out."""
    document = ls.documents.pop(uri, None)
    if document is not None:
        ls.linter.clear(document)


def _documents(ls: NetfixServer, cells: Iterable[types.NotebookCell]) -> list[Document]:
    """Give the texts of cells, without what is no code; of a cell that the editor keeps to itself, an empty one."""
    unknown = ((cell.document, "", 0, "", ls.encoding) for cell in cells)
    return [ls.documents.get(each[0]) or Document(*each) for each in unknown]
