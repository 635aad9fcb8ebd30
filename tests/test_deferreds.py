"""What netfix knows of Deferreds: where they come from, what is added to them, where they go."""

from __future__ import annotations

import textwrap

import pytest

from netfix.analysis.twisted.catalogue import catalogue
from netfix.analysis.twisted.deferreds import Certainty, Chain, Deferreds, Status
from netfix.codemods import SYNTAX
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

HEADER = """\
from twisted.internet import defer, reactor
from twisted.internet.threads import deferToThread
from twisted.mail.imap4 import IMAP4Client
"""


def deferreds(code: str, header: str = HEADER) -> Deferreds:
    document = Document(header + textwrap.dedent(code), Dialect.PYTHON3, Target.PY3)
    return document.fact(Deferreds)


def only(code: str) -> Chain:
    chains = deferreds(code).chains
    assert len(chains) == 1
    return chains[0]


def escapes(chain: Chain) -> list[str]:
    return [escape.kind.value for escape in chain.escapes]


def links(chain: Chain) -> list[str]:
    return [link.kind.value for link in chain.links]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("def f():\n return deferToThread(g)", ["returned"]),
        ("def f():\n yield deferToThread(g)", ["yielded"]),
        ("async def f():\n await deferToThread(g)", ["awaited"]),
        ("self.d = deferToThread(g)", ["stored"]),
        ("def f():\n d = deferToThread(g)\n x.d = d", ["stored"]),
        ("ds.append(deferToThread(g))", ["put into a container"]),
        ("ds = [deferToThread(g) for g in gs]", ["put into a container"]),
        ("h(deferToThread(g))", ["passed on"]),
        ("e.chainDeferred(deferToThread(g))", ["chained"]),
        ("f = lambda: deferToThread(g)", ["returned"]),
        ("def f():\n d = deferToThread(g)\n def h(): d.cancel()", ["used in a nested function"]),
        ("def f():\n d = deferToThread(g)\n if d: d.cancel()\n print(d)", []),
        ("def f():\n d = deferToThread(g)\n d.addCallback(h)\n reactor.callLater(1, d.cancel)", []),
    ],
)
def test_every_way_out_is_an_escape(code: str, kinds: list[str]) -> None:
    chain = next(each for each in deferreds(code).chains if not each.foreign)
    assert escapes(chain) == kinds


@pytest.mark.parametrize(
    ("code", "exits"),
    [
        ("d = deferToThread(g)", {Status.BARE}),
        ("d = deferToThread(g)\nd.addCallback(h)", {Status.UNCOVERED}),
        ("d = deferToThread(g)\nd.addErrback(h)", {Status.COVERED}),
        ("d = deferToThread(g)\nd.addErrback(h)\nd.addCallback(h)", {Status.UNCOVERED}),
        ("d = deferToThread(g)\nd.addErrback(h)\nd.addCallback(lambda _: None)", {Status.COVERED}),
        ("d = deferToThread(g)\nd.addCallbacks(h, h)", {Status.UNCOVERED}),
        ("d = deferToThread(g)\nd.addCallbacks(e.callback, e.errback)", {Status.COVERED}),
        ("d = deferToThread(g)\nd.addCallback(h)\nd.addBoth(lambda r: r)", {Status.UNCOVERED}),
        ("d = deferToThread(g)\nd.addCallback(h)\nd.chainDeferred(e)", {Status.COVERED}),
        ("d = deferToThread(g)\nif x: d.addErrback(h)", {Status.BARE, Status.COVERED}),
        ("d = deferToThread(g)\nif x: d.addErrback(h)\nelse: d.addErrback(g)", {Status.COVERED}),
        ("d = deferToThread(g)\nfor x in y: d.addCallback(x)", {Status.BARE, Status.UNCOVERED}),
        ("d = deferToThread(g)\ntry: d.addCallback(h)\nfinally: d.addErrback(h)", {Status.COVERED}),
        ("deferToThread(g).addCallback(h).addErrback(h)", {Status.COVERED}),
        ("d = e = deferToThread(g)\ne.addErrback(h)", {Status.COVERED}),
        ("d = deferToThread(g)\nd = d.addCallback(h)\nd.addErrback(h)", {Status.COVERED}),
    ],
)
def test_failures_are_followed_along_all_paths(code: str, exits: set[Status]) -> None:
    function = "def f(e, g, h, x, y):\n" + textwrap.indent(code, "    ")
    chain = next(each for each in deferreds(function).chains if not each.foreign)
    assert chain.exits == exits


def test_a_variable_that_is_bound_anew_holds_another_deferred() -> None:
    one, other = deferreds("""\
        def f(a, b):
            d = deferToThread(a)
            d.addCallback(print)
            d = deferToThread(b)
            d.addErrback(print)
        """).chains
    assert (links(one), links(other)) == (["addCallback"], ["addErrback"])


def test_what_both_branches_bind_gets_the_links_behind_them() -> None:
    chains = deferreds("""\
        def f(a):
            if a:
                d = deferToThread(a)
            else:
                d = defer.succeed(1)
            d.addCallback(print)
        """).chains
    assert [links(chain) for chain in chains] == [["addCallback"], ["addCallback"]]


def test_methods_are_known_through_inheritance() -> None:
    chain = only("""\
        class Base(IMAP4Client):
            pass


        class Client(Base):
            def serverGreeting(self, caps):
                self.getCapabilities()
        """)
    assert chain.source.name == "twisted.mail.imap4.IMAP4Client.getCapabilities"
    assert chain.source.certainty is Certainty.KNOWN


def test_methods_of_the_file_replace_those_of_twisted() -> None:
    assert not deferreds("""\
        class Client(IMAP4Client):
            def getCapabilities(self):
                return {}

            def serverGreeting(self, caps):
                self.getCapabilities()
        """).chains


@pytest.mark.parametrize(
    "call",
    ["make()", "Client().ask()", "Client().wait()", "Client().both(1)", "waiter()"],
)
def test_functions_of_the_file_that_return_one_are_known(call: str) -> None:
    found = deferreds(f"""\
        def make():
            d = defer.Deferred()
            d.addErrback(print)
            return d


        class Client:
            def __init__(self):
                self.d = defer.Deferred()

            def ask(self):
                return make().addCallback(print)

            def both(self, x):
                if x:
                    return self.ask()
                else:
                    return make()

            @defer.inlineCallbacks
            def wait(self):
                yield make()


        waiter = lambda: make()
        {call}
        """)
    assert (
        next(chain for chain in found.chains if not chain.names and not chain.links).source.certainty is Certainty.KNOWN
    )


@pytest.mark.parametrize(
    "body",
    ["if x: return deferToThread(x)", "return deferToThread(x) if x else None", "for y in x: return deferToThread(y)"],
)
def test_what_returns_one_on_some_paths_only_is_no_sure_deferred(body: str) -> None:
    chains = deferreds(f"def f(x):\n    {body}\nf(1)\n").chains
    outside = [chain for chain in chains if not chain.escapes]
    assert all(chain.source.certainty is Certainty.MAYBE for chain in outside)


def test_async_functions_return_no_deferred() -> None:
    assert not deferreds("async def f():\n    return 1\nf()\n").chains


def test_attributes_are_followed_across_methods() -> None:
    found = deferreds("""\
        class Client:
            def __init__(self):
                self.done = defer.Deferred()
                self.client = IMAP4Client()

            def wait(self):
                return self.done

            def ask(self):
                self.client.noop()
        """)
    chain = found.chains[-1]
    assert chain.source.name == "twisted.mail.imap4.IMAP4Client.noop"


@pytest.mark.parametrize(
    "header",
    ["import txaio\n", "from mochi.async import Deferred\n".replace("async", "base"), "from scrapy import Spider\n"],
)
def test_deferreds_of_others_do_not_count(header: str) -> None:
    found = deferreds("d = ask()\nd.addCallback(print)\nd.addErrback(print)\n", header)
    assert not found.about_twisted
    assert not found.chains


def test_objects_of_twisted_that_have_such_methods_too_are_none() -> None:
    header = "from twisted.words.protocols.jabber.client import IQ\n"
    assert not deferreds("iq = IQ(None)\niq.addCallback(print)\n", header).chains


def test_callbacks_are_resolved_to_the_functions_that_they_name() -> None:
    found = deferreds("""\
        class Client:
            def ask(self):
                d = deferToThread(print)
                d.addCallback(self.show)
                d.addErrback(complain)

            def show(self, result):
                print(result)


        def complain(failure):
            print(failure)
        """)
    functions = [found.callbacks.function(link.functions[0]) for link in found.chains[0].links]
    assert [getattr(getattr(each, "name", None), "value", None) for each in functions] == ["show", "complain"]
    assert all(found.registered_in(each) for each in functions if each is not None)


def test_python2_is_read_through_its_view() -> None:
    text = (
        HEADER
        + 'class C(IMAP4Client):\n    def f(self):\n        print "x"\n        d = self.noop(); d.addCallback(`self`)\n'
    )
    if not SYNTAX:
        pytest.skip("no syntax codemods are registered")
    document = Document(text, Dialect.PYTHON2, Target.PY27, syntax=SYNTAX)
    (chain,) = document.fact(Deferreds).chains
    assert links(chain) == ["addCallback"]


def test_names_of_methods_that_only_twisted_has_make_it_likely() -> None:
    chain = only("def f(proto):\n    proto.fetchSpecific('1')\n")
    assert chain.source.certainty is Certainty.LIKELY
    assert "fetchSpecific" in catalogue().distinct_methods


def test_what_a_chain_ends_with_may_be_looked_at() -> None:
    chain = only("def f():\n    d = deferToThread(f)\n    d.addCallback(print)\n    return d.result\n")
    assert escapes(chain) == ["used otherwise"]


def test_parameters_are_of_the_class_that_is_passed() -> None:
    found = deferreds("""\
        from twisted.internet import protocol
        from twisted.protocols import ftp


        def connected(client):
            d = client.pwd()
            d.addCallback(lambda answer: list_all(client))
            return d


        def list_all(client):
            d = client.cdup()
            d.addCallback(finished, client)
            return d


        def finished(result, client):
            client.quit()


        creator = protocol.ClientCreator(reactor, ftp.FTPClient)
        creator.connectTCP("localhost", 21).addCallback(connected)
        """)
    names = {chain.source.name for chain in found.chains}
    assert {f"twisted.protocols.ftp.FTPClient.{name}" for name in ("pwd", "cdup", "quit")} <= names


def test_parameters_of_functions_that_are_used_otherwise_are_of_no_known_class() -> None:
    found = deferreds("""\
        def leave(client):
            client.logout()


        leave(IMAP4Client())
        register(leave)
        """)
    assert not found.chains
