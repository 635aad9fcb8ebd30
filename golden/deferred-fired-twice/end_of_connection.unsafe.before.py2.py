from twisted.internet import defer, protocol
from twisted.protocols import basic


class Greeting(basic.LineReceiver):
    def lineReceived(self, line):
        print "got", `line`
        self.factory.greeting.callback(line)


class GreetingFactory(protocol.ClientFactory):
	protocol = Greeting

	def __init__(self):
		self.greeting = defer.Deferred()

	def clientConnectionLost(self, connector, reason):
		self.greeting.errback(reason)
