"""A whole answer is shown below the words, line by line."""

import sys
import urllib2

page = urllib2.urlopen(sys.argv[1]).read()
print "The server said:\n%s" % page
sys.stderr.write("The server said:\n\t" + page)
raise ValueError("%s is no answer:\n%s" % (sys.argv[1], page))
