from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4
from twisted.python import log

class Teller(object):
    def __init__(self, client):
        self.client = client

    @defer.inlineCallbacks
    def tell(self):
        mailbox = yield self.client.examine("INBOX")
        print mailbox["EXISTS"]
        self.leave()

    def leave(self):
        print "leaving"

teller = Teller(imap4.IMAP4Client())
teller.tell().addErrback(log.err, "tell failed").addBoth(lambda _: reactor.stop())
reactor.run()
