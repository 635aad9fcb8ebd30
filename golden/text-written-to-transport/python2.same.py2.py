from twisted.protocols import basic


class Greeter(basic.LineReceiver):
    def lineReceived(self, line):
        print line
        self.transport.write("220 ready\r\n")
