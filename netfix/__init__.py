"""netfix: an automated code-rewriting tool for network programs, Python 2 and 3."""

from __future__ import annotations

__version__ = "0.1.0"
