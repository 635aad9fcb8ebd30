import urllib2

class Node:
    def __init__(self, rest):
        self.rest = rest

    def next(self):
        return self.rest


log(Node(None).next())
