from twisted.internet import interfaces, protocol


class Source:
    __implements__ = (interfaces.IProducer, interfaces.IConsumer)

    def stopProducing(self):
        print "stopped"


class Other(protocol.Protocol):
    __implements__ = interfaces.IProducer
