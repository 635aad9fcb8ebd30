"""The same in Python 2."""

import sys

for line in open(sys.argv[1]).readlines():  # reported
    print line,
