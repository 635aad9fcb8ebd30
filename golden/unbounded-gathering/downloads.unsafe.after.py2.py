"""Answers go to files piece by piece."""

import shutil
import sys
import urllib2

answer = urllib2.urlopen(sys.argv[1])
shutil.copyfileobj(answer, open(sys.argv[2], "wb"))
shutil.move(sys.argv[2], "page.html")
