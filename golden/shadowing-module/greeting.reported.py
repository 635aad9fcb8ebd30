#!/usr/bin/env python3
"""A script that is called like what it imports."""

import sys
import greeting  # reported

greeting.main(sys.argv)
