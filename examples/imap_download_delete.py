#!/usr/bin/env python
# Move all messages of an IMAP mailbox into a file.
#
#     imap_download_delete.py HOST PORT USER PASSWORD FILE

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Mover(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        self.safe = set()               # the UIDs that are in the file
        d = self.login(sys.argv[3], sys.argv[4])
        d.addCallback(lambda _: self.select("INBOX"))
        d.addCallback(lambda _: self.fetchUID("1:*"))
        d.addCallback(self.copy_all)
        d.addCallback(self.delete_copied)
        d.addCallback(self.leave)

    def copy_all(self, numbers):
        folder = open(sys.argv[5], "ab")
        copies = []
        for number, item in numbers.items():
            d = self.fetchSpecific(item["UID"], uid=1, peek=1)
            d.addCallback(self.copied, item["UID"], folder)
            copies.append(d)
        d = defer.DeferredList(copies)
        d.addCallback(lambda results: folder.close())
        return d

    def copied(self, answer, uid, folder):
        for parts in answer.values():
            for part in parts:
                text = part[-1]         # the last one is the message itself
                folder.write(text.replace("\r\n", "\n") + "\n")
        print "Copied", uid
        self.safe.add(int(uid))

    def delete_copied(self, ignored):
        if not len(self.safe):
            print "Nothing to delete."
            return
        uids = ",".join([`uid` for uid in sorted(self.safe)])
        print "Deleting", uids
        d = self.addFlags(uids, ["\\Deleted"], uid=1)
        d.addCallback(lambda _: self.expunge())
        return d

    def leave(self, ignored):
        d = self.logout()
        d.addCallback(lambda _: reactor.stop())
        return d


factory = protocol.ClientFactory()
factory.protocol = Mover
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
