#!/usr/bin/env python3
"""A part of a package that can be run, too."""

import select

from . import sockets

print(select.select([sockets.listener], [], []))
