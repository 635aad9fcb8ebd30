from twisted.internet import protocol, reactor
from twisted.protocols.basic import LineReceiver


class Command(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, data):
        command = data.strip().lower()
        if command == "quit":
            self.transport.loseConnection()
        else:
            self.transport.write("unknown\r\n")


factory = protocol.Factory()
factory.protocol = Command
reactor.listenTCP(4321, factory)
reactor.run()
