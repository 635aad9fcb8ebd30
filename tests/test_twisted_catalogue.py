"""The catalogue of what Twisted's callables return: it is what the script makes, and it knows what programs call."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from netfix.analysis.twisted.catalogue import catalogue

ROOT = Path(__file__).parent.parent
DATA = ROOT / "netfix" / "analysis" / "data" / "twisted.json"

_MAKE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import make_twisted_catalogue as make
import twisted
json.dump(make.catalogue(Path(twisted.__file__).parent, twisted.__version__), sys.stdout)
"""


def installed_version() -> str:
    if importlib.util.find_spec("twisted") is None:
        return "none"
    import twisted  # noqa: PLC0415 - may be missing

    return twisted.__version__


def test_it_is_what_the_script_makes_of_the_same_twisted() -> None:
    made_from = catalogue().version
    if installed_version() != made_from:
        pytest.skip(f"the catalogue was made from Twisted {made_from}, and {installed_version()} is installed")
    command = [sys.executable, "-c", _MAKE, str(ROOT / "tools")]
    remade = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(remade.stdout) == json.loads(DATA.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "twisted.internet.defer.Deferred",
        "twisted.internet.defer.DeferredList",
        "twisted.internet.defer.gatherResults",
        "twisted.internet.defer.maybeDeferred",
        "twisted.internet.endpoints.TCP4ClientEndpoint.connect",
        "twisted.internet.endpoints.connectProtocol",
        "twisted.internet.task.LoopingCall.start",
        "twisted.internet.task.deferLater",
        "twisted.internet.threads.deferToThread",
        "twisted.internet.utils.getProcessOutput",
        "twisted.mail.imap4.IMAP4Client.getCapabilities",
        "twisted.mail.smtp.sendmail",
        "twisted.names.client.lookupMailExchange",
        "twisted.protocols.ftp.FTPClient.retrieveFile",
        "twisted.protocols.imap4.IMAP4Client.fetchSpecific",
        "twisted.protocols.smtp.sendmail",
        "twisted.spread.pb.PBClientFactory.getRootObject",
        "twisted.spread.pb.RemoteReference.callRemote",
        "twisted.web.client.Agent.request",
        "twisted.web.client.downloadPage",
        "twisted.web.client.getPage",
        "twisted.web.client.readBody",
        "twisted.web.xmlrpc.Proxy.callRemote",
    ],
)
def test_it_knows_what_returns_a_deferred(name: str) -> None:
    known = catalogue()
    assert known.function_returns_deferred(known.canonical(name))


@pytest.mark.parametrize(
    "name",
    [
        "twisted.application.service.Service.stopService",  # None where there is nothing to wait for
        "twisted.conch.ssh.connection.SSHConnection.sendGlobalRequest",  # None where no answer is asked for
        "twisted.internet.interfaces.IListeningPort.stopListening",
        "twisted.internet.protocol.Protocol.connectionMade",
        "twisted.internet.task.react",
        "twisted.mail.imap4.IMAP4Client.sendLine",
        "twisted.python.log.err",
    ],
)
def test_what_may_return_none_is_no_deferred(name: str) -> None:
    known = catalogue()
    assert not known.function_returns_deferred(known.canonical(name))


def test_old_modules_are_known_by_their_new_names() -> None:
    assert catalogue().canonical("twisted.protocols.imap4.IMAP4Client") == "twisted.mail.imap4.IMAP4Client"
    assert catalogue().old_modules("twisted.mail.imap4") == ["twisted.protocols.imap4"]


def test_a_subclass_is_one_of_its_ancestors() -> None:
    known = catalogue()
    factory = "twisted.internet.protocol.ReconnectingClientFactory"
    assert known.inherits(factory, "twisted.internet.protocol.ClientFactory")
    assert not known.inherits("twisted.internet.protocol.ClientFactory", factory)


def test_failures_of_a_method_are_those_of_its_class() -> None:
    assert catalogue().failures_of("twisted.mail.imap4.IMAP4Client.login") == ("twisted.mail.imap4.IMAP4Exception",)


def test_names_that_other_classes_have_say_nothing() -> None:
    assert not catalogue().distinct_methods & {"login", "select", "list", "connect", "request", "close", "examine"}
    assert {"fetchSpecific", "getCapabilities", "runQuery"} <= catalogue().distinct_methods
