"""Results that stay Python 2."""
