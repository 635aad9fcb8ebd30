import threading

from twisted.internet import reactor


class Keyboard(threading.Thread):
    def run(self):
        while input() != "q":
            pass
        reactor.stop()


class Robot:
    def run(self):
        reactor.stop()


Keyboard().start()
reactor.callLater(60, Robot().run)
reactor.run()
