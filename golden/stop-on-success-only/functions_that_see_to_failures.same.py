from twisted.internet import defer, reactor
from twisted.mail import smtp
from twisted.python import log


@defer.inlineCallbacks
def send():
    try:
        yield smtp.sendmail("localhost", "me", ["you"], b"")
    except Exception:
        log.err(None, "not sent")
    finally:
        reactor.stop()


def usage():
    raise SystemExit("usage: send")


send()
reactor.run()
