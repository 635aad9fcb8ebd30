"""Methods of protocols, and what they call."""

import socket
import subprocess
import time

from twisted.internet import protocol, reactor


class Clock(protocol.Protocol):
    def connectionMade(self):
        time.sleep(1)  # reported
        self.greet()

    def greet(self):
        name = socket.gethostbyaddr("192.0.2.1")  # reported
        self.transport.write(name[0].encode())

    def dataReceived(self, data):
        self.transport.write(subprocess.check_output(["date"]))  # reported


def tick():
    print(input("time? "))  # reported


reactor.callLater(5, tick)
