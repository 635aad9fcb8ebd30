# runs
import sys
import traceback


class Refused(Exception):
    pass


def connect():
    raise KeyError("no host")


def attempt(function):
    try:
        function()
    except Exception as error:
        functions = [entry[2] for entry in traceback.extract_tb(sys.exc_info()[2])]
        print("%s %s %s" % (error.__class__.__name__, error.args, functions[-1]))


def parts():
    try:
        connect()
    except KeyError:
        kind, value, trace = sys.exc_info()
        raise kind, value, trace


def subscripts():
    try:
        connect()
    except KeyError:
        info = sys.exc_info()
        raise info[0], info[1], info[2]


def other_class():
    try:
        connect()
    except KeyError as error:
        raise Refused, "host %s" % error.args, sys.exc_info()[2]


def no_value():
    try:
        connect()
    except KeyError:
        raise Refused, None, sys.exc_info()[2]


def instance():
    try:
        connect()
    except KeyError:
        raise Refused(1, 2), None, sys.exc_info()[2]


def caught():
    try:
        connect()
    except KeyError as error:
        raise KeyError, error, sys.exc_info()[2]


for function in (parts, subscripts, other_class, no_value, instance, caught):
    attempt(function)
