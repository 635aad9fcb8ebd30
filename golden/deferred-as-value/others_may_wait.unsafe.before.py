from twisted.internet import defer, utils


def ask(program):
    output = utils.getProcessOutput(program)
    answer = defer.Deferred()
    answer.callback(output)
    return answer


@defer.inlineCallbacks
def ask_twice(program):
    output = utils.getProcessOutput(program)
    yield ask(program)
    if not ask(program) or utils.getProcessOutput(program) == b"":
        return None
    return output
