#!/usr/bin/env python3
"""A name that one function keeps, one that is made once, one that is only read."""

import itertools

identifier = 0
connection = None
limit = 10
seen = []


def next_identifier():
    global identifier
    identifier += 1
    return identifier


def connect(make):
    global connection
    if connection is None:
        connection = make()
    return connection


def close():
    connection.close()


def note(value):
    global limit
    seen.append(value)
    return limit - len(seen)


def other():
    limit = 5
    return limit, next(itertools.count())


print(next_identifier())
