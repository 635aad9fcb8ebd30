"""What runs in a thread, before the reactor or without it may wait; so may what is not known to be run by it."""

import subprocess
import time

from twisted.internet import protocol, reactor, threads
from twisted.python import log


class Worker(protocol.Protocol):
    def dataReceived(self, data):
        d = threads.deferToThread(self.work, data)
        d.addErrback(log.err)
        reactor.callInThread(wait)
        time.sleep(0)

    def work(self, data):
        time.sleep(1)
        return subprocess.check_output(data)

    def other(self):
        time.sleep(1)


def wait():
    time.sleep(1)


def main():
    name = input("name? ")
    time.sleep(1)
    reactor.run()
    return name
