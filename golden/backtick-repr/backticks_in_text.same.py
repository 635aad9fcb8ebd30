"""Runs `run`."""

print("`ls`")
