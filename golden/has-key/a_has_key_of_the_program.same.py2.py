import urllib2

class Table:
    def has_key(self, key):
        return True


log(Table().has_key(1))
