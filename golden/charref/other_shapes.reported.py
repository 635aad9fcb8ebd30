"""Substitutions that are not one plain call."""

import re

REFERENCE = re.compile("&#([0-9]{2,5});")  # reported


def plain(text):
    return REFERENCE.sub(lambda found: chr(int(found.group(1))), text)


def first(text):
    return re.sub(r"&#(\d+);", lambda found: chr(int(found.group(1))), text, count=1)  # reported
