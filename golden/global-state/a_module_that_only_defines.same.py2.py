"""Imported by others, who may want to set it."""

verbose = 0


def set_verbose(value):
    global verbose
    verbose = value


def say(text):
    if verbose:
        print text
