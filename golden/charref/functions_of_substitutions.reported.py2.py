import re

REFERENCE = re.compile("&#([0-9]+);")  # reported


def character(found):
    number = int(found.group(1))
    return unichr(number)


def plain(text):
    return REFERENCE.sub(character, text)
