def wait(events, limit):
    while 1:  # netfix: ignore[while-one]
        if events.pop() == None:  # noqa: E711
            break
    # netfix: ignore[pythonic] - both of them
    while limit == None: events.pop()
    while 1: limit -= 1  # netfix: ignore
