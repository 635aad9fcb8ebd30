from twisted.internet import reactor
from twisted.internet.defer import ensureDeferred
from twisted.mail import smtp
from twisted.python import log


async def send():
    await smtp.sendmail("localhost", "me", ["you"], b"")
    print("sent")


if __name__ == "__main__":
    d = ensureDeferred(send())
    d.addCallback(lambda _: print("over"))
    d.addErrback(log.err, "ensureDeferred or a callback failed")
    d.addBoth(lambda _: reactor.stop())
    reactor.run()
