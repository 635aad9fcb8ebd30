"""The end of a connection is a failure only while nothing has come of it."""

from twisted.internet import defer, protocol


class Greeting(protocol.Protocol):
    def dataReceived(self, data):
        d = defer.succeed(data)
        d.addCallback(bytes.strip)
        d.chainDeferred(self.factory.greeting)


class GreetingFactory(protocol.ClientFactory):
    protocol = Greeting

    def __init__(self):
        self.greeting = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.greeting.errback(reason)

    def clientConnectionLost(self, connector, reason):
        print("lost")
        # tell whoever waits
        self.greeting.errback(
            reason
        )


class Answer(protocol.Protocol):
    def __init__(self):
        self.answer = defer.Deferred()

    def dataReceived(self, data):
        self.answer.callback(data)

    def connectionLost(self, reason=protocol.connectionDone):
        self.answer.errback(reason)
