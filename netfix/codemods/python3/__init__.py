"""Family python3: the syntax of Python 2 programs, written in Python 3."""

from __future__ import annotations
