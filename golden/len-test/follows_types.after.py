# runs
from collections import deque
from typing import Optional


def handle(lines: list, rest: Optional[bytes] = None) -> str:
    if not lines:
        return "no lines"
    if rest is not None and not rest:
        return "no rest"
    return "some"


def loose(value):
    if isinstance(value, (str, bytes)) and not value:
        return "nothing"
    return value


print(handle([]), handle([1], b""), loose(""), loose(b"x"))
queue = deque()
if not queue:
    queue.append("job")
buffer = ""
for chunk in "ab", "":
    buffer = buffer + chunk
    if buffer:
        print(buffer)
first, *others = queue
if not others:
    print(first)
match others:
    case [*none] if not none:
        print("none")
