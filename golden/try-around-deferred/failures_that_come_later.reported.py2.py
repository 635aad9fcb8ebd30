from twisted.web import client, error


def fetch(url, show):
    try:
        return client.getPage(url).addCallback(show)  # reported
    except error.Error, reason:
        print reason.status
