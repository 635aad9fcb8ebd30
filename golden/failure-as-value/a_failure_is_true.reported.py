from twisted.internet.threads import deferToThread
from twisted.python.failure import Failure


def verdict(result):
    if result:  # reported
        print("it worked")


def knows(result):
    if result and not isinstance(result, Failure):
        print("it worked")


def ask(question):
    deferToThread(question).addBoth(verdict)
    deferToThread(question).addBoth(knows)
