from twisted.internet import reactor, threads


def work():
    def stop():
        reactor.stop()

    reactor.callFromThread(reactor.stop)
    reactor.callFromThread(stop)
    reactor.callInThread(print)
    threads.blockingCallFromThread(reactor, reactor.resolve, "localhost")


def stop_now():
    reactor.stop()


reactor.callInThread(work)
reactor.callLater(1, stop_now)
reactor.run()
