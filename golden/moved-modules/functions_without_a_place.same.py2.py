names = raw_input().split()
from commands import mkarg
from urllib2 import *
import StringIO
import urllib

opened = urllib
kind = StringIO.nothing
