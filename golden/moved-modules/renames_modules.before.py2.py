# runs
import ConfigParser
import os, cPickle as pickle, urlparse
from StringIO import StringIO
from urllib import quote, urlencode as encode

parser = ConfigParser.ConfigParser()
parser.add_section("peer")
print parser.sections(), pickle.loads(pickle.dumps([1])), os.path.basename("a/b")
print urlparse.urlparse("http://localhost/x").path, quote("a b"), encode({"a": 1}), StringIO("x").read()
