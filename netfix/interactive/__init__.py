"""Rewrites one by one: a question for each, as `git add -p` asks."""
