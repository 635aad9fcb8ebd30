from twisted.python import reflect
from twisted.python.reflect import namedModule

CLIENT = reflect.namedAny("twisted.mail.imap4.IMAP4Client")
SERVER = namedModule('twisted.mail.smtp')
