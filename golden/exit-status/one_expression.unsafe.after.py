from twisted.internet import reactor, task
from twisted.python import log


def work():
    return task.deferLater(reactor, 0.01, int, "seven")


def note(result):
    print(result)


if __name__ == "__main__":
    main = 1
    def run_work(reactor):
        return work().addCallback(note)

    task.react(run_work)
