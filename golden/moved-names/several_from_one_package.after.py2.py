from twisted.protocols import basic, ftp
from twisted.mail import imap4 as mail, smtp


def start(client):
    from twisted.protocols import policies; from twisted.web import http; print "started"
    return basic, mail, smtp, ftp, http, policies


if True: from twisted.names import dns
from twisted.web.error import Error
from twisted.web.resource import NoResource, ErrorPage as Page
from twisted.python import log
import hashlib, constantly as constants
print hashlib, constants, log, Error, NoResource, Page, dns
