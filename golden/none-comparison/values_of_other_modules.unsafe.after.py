from . import settings
from .pool import Pool


def connect(pool):
    if settings.timeout is None:
        return Pool
    made = Pool.current is None
    return pool is None, made
