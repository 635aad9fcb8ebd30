"""A part of a package for Python 3, whatever it is read as."""

from http.client import HTTPConnection


class Connection(HTTPConnection):
    pass
