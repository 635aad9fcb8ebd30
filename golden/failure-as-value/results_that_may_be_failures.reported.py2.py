from twisted.internet.threads import deferToThread


def show(headers):
    print `headers["Subject"]`  # reported


def fetch(page):
    return deferToThread(page.headers).addBoth(show)
