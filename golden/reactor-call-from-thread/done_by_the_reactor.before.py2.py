from twisted.internet import reactor


def _work():
    print "done"
    reactor.stop()


def begin():
    reactor.callInThread(_work)
