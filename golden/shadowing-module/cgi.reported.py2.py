"""In Python 2 a file finds itself first, script or not."""

import os
from cgi import escape  # reported

print escape(os.environ["QUERY_STRING"])
