import time
import urllib2

from twisted.protocols import basic


class Fetcher(basic.LineReceiver):
    def lineReceived(self, line):
        print urllib2.urlopen(line).read()  # reported
        time.sleep(0.1)  # reported
        self.sendLine(raw_input())  # reported
