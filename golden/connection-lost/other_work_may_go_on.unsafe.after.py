from twisted.internet import protocol, reactor
from twisted.internet import error
from twisted.python import log


class Hello(protocol.Protocol):
    def dataReceived(self, data):
        print(data)


class HelloFactory(protocol.ClientFactory):
    protocol = Hello

    def clientConnectionFailed(self, connector, reason):
        log.err(reason, "connection failed")
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


for host in ["one", "other"]:
    reactor.connectTCP(host, 7, HelloFactory())
reactor.callLater(60, reactor.stop)
reactor.run()
