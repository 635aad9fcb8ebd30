from twisted.internet import defer, utils


@defer.inlineCallbacks
def show():
    yield utils.getProcessOutput("date")
    output = yield utils.getProcessOutput("date")
    print "%s" % output.strip(), `len(output)`
    for line in (yield utils.getProcessOutput("date")).splitlines():
        print line
