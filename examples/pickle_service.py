#!/usr/bin/env python
# A remote dictionary: whole Python objects travel over the socket.
#
#     pickle_service.py serve HOST PORT
#     pickle_service.py ask HOST PORT set KEY VALUE
#     pickle_service.py ask HOST PORT get KEY
#     pickle_service.py ask HOST PORT stop

import cPickle as pickle, socket, sys

store = {}


def perform(request):
    command, arguments = request[0], request[1:]
    if command == "set":
        store[arguments[0]] = arguments[1]
        return "stored"
    if command == "get":
        value = store.get(arguments[0])
        if value == None:
            raise KeyError, "nothing is stored as '%s'" % arguments[0]
        return value
    if command == "stop":
        return "goodbye"
    raise ValueError, "no command '%s'" % command


def serve(address):
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(address)
    server.listen(1)
    print "Serving on port", server.getsockname()[1]
    sys.stdout.flush()
    request = None
    while request != ["stop"]:
        conn, peer = server.accept()
        # One recv is one request: clients send them whole.
        request = pickle.loads(conn.recv(8192))
        print peer[0], "asks for", `request`
        try:
            answer = perform(request)
        except (KeyError, ValueError), problem:
            answer = problem        # exceptions can be pickled, too
        conn.send(pickle.dumps(answer, 1))
        conn.close()


def ask(address, request):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect(address)
    sock.send(pickle.dumps(request, 1))
    return pickle.load(sock.makefile("rb"))


address = (sys.argv[2], int(sys.argv[3]))
if sys.argv[1] == "serve":
    serve(address)
else:
    print "The service says:", ask(address, sys.argv[4:])
