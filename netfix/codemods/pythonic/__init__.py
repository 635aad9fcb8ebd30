"""Patterns that work, but that a reader of Python stumbles over."""
