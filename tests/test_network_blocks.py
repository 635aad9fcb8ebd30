"""Indented statements, beside what other codemods do in the same pass."""

from __future__ import annotations

from netfix.codemods.network.resource_leak import ResourceLeak
from netfix.codemods.pythonic.globals_to_state import GlobalsToState
from netfix.engine.rewrite import fix
from netfix.testing import settings_for

_PROGRAM = """\
import socket

own_address = None


def look_at(host):
    probe = socket.create_connection((host, 445), 2)
    global own_address
    own_address = probe.getsockname()[0]
    probe.close()


def show():
    print(own_address)


look_at("localhost")
show()
"""


def test_a_line_that_another_codemod_takes_away_leaves_no_indentation_behind() -> None:
    fixed = fix(_PROGRAM, settings_for([ResourceLeak, GlobalsToState], unsafe=True))
    with_block = (
        "    with socket.create_connection((host, 445), 2) as probe:\n        state.own_address = probe.getsockname()"
    )
    assert with_block in fixed.text
