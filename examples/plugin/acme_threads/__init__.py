"""Acme's codemods. The package's name is their family: `netfix --select acme-threads`."""
