from twisted.internet import defer, utils


@defer.inlineCallbacks
def show():
    output = yield utils.getProcessOutput("date")
    print `output`
    defer.returnValue(utils.getProcessOutput("date"))
