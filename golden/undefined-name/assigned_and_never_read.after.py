# The program before stops with a NameError.
"""A client that reads a greeting, and logs it where the line is too long."""

import io


def greeting(stream, limit):
    received = stream.readline(limit)
    if not received.endswith("\n"):
        raise ValueError("the greeting is too long")
    return "done"


def size(stream):
    # A swapped pair, a letter too many, one too few.
    lenght, unit = 3, "kB"
    return "%s %s" % (lenght, unit)


class Verifier:
    """`subject` of the class is not what the method sees."""

    subject = "other"

    def verify(self, certificate):
        verified = certificate["commonName"] == "localhost"
        return verified


print(greeting.__name__)
print(size(io.StringIO()))
print(Verifier().verify({"commonName": "localhost"}))
