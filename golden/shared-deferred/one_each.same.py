from twisted.internet import defer
from twisted.names import client


class Names:
    def __init__(self):
        self.waiting = []
        self.known = {}
        self.asked = None
        self.last = None

    def look_up(self, name):
        mine = defer.Deferred()
        self.waiting.append(mine)
        if self.asked is None:
            self.asked = client.getHostByName(name)
            self.asked.addBoth(self.fire)
        return mine

    def fire(self, result):
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            each.callback(result)

    def again(self, name):
        self.last = client.getHostByName(name)
        return self.last

    def remember(self, name, address):
        if name not in self.known:
            self.known[name] = address
        return self.known[name]
