"""How files are read, searched and rewritten. Knows no pattern and imports nothing from `netfix.codemods`."""
