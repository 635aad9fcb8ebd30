from twisted.internet import defer, protocol, reactor
from twisted.protocols import basic
from twisted.web.client import getPage


class Line(basic.LineReceiver):
    def lineReceived(self, line):
        done, self.factory.done = self.factory.done, None
        done.callback(line)


class LineFactory(protocol.ClientFactory):
    protocol = Line

    def __init__(self):
        self.line = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.line.errback(reason)


class Job:
    def __init__(self, url):
        self.deferred = getPage(url)
        self.deferred.addCallback(print)


factory = LineFactory()
factory.line.addCallback(print)
factory.line.addBoth(lambda _: reactor.stop())
reactor.connectTCP("localhost", 7, factory)
Job("http://localhost/")
reactor.run()
