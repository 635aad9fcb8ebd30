"""Calls that wait for a peer, and how each is told for how long.

Sources: the library references of Python 2.7 and 3.13, of requests 2.32 and urllib3 2.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Client:
    """A call that waits: at which place it takes a timeout, and since which version of Python (2, 3 or neither).

    `connects_later`: without arguments it connects only when its `connect` is called.
    """

    place: int
    connects_later: bool = False
    in_python2: bool = True
    in_python3: bool = True


_REQUESTS = ("get", "options", "head", "post", "put", "patch", "delete", "request")
#: A place of 99: by keyword only.
CLIENTS = {
    "socket.create_connection": Client(1),
    "urllib.request.urlopen": Client(2),
    "urllib2.urlopen": Client(2),
    "six.moves.urllib.request.urlopen": Client(2),
    "ftplib.FTP": Client(4, connects_later=True),
    "ftplib.FTP_TLS": Client(6, connects_later=True),
    "http.client.HTTPConnection": Client(2),
    "http.client.HTTPSConnection": Client(4),
    "httplib.HTTPConnection": Client(3),
    "httplib.HTTPSConnection": Client(5),
    "smtplib.SMTP": Client(3, connects_later=True),
    "smtplib.SMTP_SSL": Client(5, connects_later=True),
    "smtplib.LMTP": Client(99, in_python2=False),
    "poplib.POP3": Client(2),
    "poplib.POP3_SSL": Client(4, in_python2=False),
    "imaplib.IMAP4": Client(2, in_python2=False),
    "imaplib.IMAP4_SSL": Client(99, in_python2=False),
    "telnetlib.Telnet": Client(2),
    "nntplib.NNTP": Client(99, in_python2=False),
    "nntplib.NNTP_SSL": Client(99, in_python2=False),
    "xmlrpc.client.ServerProxy": Client(99, in_python2=False, in_python3=False),
    "xmlrpclib.ServerProxy": Client(99, in_python2=False, in_python3=False),
    "urllib.request.urlretrieve": Client(99, in_python2=False, in_python3=False),
    "urllib.urlretrieve": Client(99, in_python2=False, in_python3=False),
    "urllib.urlopen": Client(99, in_python2=False, in_python3=False),
    "urllib3.PoolManager": Client(99),
    "httplib2.Http": Client(1),
    **{f"requests.{name}": Client(99) for name in _REQUESTS},
}
_OF_SESSIONS = {name: Client(99) for name in _REQUESTS}
_OF_OPENERS = {"open": Client(2)}
#: Methods of clients that wait: the client's maker -> its methods.
METHODS = {
    "requests.Session": _OF_SESSIONS,
    "requests.session": _OF_SESSIONS,
    "requests.sessions.Session": _OF_SESSIONS,
    "urllib2.build_opener": _OF_OPENERS,
    "urllib.request.build_opener": _OF_OPENERS,
    "six.moves.urllib.request.build_opener": _OF_OPENERS,
}
#: Clients that wait only later, so that they may have no argument at all.
MAY_BE_BARE = frozenset({"urllib3.PoolManager", "httplib2.Http"})
#: What sets a limit to all that waits.
GUARDS = frozenset(
    {"socket.setdefaulttimeout", "signal.alarm", "signal.setitimer", "gevent.Timeout", "eventlet.Timeout"}
)
