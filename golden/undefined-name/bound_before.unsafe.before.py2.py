"""Checks the name in a server's certificate."""

import sys
from OpenSSL import SSL

name_verified = 0


def verify(connection, certificate, error, depth, ok):
    global name_verified
    if depth == 0 and certificate.get_subject().commonName == sys.argv[1]:
        name_verified = 1
    return ok


def report(connection):
    if not name_verifie:
        print "The name in the certificate is not %r" % sys.argv[1]
        connection.shutdown()


def receive(stream, buffer_size):
    while 1:
        data = stream.recv(bufer_size)
        if not data:
            break
        print "%r" % data


context = SSL.Context(SSL.TLSv1_METHOD)
context.set_verify(SSL.VERIFY_PEER, verify)
