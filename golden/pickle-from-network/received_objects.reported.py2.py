import SocketServer
import cPickle as pickle
import marshal
import os
import sys
import urllib2

from twisted.internet import protocol


class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        print >>self.wfile, pickle.load(self.rfile)  # reported  # reported
        code = marshal.loads(self.request.recv(8192))  # reported  # reported


class Receiver(protocol.Protocol):
    def dataReceived(self, data):
        try:
            self.factory.got(pickle.loads(data))  # reported  # reported
        except pickle.UnpicklingError, why:
            print "not a pickle:", why


print pickle.loads(urllib2.urlopen(sys.argv[1]).read())  # reported  # reported
print pickle.loads(os.environ["HTTP_COOKIE"].decode("base64"))  # reported  # reported
print pickle.loads(os.environ["MY_STATE"])
