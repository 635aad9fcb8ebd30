from twisted.web.client import getPage


def lengths(one, two):
    first, second = getPage(one), getPage(two)
    first.addCallback(len)
    second.addCallback(len)
    if (third := getPage(one + two)) is not None:
        third.addCallback(len)
