import sys

from twisted.internet import protocol, reactor
from twisted.protocols import imap4
from twisted.protocols.pop3 import POP3 as Pop
import twisted.protocols.smtp
import twisted.protocols.irc as chat


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        print "connected", caps
        twisted.protocols.smtp.sendmail("localhost", "me", ["you"], "text")


class Box(Pop):
    pass


class Talker(chat.IRCClient):
    nickname = twisted.protocols.smtp.DNSNAME
