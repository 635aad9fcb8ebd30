from twisted.internet import protocol, reactor


class Hello(protocol.Protocol):
    def dataReceived(self, data):
        reactor.stop()


class Bye(protocol.Protocol):
    def connectionLost(self, reason):
        reactor.stop()


class Again(protocol.ReconnectingClientFactory):
    protocol = Hello


class Careful(protocol.ClientFactory):
    protocol = Hello

    def clientConnectionFailed(self, connector, reason):
        reactor.stop()

    clientConnectionLost = clientConnectionFailed


class MoreCareful(Careful):
    def startedConnecting(self, connector):
        print("connecting")


class SaysBye(protocol.ClientFactory):
    protocol = Bye


class Server(protocol.ServerFactory):
    protocol = Hello


reactor.run()
