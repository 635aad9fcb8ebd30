from twisted.internet import protocol, reactor


class Hello(protocol.Protocol):
    def dataReceived(self, data):
        print(data)


class HelloFactory(protocol.ClientFactory):
    protocol = Hello


for host in ["one", "other"]:
    reactor.connectTCP(host, 7, HelloFactory())
reactor.callLater(60, reactor.stop)
reactor.run()
