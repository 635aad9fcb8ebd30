from twisted.internet import defer, error, protocol
from twisted.mail import imap4


class Reader(imap4.IMAP4Client):
    @defer.inlineCallbacks
    def serverGreeting(self, capabilities):
        try:
            yield self.login(b"guest", b"sesame")
        except imap4.IMAP4Exception as reason:
            print(reason)

    async def again(self):
        try:
            await self.login(b"guest", b"sesame")
        except imap4.IMAP4Exception as reason:
            print(reason)

    def plainly(self):
        try:
            self.login("guest", "sesame").addErrback(print)
        except Exception as reason:
            print(reason)

    def handled(self):
        try:
            d = self.login("guest", "sesame")
        except imap4.IMAP4Exception:
            return
        d.addErrback(print)

    def bad_arguments(self):
        try:
            self.fetchUID("*").addCallback(print)
        except (TypeError, imap4.IllegalMailboxEncoding):
            print("no such mailbox")


def attend(transport):
    try:
        transport.write(b"hello")
    except error.ConnectionDone:
        print("gone")
