from twisted.internet import reactor
from twisted.mail import imap4


class Greeter(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        if not capabilities:
            self.logout()
            reactor.stop()
            return
        print(capabilities)


def leave(client):
    client.removeFlags("1:*", [r"\Seen"])
    reactor.stop()
