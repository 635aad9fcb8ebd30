"""Downloads all messages of a mailbox, and deletes them there."""

import email
import sys

from twisted.internet import defer
from twisted.mail.imap4 import MessageSet


class Logic:
    def __init__(self, proto):
        self.proto = proto

    def handleuids(self, uids):
        self.uidlist = MessageSet()
        dlist = []
        destfd = open(sys.argv[3], "at")
        for num, data in uids.items():
            uid = data["UID"]
            d = self.proto.fetchSpecific(uid, uid=1, peek=1)
            d.addCallback(self.gotmessage, destfd, uid)
            dlist.append(d)
        dl = defer.DeferredList(dlist)
        dl.addCallback(lambda x, fd: fd.close(), destfd)
        return dl

    def gotmessage(self, data, destfd, uid):
        print "Received message UID", uid
        for key, value in data.items():
            i = value[0].index("BODY") + 2
            msg = email.message_from_string(value[0][i])
            destfd.write(msg.as_string(unixfrom=1))
        self.uidlist.add(int(uid))  # deleted later

    def deletemessages(self, data=None):
        print "Deleting messages", str(self.uidlist)
        d = self.proto.addFlags(str(self.uidlist), ["\\Deleted"], uid=1)
        d.addCallback(lambda x: self.proto.expunge())
        return d
