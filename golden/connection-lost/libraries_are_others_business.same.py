from twisted.internet import protocol, reactor


class HelloFactory(protocol.ClientFactory):
    def clientConnectionFailed(self, connector, reason):
        reactor.stop()
