from twisted.internet import utils
from twisted.names import client


class Names:
    def __init__(self):
        self.asked = {}
        self.kernel = None

    def look_up(self, name):
        if name not in self.asked:
            self.asked[name] = client.getHostByName(name)
        return self.asked[name]  # reported

    def version(self):
        if self.kernel is None:
            self.kernel = utils.getProcessOutput("/bin/uname", ["-r"])
        return self.kernel  # reported
