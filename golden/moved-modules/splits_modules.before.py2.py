import urllib
import urllib2
from urllib2 import HTTPError, Request as Asked  # both


def fetch(address):
    print urllib.quote("a b")
    try:
        return urllib2.urlopen(Asked(address)), urllib.urlencode({})
    except (HTTPError, urllib2.URLError):
        return None
