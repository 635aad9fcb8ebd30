from twisted.internet import reactor
from twisted.mail import imap4


class Greeter(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        self.logout()
        # The server answers at once.
        reactor.stop()

    def connectionLost(self, reason):
        self.transport.loseConnection()
        reactor.stop()

    def leave(self):
        self.logout().addBoth(lambda _: reactor.stop())

    def wait(self):
        self.logout()
        print("bye")
        reactor.stop()
