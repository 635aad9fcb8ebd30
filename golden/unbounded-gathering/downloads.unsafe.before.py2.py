"""Answers go to files piece by piece."""

import shutil
import sys
import urllib2

answer = urllib2.urlopen(sys.argv[1])
open(sys.argv[2], "wb").write(answer.read())
shutil.move(sys.argv[2], "page.html")
