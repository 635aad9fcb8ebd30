from twisted.internet import defer, utils


@defer.inlineCallbacks
def show():
    output = yield utils.getProcessOutput("date")
    print `output`
    defer.returnValue((yield utils.getProcessOutput("date")))
