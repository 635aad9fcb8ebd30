from twisted.internet.threads import deferToThread


def stop():
    print("stopped")


def fetch(page):
    d = deferToThread(page.load)
    d.addCallback(stop)
    d.addCallback(lambda: 1, "one")
    stop()
