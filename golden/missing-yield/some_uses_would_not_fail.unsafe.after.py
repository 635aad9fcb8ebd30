from twisted.internet import defer, utils


@defer.inlineCallbacks
def show():
    yield utils.getProcessOutput("date")
    output = yield utils.getProcessOutput("date")
    print(output)
    print(output.decode("ascii"))
