# runs
import configparser
import os, pickle, urllib.parse
from io import StringIO
from urllib.parse import quote, urlencode as encode

parser = configparser.ConfigParser()
parser.add_section("peer")
print(parser.sections(), pickle.loads(pickle.dumps([1])), os.path.basename("a/b"))
print(urllib.parse.urlparse("http://localhost/x").path, quote("a b"), encode({"a": 1}), StringIO("x").read())
