# runs
import socket


class Refused(Exception):
    pass


try:
    raise Refused("no")
except Refused, error:
    print("%s" % error)
try:
    raise KeyError("k")
except (KeyError, IndexError),error:print("%r" % error.args)
try:
    raise socket.error("gone")
except (socket.timeout,
        socket.error), error:  # either
    print("%s" % error)
try:
    raise Refused("no")
except Refused, \
        error:
    print("%s" % error)
try:
    raise Refused("no")
except Refused:
    print("refused")
