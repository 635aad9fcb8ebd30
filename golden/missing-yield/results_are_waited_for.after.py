"""Where a result is used, the function waits for it."""

from twisted.internet import defer, threads, utils


def double(number):
    return threads.deferToThread(lambda: number * 2)


@defer.inlineCallbacks
def show(number):
    yield utils.getProcessOutput("date")
    output = yield utils.getProcessOutput("date")  # bytes
    for line in output.splitlines():
        print(line)
    total = (yield double(number)) + 1
    print((yield double(number))[0], len((yield (double(number)))))
    if double(number) > 3:
        total += 1
    first, second = double(number)
    return total, first, second


async def show_in_a_coroutine():
    output = await utils.getProcessOutput("date")
    print(output.decode("ascii"), (await utils.getProcessOutput("date")).decode("ascii"))
