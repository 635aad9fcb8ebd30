"""What functions are given for their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted import classes as twisted_classes
from netfix.analysis.twisted import parameters as twisted_parameters
from netfix.analysis.twisted.classes import Classes
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

if TYPE_CHECKING:
    import pytest

    from netfix.analysis.twisted.classes import AnyClass
    from netfix.engine.bindings import Binding

CALLING_EACH_OTHER = """
from twisted.mail import imap4

def one(client):
    two(client); three(client); two(client)

def two(client):
    one(client); three(client); one(client)

def three(client):
    two(client); one(client); probe(client)

one(imap4.IMAP4Client())
"""


def test_each_parameter_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    original = twisted_parameters.class_of_parameter

    def noted(document: Document, classes: Classes, binding: Binding, depth: int) -> AnyClass | None:
        looked_at.append(str(getattr(getattr(binding.scope.node, "name", None), "value", "")))
        return original(document, classes, binding, depth)

    monkeypatch.setattr(twisted_classes, "class_of_parameter", noted)
    document = Document(CALLING_EACH_OTHER, Dialect.PYTHON3, Target.PY3)
    classes = Classes(document)
    for call in document.tree.of_kind(cst.Call):
        if call.args:
            classes.of(call.args[0].value)
    assert sorted(looked_at) == ["one", "three", "two"]


def test_a_parameter_is_what_all_calls_give() -> None:
    text = "from twisted.mail import imap4\ndef use(client):\n    client.logout()\nuse(imap4.IMAP4Client())\n"
    for more, expected in (("", "twisted.mail.imap4.IMAP4Client"), ("use(None)\n", None)):
        document = Document(text + more, Dialect.PYTHON3, Target.PY3)
        [client] = [
            node.value
            for node in document.tree.of_kind(cst.Attribute)
            if node.attr.value == "logout" and isinstance(node.value, cst.Name)
        ]
        assert Classes(document).of(client) == expected
