# runs
import string
import sys


class Peer(object):
    def greet(self):
        return "hello"


print(Peer().greet.__func__.__name__, Peer().greet.__self__.__class__.__name__, sys.maxsize > 1000)
print(string.ascii_letters[:3] in string.ascii_letters + string.ascii_letters, Peer().greet.__func__.__code__.co_argcount)
