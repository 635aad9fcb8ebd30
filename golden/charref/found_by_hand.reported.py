"""Finds references without a regular expression."""

import html


def first_character(text):
    if text.startswith("&#") and text.endswith(";"):
        return chr(int(text[2:-1]))  # reported
    return text[:1]


def parts(text):
    first, *others = text.split("&#")
    for part in others:
        number, _, rest = part.partition(";")
        first += chr(int(number)) + rest  # reported
    return first


def all_of_them(text):
    return html.unescape(text) if "&#" in text else text


def both_forms(text):
    number = text[2:-1]
    if text.startswith("&#") and number[:1] in "xX":
        return chr(int(number[1:], 16))
    return chr(int(number))
