from twisted.internet import reactor


def _work():
    print "done"
    reactor.callFromThread(reactor.stop)


def begin():
    reactor.callInThread(_work)
