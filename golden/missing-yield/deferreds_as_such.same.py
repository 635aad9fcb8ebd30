"""Here the Deferred itself is meant, or it is not known to be one."""

from twisted.internet import defer, utils


def load(page):
    return page.load()


@defer.inlineCallbacks
def show(page, others):
    waiting = utils.getProcessOutput("date")
    print(waiting)
    output = yield waiting
    print(output.decode("ascii"))
    utils.getProcessOutput("date")
    started = [utils.getProcessOutput(name) for name in others]
    d = utils.getProcessOutput("date")
    d.addErrback(print)
    called = utils.getProcessOutput("date").called
    later = utils.getProcessOutput("date")
    others.append(later)
    print(load(page).title, called, later, started)
    if others:
        either = utils.getProcessOutput("date")
    else:
        either = b""
    print(either.strip())


def in_a_plain_function():
    return utils.getProcessOutput("date").strip()
