"""Methods and attributes of Twisted's classes that are gone or deprecated, and what to do instead.

Sources: the release notes and deprecation messages of Twisted, 1.3 to 26.10. Classes by their canonical names.
"""

from __future__ import annotations

_PORT = "twisted.internet.udp.Port"
_POOL = "twisted.python.threadpool.ThreadPool"
_REQUEST = "twisted.web.http.Request"
_SESSION = "twisted.web.server.Session"
_TEST = "twisted.trial._asynctest.TestCase"
_FACTORY = "give `connectTCP` a ClientFactory: it takes no protocol"
_GONE = "is gone"
_DEPRECATED = "is deprecated"

#: Class → member → what has become of it, and what to do.
MEMBERS: dict[str, dict[str, tuple[str, str]]] = {
    "twisted.internet.defer.Deferred": {
        "arm": (_GONE, "take the call out: Deferreds are always armed"),
        "callbacks": (_DEPRECATED, "leave the callbacks to the Deferred; in a test, look at what they do"),
        "setTimeout": (_GONE, "use `addTimeout(seconds, reactor)`"),
    },
    "twisted.internet.defer.DeferredList": {
        "addDeferred": (_GONE, "make the list of Deferreds first, and the DeferredList of it"),
    },
    "twisted.internet.task.LoopingCall": {
        "deferred": (_DEPRECATED, "keep the Deferred that `start` returns"),
    },
    "twisted.internet._win32stdio.StandardIO": {"closeStdin": (_GONE, "call `loseWriteConnection`")},
    _PORT: {"loseConnection": (_DEPRECATED, "call `stopListening`, which returns a Deferred")},
    "twisted.mail.interfaces.IDomain": {"startMessage": (_GONE, "implement `exists`, which returns a message's maker")},
    "twisted.mail.smtp.ESMTPClient": {"tlsMode": (_GONE, "give the client a `contextFactory`")},
    "twisted.mail.smtp.SMTP": {"startMessage": (_GONE, "implement `IMessageDelivery.validateTo`")},
    "twisted.python.components.Adapter": {"getComponent": (_GONE, "call the interface: `IThing(self)`")},
    "twisted.python.failure.Failure": {"stack": (_DEPRECATED, "use `frames`")},
    "twisted.python.filepath.FilePath": {"statinfo": (_GONE, "ask `getsize()`, `getModificationTime()` and the like")},
    _POOL: {
        "dispatch": (_GONE, "use `callInThread(function, …)`, without the owner"),
        "dispatchWithCallback": (_GONE, "use `twisted.internet.threads.deferToThreadPool`"),
    },
    "twisted.spread.pb.PBClientFactory": {"getPerspective": (_GONE, "use `login(credentials)`")},
    _TEST: {
        "deferSetUp": (_GONE, "override `setUp`, which may return a Deferred"),
        "visit": (_GONE, "go through the suite that holds the test"),
    },
    _REQUEST: {
        "getClient": (_GONE, "use `getClientAddress().host`, which is an address and no name"),
        "getClientIP": (_DEPRECATED, "use `getClientAddress().host`; connections by UNIX sockets have none"),
        "headers": (_GONE, "use `setHeader(name, value)` and `responseHeaders`"),
        "noLongerQueued": (_DEPRECATED, "take the call out"),
        "received_headers": (_GONE, "use `getHeader(name)` and `requestHeaders`"),
    },
    _SESSION: {"checkExpired": (_GONE, "take the call out: sessions expire by themselves")},
}

#: Methods of the reactor.
REACTOR: dict[str, tuple[str, str]] = {
    "clientSSL": (_GONE, _FACTORY.replace("TCP", "SSL")),
    "clientTCP": (_GONE, _FACTORY),
    "clientUNIX": (_GONE, _FACTORY.replace("TCP", "UNIX")),
    "connectUDP": (_GONE, "use `listenUDP(0, protocol)`, and `connect` of the protocol's transport"),
    "connectWith": (_GONE, "make the connector, and call its `connect`"),
    "initThreads": (_GONE, "take the call out"),
    "iterate": (
        "runs the reactor inside of what it runs",
        "return a Deferred, or cut the work into pieces with `reactor.callLater` or `task.cooperate`",
    ),
    "listenWith": (_GONE, "make the port, and call its `startListening`"),
}

#: Statements that may simply go.
NEEDLESS = frozenset({"arm", "checkExpired", "initThreads"})

#: Methods of resources whose first argument is the request.
RENDERING = frozenset({"render", "getChild", "getChildWithDefault"})
