from twisted.internet.threads import deferToThread


def any_number(*results):
    print(results)


def decorated(function):
    return lambda result: function()


@decorated
def show():
    print("loaded")


class Fetcher:
    def fetch(self, page):
        d = deferToThread(page.load)
        d.addCallback(lambda _: None)
        d.addCallback(lambda result=None: None)
        d.addCallback(any_number)
        d.addCallback(show)
        d.addCallback(self.loaded)
        d.addCallback(self.static)
        d.addCallback(page.loaded)

    def loaded(self, page):
        print(page)

    @staticmethod
    def static(page):
        print(page)
