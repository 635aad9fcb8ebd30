from twisted.internet import defer
from twisted.web.client import getPage


class Pool:
    def close(self):
        d = defer.DeferredList([port.stopListening() for port in self.ports], consumeErrors=True)
        self.ports.clear()
        return d

    def stop(self):
        self.close()
        getPage(b"http://localhost/").addBoth(print)
