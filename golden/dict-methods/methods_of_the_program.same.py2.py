import urllib2

class Table:
    def iteritems(self):
        return iter([])


for name, value in Table().iteritems():
    log(name)
