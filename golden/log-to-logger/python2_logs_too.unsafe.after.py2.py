from twisted.python import log, failure
from twisted.logger import Logger

logger = Logger()


def go(name):
    logger.info("{name} is {name!r}", name=name)
    log.msg(`name`)
    logger.failure("bad", failure=failure.Failure(ValueError(1)))
    print "done"


go("me")
