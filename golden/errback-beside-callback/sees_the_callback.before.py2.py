from twisted.internet.threads import deferToThread


def show(answer):
    print `answer`


def complain(failure):
    print "failed:", failure


def ask(server):
    d = deferToThread(server.ask)
    d.addCallbacks(show, complain)
