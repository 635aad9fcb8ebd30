"""The same in Python 2."""

import sys
import urllib2

for line in open(sys.argv[1]).readlines():
    print line,
answer = urllib2.urlopen(sys.argv[2])
for line in answer.readlines():
    print line.rstrip("\n")
