"""Python 2 that asks for absolute imports."""

from __future__ import absolute_import

import cgi

print cgi.escape("<")
