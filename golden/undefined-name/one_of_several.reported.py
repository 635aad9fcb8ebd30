"""Undefined names for which no other one may be written without a person's word."""


def plural(items):
    for one in items:
        print(item)  # reported


def numbered(part1):
    return part2  # reported


def near_to_two(header, leader):
    return deader  # reported


def short(data):
    return dato  # reported
