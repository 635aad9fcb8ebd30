"""Where a result is used, the function waits for it."""

from twisted.internet import defer, threads, utils


def double(number):
    return threads.deferToThread(lambda: number * 2)


@defer.inlineCallbacks
def show(number):
    yield utils.getProcessOutput("date")
    output = utils.getProcessOutput("date")  # bytes
    for line in output.splitlines():
        print(line)
    total = double(number) + 1
    print(double(number)[0], len((double(number))))
    if double(number) > 3:
        total += 1
    first, second = double(number)
    return total, first, second


async def show_in_a_coroutine():
    output = utils.getProcessOutput("date")
    print(output.decode("ascii"), utils.getProcessOutput("date").decode("ascii"))
