import urllib.parse
import urllib.error, urllib.request
from urllib.error import HTTPError
from urllib.request import Request as Asked  # both


def fetch(address):
    print(urllib.parse.quote("a b"))
    try:
        return urllib.request.urlopen(Asked(address)), urllib.parse.urlencode({})
    except (HTTPError, urllib.error.URLError):
        return None
