from twisted.internet.threads import deferToThread
from twisted.python import log


def copy(path):
    d = deferToThread(path.load)
    d.addCallback(save, path)
    d.addErrback(log.err)
    return d


def save(data, path):
    print "saving", `data`
    d = deferToThread(path.save, data)
    d.addCallback(path.count)
