#!/usr/bin/env python
"""Python has its own before the program starts."""

import sys
import os

print(os.name, sys.path)
