"""Values whose `repr` is more than their text in quotes are doubted, and others are not."""

from __future__ import annotations

import pytest

from netfix.analysis.text.formatting import percent_formatting
from netfix.analysis.text.printed_values import PrintedValues
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.lazy import cst


def doubt(program: str, dialect: Dialect = Dialect.PYTHON3) -> str | None:
    """Say what speaks against the value of the only `"%s" % value` of a program."""
    document = Document(program, dialect, Target.PY27 if dialect is Dialect.PYTHON2 else Target.PY3)
    found = [percent_formatting(operation) for operation in document.tree.of_kind(cst.BinaryOperation)]
    (formatting,) = (one for one in found if one is not None)
    (shown,) = formatting.shown
    return PrintedValues(document).doubt(shown.value, shown.label)


@pytest.mark.parametrize(
    "program",
    [
        "'%s' % name",
        "'%s' % 'text'",
        "'%s' % row[0]",
        "'%s' % ', '.join(names)",
        "'%s' % str(error)",
        "'%s' % type(x).__name__",
        "'%s' % user.name",
        "'%s' % path",
        "def f(name: str): '%s' % name",
        "from typing import Any\ndef f(name: Any): '%s' % name",
        "import numpy\n'%s' % filename",
        "'%(name)s' % row",
        "text = line.strip()\n'%s' % text",
        "import os\n'%s' % os.path.basename(path)",
        "try:\n    pass\nexcept OSError as e:\n    '%s' % e.strerror",
    ],
)
def test_no_doubt(program: str) -> None:
    assert doubt(program) is None


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("try:\n    pass\nexcept OSError as x:\n    '%s' % x", "an exception"),
        ("try:\n    pass\nexcept OSError as x:\n    y = x\n    '%s' % y", "an exception"),
        ("try:\n    pass\nexcept OSError as x:\n    '%s' % x.reason", "an exception"),
        ("'%s' % last_error", "an exception"),
        ("import sys\n'%s' % sys.exc_info()[1]", "an exception"),
        ("import sys\nkind, value, _ = sys.exc_info()\n'%s' % value", "an exception"),
        ("'%s' % 5", "int"),
        ("port = 80\n'%s' % port", "int"),
        ("'%s' % len(x)", "int"),
        ("'%s' % [1]", "list"),
        ("'%s' % b'x'", "bytes"),
        ("class A: pass\na = A()\n'%s' % a", "class A"),
        ("class User: pass\ndef f(user): '%s' % user", "class of that name"),
        ("from users import User\ndef f(user): '%s' % user", "class of that name"),
        ("def f(self): '%s' % self", "object"),
        ("def f(): pass\n'%s' % f", "function"),
        ("import x\n'%s' % x", "module"),
        ("'%s' % type(x)", "type"),
        ("'%s' % x.__class__", "class"),
        ("'%s' % Color.RED", "enumeration"),
        ("for x in Color: '%s' % x", "enumeration"),
        ("'%s' % Address(1)", "Address"),
        ("address = Address(1)\n'%s' % address", "Address"),
        ("import ipaddress\na = ipaddress.ip_address(x)\n'%s' % a", "ip_address"),
        ("from datetime import datetime\n'%s' % datetime.now()", "now"),
        ("def f(where: Path): '%s' % where", "Path"),
        ("from pathlib import Path\ndef f(index_path): '%s' % index_path", "path object"),
        ("'%s' % (x / 'index')", "path"),
        ("import numpy\n'%s' % values", "numpy"),
        ("from twisted.internet import defer\ndef f(reason): '%s' % reason", "exception"),
        ("'%s' % _('text')", "translated"),
    ],
)
def test_doubt(program: str, why: str) -> None:
    assert why in (doubt(program) or "")


@pytest.mark.parametrize(
    "program",
    ["'%s' % u'text'", "'%s' % unicode(x)", "'%s' % x.decode('utf-8')", "t = x.decode('utf-8')\n'%s' % t"],
)
def test_unicode_is_doubted_in_python2_alone(program: str) -> None:
    assert "begins with a u" in (doubt(program, Dialect.PYTHON2) or "")
    assert "begins with a u" not in (doubt(program) or "")


def test_letters_beyond_ascii_are_doubted_in_python2_alone() -> None:
    assert "ASCII" in (doubt("# -*- coding: utf-8 -*-\n'%s' % 'ö'\n", Dialect.PYTHON2) or "")
    assert doubt("'%s' % 'ö'") is None


@pytest.mark.parametrize("value", ["repr(x)", "shlex.quote(x)", "cgi.escape(x)", "json.dumps(x)", "_quote(x)"])
def test_what_is_quoted_already_is_known(value: str) -> None:
    document = Document(f"y = {value}\nf(y)\n", Dialect.PYTHON3, Target.PY3)
    values = PrintedValues(document)
    assert values.is_quoted(document.tree.of_kind(cst.Assign)[0].value)
    assert values.is_quoted(document.tree.of_kind(cst.Call)[-1].args[0].value)


def test_nothing_is_known_of_what_cannot_be_seen() -> None:
    document = Document("x = 1\n", Dialect.PYTHON3, Target.PY3)
    values = PrintedValues(document)
    assert not values.is_quoted(None)
    assert values.doubt(None, "") is not None
    assert values.doubt(None, "name") is None
    assert values.doubt(None, "error") is not None
