"""Lists and dictionaries show what is in them by its repr; numbers are only digits."""

import json
import sys
import urllib2
from SimpleXMLRPCServer import SimpleXMLRPCServer

import zmq

socket = zmq.Context().socket(zmq.ROUTER)
socket.bind(sys.argv[1])
print "Received:", socket.recv_multipart()

answer = json.loads(urllib2.urlopen(sys.argv[2]).read())
print "Answer: " + str(answer)
print "Answer: %s" % str(answer)[:200]
print "Count: %s" % answer.get("count", 0)


class Service:
    def __init__(self, name):
        print "The service is %s" % name


server = SimpleXMLRPCServer(("localhost", 8000))
server.register_instance(Service("echo"))
server.serve_forever()
