import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4
from twisted.mail.pop3 import POP3 as Pop
import twisted.mail.smtp
import twisted.words.protocols.irc as chat


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        print "connected", caps
        twisted.mail.smtp.sendmail("localhost", "me", ["you"], "text")


class Box(Pop):
    pass


class Talker(chat.IRCClient):
    nickname = twisted.mail.smtp.DNSNAME
