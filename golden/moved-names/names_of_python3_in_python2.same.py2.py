from twisted.python.compat import unicode
from twisted.python import compat

print unicode("x"), compat.unicode
