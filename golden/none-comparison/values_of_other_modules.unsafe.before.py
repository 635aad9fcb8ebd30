from . import settings
from .pool import Pool


def connect(pool):
    if settings.timeout == None:
        return Pool
    made = Pool.current == None
    return pool == None, made
