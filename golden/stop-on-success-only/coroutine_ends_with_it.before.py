from twisted.internet import reactor
from twisted.internet.defer import ensureDeferred
from twisted.mail import smtp


async def send():
    await smtp.sendmail("localhost", "me", ["you"], b"")
    print("sent")
    reactor.stop()


if __name__ == "__main__":
    d = ensureDeferred(send())
    d.addCallback(lambda _: print("over"))
    reactor.run()
