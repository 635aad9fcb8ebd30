import urllib2

class Call:
    def __init__(self, name):
        self.func_name = name


log(Call("greet").func_name)


class Peer:
    def greet(self):
        pass


greet = Peer.greet.im_func
