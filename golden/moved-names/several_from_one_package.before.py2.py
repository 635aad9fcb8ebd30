from twisted.protocols import basic, imap4 as mail, smtp, ftp


def start(client):
    from twisted.protocols import http, policies; print "started"
    return basic, mail, smtp, ftp, http, policies


if True: from twisted.protocols import dns
from twisted.web.error import Error, NoResource, ErrorPage as Page
from twisted.python import hashlib, constants, log
print hashlib, constants, log, Error, NoResource, Page, dns
