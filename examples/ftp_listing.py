#!/usr/bin/env python
# List directories of an anonymous FTP server.
#
#     ftp_listing.py HOST PORT [DIRECTORY ...]

import sys

from twisted.internet import defer, protocol, reactor
from twisted.protocols import ftp

directories = sys.argv[3:] or ["."]


def connected(client):
    print "Logged in."
    d = client.pwd()
    d.addCallback(lambda answer: list_all(client))


def list_all(client):
    listings = []
    for directory in directories:
        entries = ftp.FTPFileListProtocol()
        d = client.list(directory, entries)
        d.addCallback(show, directory, entries)
        listings.append(d)
    d = defer.DeferredList(listings)
    d.addCallback(finished, client)
    return d


def show(ignored, directory, entries):
    if not len(entries.files):
        print "Nothing in '%s'" % directory
        return
    print "In '%s':" % directory
    for entry in entries.files:
        print "%10d  %s" % (entry["size"], entry["filename"]),
        if entry["filetype"] == "d":
            print "(a directory)",
        print


def finished(results, client):
    print len(results), "directories listed"
    client.quit()               # the last command of all
    reactor.stop()


creator = protocol.ClientCreator(reactor, ftp.FTPClient, "anonymous", "guest@")
d = creator.connectTCP(sys.argv[1], int(sys.argv[2]))
d.addCallback(connected)
reactor.run()
