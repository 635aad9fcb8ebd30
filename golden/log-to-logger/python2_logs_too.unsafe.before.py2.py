from twisted.python import log, failure


def go(name):
    log.msg("%s is %r" % (name, name))
    log.msg(`name`)
    log.err(failure.Failure(ValueError(1)), "bad")
    print "done"


go("me")
