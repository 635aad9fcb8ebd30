import logging as log
from math import log as ln
from twisted.python import logfile


class Log:
    def msg(self, text):
        print(text)


log.error("x")
print(ln(1), logfile)
Log().msg("x")
