from twisted.internet import defer, reactor, task
from twisted.web import resource


class Arm:
    def arm(self):
        return self

    def setTimeout(self, seconds):
        return seconds


class Patient(defer.Deferred):
    def setTimeout(self, seconds):
        return seconds


class Loop(task.LoopingCall):
    def __init__(self):
        task.LoopingCall.__init__(self, print)
        self.deferred = None


class Service:
    optStrings = []

    def render(self, request):
        return request.getClientIP()

    def putChild(self, path, child):
        return path, child


Arm().arm()
Arm().setTimeout(3)
Patient().setTimeout(3)
print(Loop().deferred, Service().putChild("x", 1))


def unknown(request, d, port):
    request.getClientIP()
    d.setTimeout(3)
    port.loseConnection()
    reactor.connectTCP("localhost", 25, None)
    resource.Resource().putChild(b"x", None)
