from twisted.internet import protocol, reactor
from twisted.mail import imap4
from twisted.python import log


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        self.login("user", "secret").addErrback(log.err)


reactor.callLater(60, reactor.stop)
protocol.ClientCreator(reactor, Reader).connectTCP("localhost", 143).addErrback(log.err)
reactor.run()
