from twisted.internet.threads import deferToThread


def show(text):
    print text


def fetch(page):
    deferToThread(page.load).addCallback(show)
