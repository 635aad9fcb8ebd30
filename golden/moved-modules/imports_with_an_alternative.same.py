try:
    import urllib2
except ImportError:
    import urllib.request as urllib2
try:
    from cStringIO import StringIO
except ImportError:
    from io import StringIO
