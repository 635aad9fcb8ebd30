"""Parts of a message are texts."""

import sys

import zmq

socket = zmq.Context().socket(zmq.SUB)
socket.connect(sys.argv[1])
topic, text = socket.recv_multipart()
print "Topic: %r" % topic
print "First: %r" % socket.recv_multipart()[0]
