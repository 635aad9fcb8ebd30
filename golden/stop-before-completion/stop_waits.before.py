# runs
from twisted.internet import reactor, task


class Greeter:
    def begin(self):
        print("hello")
        self.good_bye("you")
        reactor.stop()

    def good_bye(self, name):
        return task.deferLater(reactor, 0, len, name)


def begin():
    task.deferLater(reactor, 0, len, "you"); reactor.stop()


reactor.callWhenRunning(Greeter().begin)
reactor.run()
