from twisted.application import strports
from twisted.internet import defer, reactor
from twisted.python import usage
from twisted.web import server


class Options(usage.Options):
    optStrings = [["port", "p", "8080", "where to listen"]]


class Session(server.Session):
    def touch(self):
        server.Session.touch(self)
        self.checkExpired()


def wait():
    d = defer.Deferred()
    d.arm()
    reactor.initThreads()
    return d


strports.service("8080", None)
strports.service('8080:interface=127.0.0.1', None)
try:
    wait()
except defer.FirstError, error:
    print error[1], error[0].getErrorMessage()
