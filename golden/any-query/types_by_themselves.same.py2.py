"""The same in Python 2, and a library that is none for the DNS."""

import sys
from catalogue import resolve

print resolve(sys.argv[1], "ANY")
