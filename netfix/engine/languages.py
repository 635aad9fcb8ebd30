"""The languages that a file may be in: two, of which one is to become the other. What tells them is `dialect`."""

from __future__ import annotations

from enum import Enum


class Dialect(Enum):
    """The language that a file is written in."""

    PYTHON2 = "Python 2"
    PYTHON3 = "Python 3"


class Target(Enum):
    """The language that a Python 2 file is to be in afterwards: it stays as it is, or is carried to Python 3."""

    PY27 = "py27"
    PY3 = "py3"
