"""Where Twisted's names went: the data is what the script makes, and what it says of old names."""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from netfix.analysis.twisted.moves import moves
from netfix.codemods import SYNTAX
from netfix.codemods.twisted_names.renamed_methods import METHODS
from netfix.engine.rewrite import fix_steps
from netfix.engine.settings import Settings
from netfix.selection import migration

ROOT = Path(__file__).parent.parent
DATA = ROOT / "netfix" / "analysis" / "data" / "twisted_moves.json"

_MAKE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import make_twisted_moves
json.dump(make_twisted_moves.moves(), sys.stdout)
"""


def installed_version() -> str:
    if importlib.util.find_spec("twisted") is None:
        return "none"
    import twisted  # noqa: PLC0415 - may be missing

    return twisted.__version__


def test_it_is_what_the_script_makes_of_the_same_twisted() -> None:
    made_from = moves().version
    if installed_version() != made_from:
        pytest.skip(f"the table was checked with Twisted {made_from}, and {installed_version()} is installed")
    command = [sys.executable, "-c", _MAKE, str(ROOT / "tools")]
    remade = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(remade.stdout) == json.loads(DATA.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("twisted.protocols.imap4.IMAP4Client", "twisted.mail.imap4.IMAP4Client"),
        ("twisted.protocols.imap4.IMailbox", "twisted.mail.interfaces.IMailboxIMAP"),
        ("twisted.protocols.jabber.client", "twisted.words.protocols.jabber.client"),
        ("twisted.protocols.smtp", "twisted.mail.smtp"),
        ("twisted.protocols.xmlstream.Authenticator", "twisted.words.protocols.jabber.xmlstream.Authenticator"),
        ("twisted.protocols.smtp.sendEmail", None),
        ("twisted.protocols.basic.LineReceiver", None),
        ("twisted.python.compat.unicode", None),
    ],
)
def test_a_name_is_found_where_it_is_now(old: str, new: str | None) -> None:
    assert moves().new_name(old, python3=False) == new


def test_names_of_python3_are_known_for_its_programs() -> None:
    assert moves().new_name("twisted.python.compat.unicode", python3=True) == "builtins.str"


@pytest.mark.parametrize("name", ["twisted.protocols.smtp.sendEmail", "twisted.mail.smtp.sendEmail"])
def test_what_is_gone_has_an_advice_under_both_names(name: str) -> None:
    assert "twisted.mail.smtp.sendmail" in (moves().advice(name) or "")


def test_all_in_a_package_that_is_gone_is_gone() -> None:
    assert moves().module_advice("twisted.web.woven.page") == moves().advice("twisted.web.woven")
    assert moves().module_advice("twisted.web.client") is None


def test_the_migration_takes_a_program_of_2003_to_where_things_are_today() -> None:
    before = (
        "from twisted.protocols import imap4\nfrom zope.interface import implements\n\n\n"
        "class Box:\n    implements(imap4.IMailbox)\n\n    def read(self):\n        print 'read'\n"
    )
    after = (
        "from twisted.mail import imap4\nfrom twisted.mail import interfaces\nfrom zope.interface import implementer\n"
        "\n\n@implementer(interfaces.IMailboxIMAP)\nclass Box:\n    def read(self):\n        print 'read'\n"
    )
    steps = tuple(Settings(step, SYNTAX) for step in migration("twisted", ()))
    fixed = fix_steps(before, steps)
    assert fixed.text == after
    assert fix_steps(after, steps).text == after


@pytest.mark.parametrize(("owner", "method"), sorted(METHODS.values()))
def test_a_renamed_method_is_there_today(owner: str, method: str) -> None:
    pytest.importorskip("twisted")
    module, _, name = owner.rpartition(".")
    assert callable(getattr(getattr(importlib.import_module(module), name), method))
