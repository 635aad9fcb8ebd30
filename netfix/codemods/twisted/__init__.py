"""Twisted: Deferreds that nobody forgets, reactors that stop."""
