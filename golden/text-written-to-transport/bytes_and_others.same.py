"""Bytes, what may be bytes, and writers that take text."""

import sys

from twisted.protocols import basic, ftp
from twisted.words.protocols import irc


class Greeter(basic.LineReceiver):
    def lineReceived(self, line):
        self.transport.write(b"220 ready\r\n")
        self.transport.write(line + b"\r\n")
        self.transport.write(self.factory.greeting)
        self.transport.write(b"%d" % len(line))
        self.transport.write("220 ready\r\n".encode("ascii"))
        self.sendLine(line)
        sys.stdout.write("line\n")
        self.file.write("line\n")


class Bot(irc.IRCClient):
    def joined(self, channel):
        self.sendLine("WHO " + channel)
        self.sendLine("LIST")


class Downloader(ftp.FTPClient):
    def begin(self):
        self.sendLine("TYPE I")


class Texts(basic.LineReceiver):
    def sendLine(self, line):
        super().sendLine(line.encode("utf-8"))

    def connectionMade(self):
        self.sendLine("hello")
