import datetime
import enum
import ipaddress
import sys
from pathlib import Path


class Color(enum.Enum):
    RED = 1


class User:
    def __str__(self):
        return "somebody"

    def greet(self):
        print("hello from '%s'" % self)


def show(where: Path, color: Color, user_path, failure):
    port = 8080
    address = ipaddress.ip_address(sys.argv[1])
    user = User()
    try:
        print("listening on '%s'" % port)
        print("listening on '%s'" % address)
        print("since '%s'" % datetime.datetime.now())
        print("serving '%s'" % where)
        print("serving '%s'" % (where / "index"))
        print(f"serving '{user_path}'")
        print("serving for '%s' and '%s'" % (user, failure))
        print("painted '%s' or '%s'" % (Color.RED, color))
        print("of type '%s' or '%s'" % (type(port), show))
        for shade in Color:
            print("painted '%s'" % shade)
    except OSError as problem:
        print("failed with '%s'" % problem)
        complaint = problem
        print("failed with '%s' or '%s'" % (complaint, problem.reason))
