# runs
"""Failures of a chain are reported, wherever in the chain they come from."""

from twisted.internet import defer, task


class Counter:
    def __init__(self):
        self.answers = []

    def ask(self, question):
        d = defer.succeed(question)
        d.addCallback(self.answer)  # raises for odd ones

    def ask_twice(self, question):
        defer.succeed(question).addCallback(self.answer).addCallback(print)
        (
            defer.succeed(question + 2)
            .addCallback(self.answer)
            .addCallback(print)  # the last one
        )

    def answer(self, question):
        if question % 2:
            raise ValueError("odd")
        self.answers.append(question)
        return question


async def main():
    counter = Counter()
    for number in range(4):
        counter.ask(number)
    counter.ask_twice(6)
    print(counter.answers)


task.react(lambda reactor: defer.ensureDeferred(main()))
