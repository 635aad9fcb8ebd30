def wait(events, limit):
    while 1:  # netfix: ignore[while-one]
        if events.pop() == None:  # netfix: ignore[none-comparison] - an event that is no event
            break
    # netfix: ignore[while_one]
    while 1:
        limit -= 1
        if limit == None or (  # netfix: ignore[none-comparison]
            limit < 0
        ):
            return
