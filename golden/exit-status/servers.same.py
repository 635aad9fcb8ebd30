from twisted.internet import protocol, reactor
from twisted.mail import smtp
from twisted.python import log

reactor.listenTCP(7, protocol.Factory.forProtocol(protocol.Protocol))
d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addErrback(log.err)
d.addErrback(lambda _: reactor.stop())
reactor.run()
