"""The lines are iterated over as they come."""

import sys

for line in open(sys.argv[1]):
    print line,
print len(open(sys.argv[1]).readlines())
