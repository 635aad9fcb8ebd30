# runs
import socket


class Refused(Exception):
    pass


try:
    raise Refused("no")
except Refused as error:
    print("%s" % error)
try:
    raise KeyError("k")
except (KeyError, IndexError) as error:print("%r" % error.args)
try:
    raise socket.error("gone")
except (socket.timeout,
        socket.error) as error:  # either
    print("%s" % error)
try:
    raise Refused("no")
except Refused as \
        error:
    print("%s" % error)
try:
    raise Refused("no")
except Refused:
    print("refused")
