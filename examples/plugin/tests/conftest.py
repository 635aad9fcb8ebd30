"""The option `--bless` and the fixture of that name."""

pytest_plugins = ["netfix.pytest_plugin"]
