from twisted.internet import defer, error, protocol, reactor


class Asking(protocol.Protocol):
    def dataReceived(self, data):
        self.factory.outcome.callback(data)
        self.transport.loseConnection()


class Asks(protocol.ClientFactory):
    protocol = Asking

    def __init__(self):
        self.outcome = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.outcome.errback(reason)

    def clientConnectionLost(self, connector, reason):
        if not reason.check(error.ConnectionDone) or not self.outcome.called:
            if not self.outcome.called:
                self.outcome.errback(reason)


class Careful(Asks):
    def clientConnectionLost(self, connector, reason):
        if not reason.check(error.ConnectionDone) and not self.outcome.called:
            self.outcome.errback(reason)


class Waiting(Asks):
    def clientConnectionLost(self, connector, reason):
        if reason.check(error.ConnectionDone) or self.outcome.called:
            print("gone")
        else:
            self.outcome.errback(reason)
