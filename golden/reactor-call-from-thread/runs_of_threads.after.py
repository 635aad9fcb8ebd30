import threading

from twisted.internet import reactor


class Keyboard(threading.Thread):
    def run(self):
        while input() != "q":
            pass
        reactor.callFromThread(reactor.stop)


class Robot:
    def run(self):
        reactor.stop()


Keyboard().start()
reactor.callLater(60, Robot().run)
reactor.run()
