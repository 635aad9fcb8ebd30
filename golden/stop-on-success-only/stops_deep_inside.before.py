from twisted.internet import reactor
from twisted.mail import smtp


def leave():
    print("leaving")
    reactor.stop()


def finish(result):
    print("sent to", result[0])
    leave()


d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addCallback(lambda result: finish(result))
reactor.run()
