"""Members of the enumeration become names of the module."""

import enum


@enum.global_enum
class Flags(enum.IntFlag):
    ASCII = 1
    DEBUG = 2


print(ASCII | DEBUG)
