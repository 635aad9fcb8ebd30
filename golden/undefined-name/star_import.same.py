"""A star import may bind anything."""

from os.path import *

print(joined(abspath("a"), bsaename("b")))
