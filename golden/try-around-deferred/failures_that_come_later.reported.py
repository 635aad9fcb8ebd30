from twisted.internet import endpoints, error, protocol, reactor
from twisted.mail import imap4, smtp


def connect():
    point = endpoints.TCP4ClientEndpoint(reactor, "localhost", 25)
    try:
        d = point.connect(protocol.Factory.forProtocol(protocol.Protocol))  # reported
        d.addCallback(print)
    except error.ConnectionRefusedError:
        print("nobody there")


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        try:
            self.login(b"guest", b"sesame").addCallback(self.logged_in)  # reported
        except imap4.IMAP4Exception as reason:
            print(reason)

    def logged_in(self, _):
        print("in")
