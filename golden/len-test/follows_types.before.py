# runs
from collections import deque
from typing import Optional


def handle(lines: list, rest: Optional[bytes] = None) -> str:
    if not len(lines):
        return "no lines"
    if rest is not None and len(rest) == 0:
        return "no rest"
    return "some"


def loose(value):
    if isinstance(value, (str, bytes)) and not len(value):
        return "nothing"
    return value


print(handle([]), handle([1], b""), loose(""), loose(b"x"))
queue = deque()
if not len(queue):
    queue.append("job")
buffer = ""
for chunk in "ab", "":
    buffer = buffer + chunk
    if len(buffer) > 0:
        print(buffer)
first, *others = queue
if not len(others):
    print(first)
match others:
    case [*none] if len(none) == 0:
        print("none")
