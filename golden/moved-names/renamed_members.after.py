import twisted.internet.utils
from twisted.internet import defer
from twisted.protocols.basic import NetstringReceiver as SafeNetstringReceiver
from twisted.python import log, reflect, util
from twisted.python.compat import iterbytes
from twisted.names import srvconnect
from inspect import getmro
from collections import OrderedDict


class Receiver(SafeNetstringReceiver):
    def stringReceived(self, string):
        log.msg(str(string))
        return getmro(type(self))


def connect(reactor, factory):
    try:
        return srvconnect.SRVConnector(reactor, "xmpp", "localhost", factory)
    except defer.AlreadyCalledError:
        return OrderedDict(iterbytes(b""))
