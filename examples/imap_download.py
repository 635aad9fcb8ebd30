#!/usr/bin/env python
# Copy all messages of an IMAP mailbox into one file.
#
#     imap_download.py HOST PORT USER PASSWORD FILE

import os, sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Downloader(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.login(sys.argv[3], sys.argv[4])
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.fetch_all)
        d.addCallback(self.done)

    def fetch_all(self, mailbox):
        folder = open(sys.argv[5], "ab")
        os.chmod(sys.argv[5], 0600)             # nobody else's business
        pending = []
        for number in range(1, mailbox["EXISTS"] + 1):
            d = self.fetchMessage(str(number))
            d.addCallback(self.store, number, folder)
            pending.append(d)
        # All requests are on their way; close the file after the last one.
        everything = defer.DeferredList(pending)
        everything.addCallback(lambda results, f: f.close(), folder)
        return everything

    def store(self, answer, number, folder):
        text = answer[number]["RFC822"]
        print "Message %d has %d bytes" % (number, len(text))
        folder.write("From imap_download\n")
        folder.write(text.replace("\r\n", "\n") + "\n")

    def done(self, ignored):
        print "All messages are in '%s'." % sys.argv[5]
        self.logout()
        reactor.stop()


class DownloadFactory(protocol.ClientFactory):
    protocol = Downloader

    def clientConnectionFailed(self, connector, reason):
        print >>sys.stderr, "Could not connect:", reason.getErrorMessage()
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), DownloadFactory())
reactor.run()
