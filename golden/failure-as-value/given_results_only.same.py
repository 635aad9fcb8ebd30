from twisted.internet import defer, protocol, reactor


class Child(protocol.ProcessProtocol):
    def __init__(self):
        self.ended = defer.Deferred()

    def processEnded(self, status):
        self.ended.callback(self)


def finished(child):
    print(child.pid)


child = Child()
child.ended.addBoth(finished)
reactor.spawnProcess(child, "/bin/true")
