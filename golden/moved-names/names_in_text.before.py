from twisted.python import reflect
from twisted.python.reflect import namedModule

CLIENT = reflect.namedAny("twisted.protocols.imap4.IMAP4Client")
SERVER = namedModule('twisted.protocols.smtp')
