from twisted.web.client import getPage


def show(url):
    d = getPage(url)
    d.addCallback(len)

    @d.addCallback
    def tell(length):
        print(length)

    @d.addErrback
    def complain(failure):
        print(failure)


def hand_on(url, add):
    d = getPage(url)
    d.addCallback(len)
    add(d.addErrback)
