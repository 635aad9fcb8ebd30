from twisted.internet import defer, threads


def on_all_ways(read):
    copy = open("page", "wb")
    d = threads.deferToThread(read)
    d.addCallback(copy.write)
    d.addErrback(print)
    d.addCallback(lambda _: copy.close())
    return d


def of_others(read, copy):
    return threads.deferToThread(read).addCallback(lambda _: copy.close())


def of_a_list(reads):
    log = open("log", "w")
    d = defer.DeferredList([threads.deferToThread(each) for each in reads], consumeErrors=True)
    d.addCallback(lambda _: log.close())
    return d
