from twisted.internet import reactor, utils
from twisted.internet import task


def main(reactor):
    d = utils.getProcessOutput("/bin/ls")

    def show(names):
        # One a line.
        print names,
    d.addCallback(show)
    return d


task.react(main)
