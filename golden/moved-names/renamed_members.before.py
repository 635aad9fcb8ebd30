import twisted.internet.utils
from twisted.internet import defer
from twisted.protocols.basic import SafeNetstringReceiver
from twisted.python import log, reflect, util
from twisted.python.compat import unicode, iterbytes


class Receiver(SafeNetstringReceiver):
    def stringReceived(self, string):
        log.write(unicode(string))
        return reflect.allYourBase(type(self))


def connect(reactor, factory):
    try:
        return twisted.internet.utils.SRVConnector(reactor, "xmpp", "localhost", factory)
    except defer.AlreadyArmedError:
        return util.OrderedDict(iterbytes(b""))
