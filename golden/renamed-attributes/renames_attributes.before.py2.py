# runs
import string
import sys


class Peer(object):
    def greet(self):
        return "hello"


print Peer().greet.im_func.func_name, Peer().greet.im_self.__class__.__name__, sys.maxint > 1000
print string.letters[:3] in string.ascii_letters + string.letters, Peer().greet.im_func.func_code.co_argcount
