from twisted.internet import protocol


class One:
    pass


print(One, protocol)
