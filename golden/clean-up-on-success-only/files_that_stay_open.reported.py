from twisted.internet import threads
from twisted.protocols import ftp


class Getter(ftp.FTPClient):
    def get(self, path, keeper):
        target = open("copy", "wb")
        d = self.retrieveFile(path, keeper(target))
        d.addCallback(lambda _: target.close())  # reported
        return d
