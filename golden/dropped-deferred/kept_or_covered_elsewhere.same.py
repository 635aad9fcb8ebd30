from twisted.internet import defer, task, utils
from twisted.python import log


class Poller:
    def __init__(self):
        self.loop = task.LoopingCall(self.poll)
        self.pending = []

    def start(self):
        self.loop.start(60)
        self.schedule()

    def poll(self):
        """Look, and tell what went wrong."""
        d = defer.maybeDeferred(self.look)
        d.addErrback(log.err, "while polling")
        return d

    def look(self):
        return utils.getProcessOutput("/bin/uname", ["-r"])

    def schedule(self):
        d = utils.getProcessOutput("/bin/uname", ["-r"])
        self.pending.append(d)
        return d
