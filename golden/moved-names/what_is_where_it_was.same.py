from twisted.internet import defer, protocol, reactor
from twisted.protocols import basic, ftp, policies
from twisted.python import log

try:
    from twisted.mail import imap4
except ImportError:
    from twisted.protocols import imap4

from protocols import smtp
from .protocols.imap4 import IMAP4Client

NAMES = ["twisted.protocols.imap4", defer, protocol, reactor, basic, ftp, policies, log.msg, imap4, smtp, IMAP4Client]
