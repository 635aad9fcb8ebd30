import urllib2

def apply(change, undo):
    log(change, undo)


apply(1, 2)
