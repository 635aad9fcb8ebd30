"""`python -m netfix`, the same command as `netfix`."""

from __future__ import annotations

from netfix.cli import main

if __name__ == "__main__":
    main()
