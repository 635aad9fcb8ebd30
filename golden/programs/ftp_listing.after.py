# Lists directories by FTP: HOST PORT DIRECTORY ...
# No errback anywhere, results unchecked, `quit` dropped and cut off by the stop.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.protocols import ftp
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


def connected(client):
    print("inside")
    d = client.pwd()
    d.addCallback(lambda answer: look(client))
    d.addErrback(log.err, "pwd or a callback failed")
    return d


def look(client):
    pending = []
    for directory in sys.argv[3:]:
        entries = ftp.FTPFileListProtocol()
        d = client.list(directory, entries)
        d.addCallback(show, directory, entries)
        pending.append(d)
    d = defer.DeferredList(pending, consumeErrors=True)
    d.addCallback(log_failures)
    d.addCallback(finish, client)
    return d


def show(answer, directory, entries):
    for entry in entries.files:
        print(directory, entry["filename"], entry["size"])


def finish(results, client):
    print(len(results), "directories")
    return client.quit()


creator = protocol.ClientCreator(reactor, ftp.FTPClient, "anonymous", "guest@")
d = creator.connectTCP(sys.argv[1], int(sys.argv[2]))
d.addCallback(connected)
d.addErrback(log.err, "connectTCP or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
