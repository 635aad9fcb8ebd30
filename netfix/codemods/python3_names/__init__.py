"""What a migration does beside syntax: names and idioms that Python 3 changed. Only where they are asked for."""
