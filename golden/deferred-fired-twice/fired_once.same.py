"""Each of these gets one result, or another Deferred is put in its place."""

from twisted.internet import defer, protocol


def either(answer):
    d = defer.Deferred()
    if answer is None:
        d.errback(ValueError("no answer"))
        return d
    if answer:
        d.callback(answer)
    else:
        d.callback(None)
    return d


def each(waiting):
    for d in waiting:
        d.callback(None)
    while waiting:
        d = waiting.pop()
        d.callback(None)
        d = defer.Deferred()
        d.callback(None)


def first(answers):
    d = defer.Deferred()
    for answer in answers:
        d.callback(answer)
        break
    return d


def by_handlers(answer):
    d = defer.Deferred()
    try:
        number = int(answer)
    except ValueError as error:
        d.errback(error)
    else:
        d.callback(number)
    return d


class Answer(protocol.Protocol):
    def __init__(self):
        self.answer = defer.Deferred()
        self.closed = defer.Deferred()

    def dataReceived(self, data):
        self.answer.callback(data)
        self.answer = defer.Deferred()
        self.answer.callback(data)

    def connectionLost(self, reason=protocol.connectionDone):
        self.answer.errback(reason)
        self.closed.callback(None)


class GreetingFactory(protocol.ClientFactory):
    def __init__(self):
        self.greeting = defer.Deferred()

    def got(self, greeting):
        self.greeting.callback(greeting)

    def clientConnectionLost(self, connector, reason):
        if not self.greeting.called:
            self.greeting.errback(reason)


class OneFactory(protocol.ClientFactory):
    def __init__(self):
        self.done = defer.Deferred()

    def clientConnectionLost(self, connector, reason):
        self.done.callback(None)

    def clientConnectionFailed(self, connector, reason):
        self.done.errback(reason)


class OtherFactory(protocol.ClientFactory):
    def __init__(self):
        self.done = defer.Deferred()

    def finished(self):
        self.done.callback(None)
