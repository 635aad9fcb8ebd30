from twisted.internet import reactor, threads


def work():
    reactor.stop()


def work_here_too():
    reactor.stop()


def begin():
    later = threads.deferToThread(work_here_too)
    work_here_too()
    return later, threads.deferToThread(work)
