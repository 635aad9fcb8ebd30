from twisted.application import strports
from twisted.internet import defer, reactor
from twisted.python import usage
from twisted.web import server


class Options(usage.Options):
    optParameters = [["port", "p", "8080", "where to listen"]]


class Session(server.Session):
    def touch(self):
        server.Session.touch(self)


def wait():
    d = defer.Deferred()
    return d


strports.service("tcp:8080", None)
strports.service('tcp:8080:interface=127.0.0.1', None)
try:
    wait()
except defer.FirstError, error:
    print error.index, error.subFailure.getErrorMessage()
