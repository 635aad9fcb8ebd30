#!/usr/bin/env python3
# string.py
"""The folder of this script is not searched any more."""

import os
import sys

sys.path.remove(os.path.dirname(os.path.abspath(__file__)))

import string

print(string.ascii_letters)
