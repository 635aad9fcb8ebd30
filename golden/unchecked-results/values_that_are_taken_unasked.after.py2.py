from twisted.internet.defer import DeferredList as Several
from twisted.internet.threads import deferToThread
from twisted.python import log


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


class Sizes:
    def ask(self, pages):
        d = Several([deferToThread(page.size) for page in pages], 0, 0, 1)
        d.addCallback(check_results)
        d.addCallback(lambda results: sum([pair[1] for pair in results]))
        d.addCallback(self.show, len(pages))
        return d

    def show(self, size, count):
        print "%d bytes in `%d` pages" % (size, count)
