import urllib2

try:
    unicode
except NameError:
    unicode = str


def read(file, long, range):
    log(file(long), [xrange for xrange in range], unicode)
