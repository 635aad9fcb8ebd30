from twisted.internet import threads


class Job:
    def start(self):
        self.d = threads.deferToThread(len, "abc")
        self.d.addCallback(self.more)
        self.d.addErrback(print)

    def more(self, number):
        print(number)
        return number

    def other(self):
        d = threads.deferToThread(len, "abc")

        def again(number):
            return number

        d.addCallback(again)
        return d

    def chained(self):
        inner = threads.deferToThread(len, "abc")
        outer = threads.deferToThread(len, "abc")
        outer.addCallback(lambda _: inner)
        return outer
