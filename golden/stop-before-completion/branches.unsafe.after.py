from twisted.internet import reactor
from twisted.mail import imap4
from twisted.python import log


class Greeter(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        if not capabilities:
            self.logout().addErrback(log.err, "logout failed").addBoth(lambda _: reactor.stop())
            return
        print(capabilities)


def leave(client):
    client.removeFlags("1:*", [r"\Seen"]).addErrback(log.err, "removeFlags failed").addBoth(lambda _: reactor.stop())
