import sys

from twisted.internet import defer, endpoints, protocol, reactor
from twisted.mail import imap4, pop3
from twisted.python import log


@defer.inlineCallbacks
def count(host):
    client = yield protocol.ClientCreator(reactor, imap4.IMAP4Client).connectTCP(host, 143)
    yield client.login(b"guest", b"sesame")
    print((yield client.search(imap4.Query(unseen=1))))
    yield client.logout()


async def list_sizes(host):
    point = endpoints.HostnameEndpoint(reactor, host, 110)
    client = await endpoints.connectProtocol(point, pop3.AdvancedPOP3Client())
    await client.login(b"guest", b"sesame")
    print(await client.listSize())
    await client.quit()


@defer.inlineCallbacks
def goes_on(host):
    client = yield protocol.ClientCreator(reactor, imap4.IMAP4Client).connectTCP(host, 143)
    for name in (yield client.list("", "*")):
        client.select(name).addErrback(log.err, "select failed")


count(sys.argv[1]).addErrback(print)
goes_on(sys.argv[1]).addErrback(print)
defer.ensureDeferred(list_sizes(sys.argv[1])).addErrback(print)
reactor.run()
