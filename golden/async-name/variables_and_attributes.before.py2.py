# runs
class Pool(object):
    def __init__(self):
        self.size = 4


def resize(pool):
    async = pool.size > 1
    pool.async = async
    pool.inner = Pool()
    pool.inner.await = 1, 2
    for await in 1, 2:
        async += await
    nonlocal = [async + size for size in range(2)]
    return lambda: (async, await, nonlocal)


def _call(async, await=2):
    return async + await


pool = Pool()
print(resize(pool)())
print("%s %s %s" % (pool.async, pool.inner.await[1], - pool.inner.await[0] ** 2))
print((pool.inner).await)
print(_call(1) + (lambda async: async)(2))
