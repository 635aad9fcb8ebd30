from twisted.internet import reactor


def work():
    port = reactor.listenTCP(8007, None)  # reported
    return port


reactor.callInThread(work)
reactor.run()
