from twisted.internet import reactor, utils

d = utils.getProcessOutput("/bin/ls")

def show(names):
    # One a line.
    print names,
d.addCallback(show)

def shutdown(ignored):
    reactor.stop()
d.addBoth(shutdown)

reactor.run()
