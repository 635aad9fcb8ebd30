"""What no reading of today's Twisted tells: names that are gone, that moved, that are documented in other words."""

from __future__ import annotations

#: Modules that moved, from Twisted's release notes: programs of before 2005 use the left ones.
MOVED_MODULES = {
    "twisted.protocols.dns": "twisted.names.dns",
    "twisted.protocols.http": "twisted.web.http",
    "twisted.protocols.imap4": "twisted.mail.imap4",
    "twisted.protocols.irc": "twisted.words.protocols.irc",
    "twisted.protocols.jabber": "twisted.words.protocols.jabber",
    "twisted.protocols.pop3": "twisted.mail.pop3",
    "twisted.protocols.smtp": "twisted.mail.smtp",
}

#: Functions and methods that are gone, and returned Deferreds.
GONE = (
    "twisted.enterprise.adbapi.ConnectionPool.interaction",
    "twisted.enterprise.adbapi.ConnectionPool.operation",
    "twisted.enterprise.adbapi.ConnectionPool.query",
    "twisted.internet.defer.waitForDeferred",
    "twisted.mail.smtp.sendEmail",
    "twisted.protocols.loopback.loopback",
    "twisted.spread.pb.PBClientFactory.getPerspective",
    "twisted.spread.pb.connect",
    "twisted.spread.pb.getObjectAt",
    "twisted.web.client.downloadPage",
    "twisted.web.client.getPage",
)

#: Documented in words that the reading of docstrings does not take: "i.e. a Deferred", a method made of another one.
READ_BY_HAND = (
    "twisted.internet.endpoints.connectProtocol",
    "twisted.spread.pb.RemoteReference.callRemote",
    "twisted.web.xmlrpc.Proxy.callRemote",
)

#: Decorators whose functions return Deferreds.
DECORATORS = ("twisted.internet.defer.deferredGenerator", "twisted.internet.defer.inlineCallbacks")


#: What fails with which family of exceptions; the keys are functions, methods, or classes for all their methods.
FAILURES = {
    "twisted.conch.client.connect.connect": ["twisted.conch.error.ConchError"],
    "twisted.internet.endpoints.connectProtocol": ["twisted.internet.error.ConnectError"],
    "twisted.internet.interfaces.IStreamClientEndpoint": ["twisted.internet.error.ConnectError"],
    "twisted.internet.protocol.ClientCreator": ["twisted.internet.error.ConnectError"],
    "twisted.mail.imap4.IMAP4Client": ["twisted.mail.imap4.IMAP4Exception"],
    "twisted.mail.pop3.AdvancedPOP3Client": ["twisted.mail.pop3.ServerErrorResponse"],
    "twisted.mail.smtp.sendEmail": ["twisted.mail.smtp.SMTPClientError"],
    "twisted.mail.smtp.sendmail": ["twisted.mail.smtp.SMTPClientError"],
    "twisted.names.client.getHostByName": ["twisted.names.error.DomainError"],
    "twisted.protocols.ftp.FTPClient": ["twisted.protocols.ftp.FTPError"],
    "twisted.web.client.downloadPage": ["twisted.web.error.Error"],
    "twisted.web.client.getPage": ["twisted.web.error.Error"],
}

#: Method names so general that classes of other libraries have them too: they say nothing of the object.
COMMON_NAMES = frozenset({
    "addGroup", "checkAndSet", "createGroup", "createUser", "flushAll", "getAddress", "getConnection", "getDirectory",
    "getMultiple", "getRegistrationInfo", "listSize", "sendRequest", "setFlags", "verifyHostKey",
})  # fmt: skip

#: Methods that give no Deferred when they are asked for no answer, or when there is nothing to wait for.
ON_DEMAND = frozenset({
    "twisted.conch.ssh.connection.SSHConnection.sendRequest",
    *(
        f"twisted.application.{owner}.{method}"
        for owner in ("service.IService", "service.IServiceCollection", "service.Service", "service.MultiService")
        for method in ("disownServiceParent", "removeService", "stopService")
    ),
})  # fmt: skip
