from twisted.internet import defer, utils


def ask(program):
    output = utils.getProcessOutput(program)
    answer = defer.Deferred()
    output.chainDeferred(answer)
    return answer


@defer.inlineCallbacks
def ask_twice(program):
    output = utils.getProcessOutput(program)
    yield ask(program)
    if not (yield ask(program)) or (yield utils.getProcessOutput(program)) == b"":
        return None
    return (yield output)
