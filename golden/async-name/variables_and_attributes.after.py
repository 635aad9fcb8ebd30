# runs
class Pool(object):
    def __init__(self):
        self.size = 4


def resize(pool):
    async_ = pool.size > 1
    setattr(pool, "async", async_)
    pool.inner = Pool()
    setattr(pool.inner, "await", (1, 2))
    for await_ in 1, 2:
        async_ += await_
    nonlocal_ = [async_ + size for size in range(2)]
    return lambda: (async_, await_, nonlocal_)


def _call(async_, await_=2):
    return async_ + await_


pool = Pool()
print(resize(pool)())
print("%s %s %s" % (getattr(pool, "async"), getattr(pool.inner, "await")[1], - getattr(pool.inner, "await")[0] ** 2))
print(getattr((pool.inner), "await"))
print(_call(1) + (lambda async_: async_)(2))
