# runs
from twisted.internet import reactor, task
from twisted.python import log


class Greeter:
    def begin(self):
        print("hello")
        self.good_bye("you").addErrback(log.err, "good_bye failed").addBoth(lambda _: reactor.stop())

    def good_bye(self, name):
        return task.deferLater(reactor, 0, len, name)


def begin():
    task.deferLater(reactor, 0, len, "you").addErrback(log.err, "deferLater failed").addBoth(lambda _: reactor.stop())


reactor.callWhenRunning(Greeter().begin)
reactor.run()
