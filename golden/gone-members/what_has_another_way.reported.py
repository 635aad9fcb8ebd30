from twisted.application import strports
from twisted.internet import defer, reactor, task
from twisted.python import usage
from twisted.spread import pb
from twisted.web import resource, server


class Page(resource.Resource):
    def render_GET(self, request):
        print(request.getClientIP())  # reported
        print(request.received_headers["host"])  # reported
        request.setHeader(b"x", b"y")
        self.putChild("größe", self)  # reported
        return b""


class Options(usage.Options):
    optStrings = [["port", "p", "8080", "where to listen"]]  # reported
    optParameters = [["host", "h", "", "where"]]


class Session(server.Session):
    def begin(self):
        self.startCheckingExpiration(300)  # reported


reactor.clientTCP("localhost", 25, None)  # reported
reactor.iterate()  # reported
defer.DeferredList([]).addDeferred(defer.Deferred())  # reported
defer.Deferred().setTimeout(seconds=3)  # reported
later = reactor.initThreads  # reported
loop = task.LoopingCall(print)
print(loop.deferred)  # reported
pb.PBClientFactory().getPerspective("name")  # reported
strports.service("tcp:8080", None)
