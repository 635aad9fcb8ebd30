"""What may be None, what is compared to find a Deferred again, results."""

from twisted.internet import defer, utils

from .pool import connection


class Asker:
    def __init__(self):
        self.waiting = None
        self.finished = utils.getProcessOutput("date")

    def ask(self, program):
        if self.waiting:
            return self.waiting
        if self.finished:
            return self.finished
        self.waiting = utils.getProcessOutput(program)
        return self.waiting

    def ask_sometimes(self, program):
        d = None
        if program:
            d = utils.getProcessOutput(program)
        if d:
            d.addErrback(print)
        if d is self.waiting or d == self.finished:
            return None
        if connection.ask(program):
            return None
        self.callback(utils.getProcessOutput(program))
        return d


class Keys:
    def key(self):
        """Whoever inherits from this may return None."""
        return defer.succeed(b"key")

    def begin(self):
        key = self.key()
        if not key:
            return None
        return key


def returned(program):
    return utils.getProcessOutput(program)


async def returned_by_a_coroutine(program):
    await utils.getProcessOutput(program)
    return utils.getProcessOutput(program)


@defer.inlineCallbacks
def result(program):
    output = yield utils.getProcessOutput(program)
    answer = defer.Deferred()
    answer.callback(output)
    if output:
        return output
    return (yield utils.getProcessOutput(program))
