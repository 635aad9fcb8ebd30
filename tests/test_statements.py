"""Edits of whole statements: they stand where they should, and imports are reused."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.edits import Rewritten
from netfix.engine.statements import import_edit, insert_after, insert_before, known_as, remove


def document(text: str) -> Document:
    return Document(text, Dialect.PYTHON3, Target.PY3)


def marked(doc: Document) -> cst.BaseSmallStatement:
    """Find the statement that is the name `here`."""
    return next(
        node for node in doc.tree.of_kind(cst.Expr) if isinstance(node.value, cst.Name) and node.value.value == "here"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("here\n", "here\nnew\n"),
        ("here", "here\nnew"),
        ("here  # why\n", "here  # why\nnew\n"),
        ("def f():\n    here\n", "def f():\n    here\n    new\n"),
        ("def f():\n\there\n", "def f():\n\there\n\tnew\n"),
        ("def f(): here\n", "def f(): here; new\n"),
        ("x; here; y\n", "x; here; new; y\n"),
    ],
)
def test_a_statement_is_inserted_behind(before: str, after: str) -> None:
    doc = document(before)
    assert Rewritten(doc.text, [insert_after(doc.tree, marked(doc), ["new"])]).new == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# why\nhere\n", "# why\nnew\nhere\n"),
        ("def f():\n    here\n", "def f():\n    new\n    here\n"),
        ("def f(): here\n", "def f(): new; here\n"),
        ("x; here\n", "x; new; here\n"),
    ],
)
def test_a_statement_is_inserted_in_front(before: str, after: str) -> None:
    doc = document(before)
    assert Rewritten(doc.text, [insert_before(doc.tree, marked(doc), ["new"])]).new == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x\nhere\ny\n", "x\ny\n"),
        ("x\nhere", "x"),
        ("def f():\n    here\n", "def f():\n    pass\n"),
        ("def f(): here\n", "def f(): pass\n"),
        ("x; here\n", "x\n"),
        ("here; x\n", "x\n"),
        ("x\nhere  # why\n", "x\npass  # why\n"),
    ],
)
def test_a_statement_is_taken_out(before: str, after: str) -> None:
    doc = document(before)
    assert Rewritten(doc.text, [remove(doc.tree, marked(doc))]).new == after


def test_behind_a_block_is_behind_the_comment_of_its_last_line() -> None:
    doc = document("def f():\n    if x:\n        y  # why\n\n\nz\n")
    (block,) = doc.tree.of_kind(cst.If)
    edit = insert_after(doc.tree, block, ["", "new"])
    assert Rewritten(doc.text, [edit]).new == "def f():\n    if x:\n        y  # why\n\n    new\n\n\nz\n"


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("x\n", "log", "from twisted.python import log\nx\n"),
        ('"""Doc."""\nx\n', "log", '"""Doc."""\n\nfrom twisted.python import log\nx\n'),
        (
            "from __future__ import division\nx\n",
            "log",
            "from __future__ import division\nfrom twisted.python import log\nx\n",
        ),
        (
            "from twisted.internet import defer\nimport os\nx\n",
            "log",
            "from twisted.internet import defer\nfrom twisted.python import log\nimport os\nx\n",
        ),
        ("from twisted.python import log\nx\n", "log", None),
        ("from twisted.python import log as journal\nx\n", "journal", None),
        ("import twisted.python.log\nx\n", "twisted.python.log", None),
        (
            "import logging as log\nx\n",
            "twisted_log",
            "import logging as log\nfrom twisted.python import log as twisted_log\nx\n",
        ),
        ("def f(log): x\n", "twisted_log", "from twisted.python import log as twisted_log\ndef f(log): x\n"),
    ],
)
def test_an_import_is_reused_or_added_in_its_place(before: str, name: str, after: str | None) -> None:
    doc = document(before)
    found, edits = import_edit(doc, "twisted.python", "log", doc.tree.module)
    assert found == name
    assert Rewritten(doc.text, edits).new == (after or before)


def test_two_findings_ask_for_the_same_edit() -> None:
    doc = document("import os\n\n\ndef f(): x\n\n\ndef g(): y\n")
    one, other = doc.tree.of_kind(cst.FunctionDef)
    assert import_edit(doc, "twisted.python", "log", one) == import_edit(doc, "twisted.python", "log", other)


@pytest.mark.parametrize(
    ("imports", "name"),
    [
        ("from twisted.internet import defer", "defer.maybeDeferred"),
        ("from twisted.internet.defer import maybeDeferred", "maybeDeferred"),
        ("import twisted.internet.defer", "twisted.internet.defer.maybeDeferred"),
        ("import twisted", None),
        ("from twisted import internet", None),
        ("try:\n    from twisted.internet import defer\nexcept ImportError:\n    defer = None", None),
    ],
)
def test_a_name_is_known_by_what_the_file_imports(imports: str, name: str | None) -> None:
    doc = document(imports + "\n")
    assert known_as(doc, "twisted.internet.defer.maybeDeferred", doc.tree.module) == name
