"""How long `missing-timeout` has programs wait: as the user has set it."""

from __future__ import annotations

from netfix.codemods.network.missing_timeout import MissingTimeout
from netfix.engine.rewrite import fix
from netfix.testing import settings_for

PROGRAM = "import socket\n\nconnection = socket.create_connection((host, 7))\n"


def test_the_constant_says_as_many_seconds_as_the_option() -> None:
    settings = settings_for([MissingTimeout], unsafe=True)
    assert "NETWORK_TIMEOUT = 60\n" in fix(PROGRAM, settings).text
    chosen = settings._replace(options={"missing-timeout": {"seconds": 5}})
    assert "NETWORK_TIMEOUT = 5\n" in fix(PROGRAM, chosen).text
