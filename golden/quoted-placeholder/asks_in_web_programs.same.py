#!/usr/bin/env python3
import os

print("Content-Type: text/plain")
print()
print("you asked for '%s'" % os.environ["PATH_INFO"])
