from twisted.internet import interfaces, protocol
from zope.interface import implementer


@implementer(interfaces.IProducer, interfaces.IConsumer)
class Source:
    def stopProducing(self):
        print "stopped"


@implementer(interfaces.IProducer)
class Other(protocol.Protocol):
    pass
