import urllib2  # netfix: ignore[moved-modules]


def ask(host):
    return urllib2.urlopen(host, timeout=3)  # netfix: ignore[python3-names, get-page]
