def wait(events, limit):
    while 1:  # netfix: ignore[none-comparison, while-one]
        if events.pop() == None:  # netfix: ignore[none-comparison, none-comparison] - an event that is no event
            break
    # netfix: ignore[while_one, undefined-name]
    while 1:
        limit -= 1
        if limit == None or (  # netfix: ignore[undefined-name, none-comparison]
            limit < 0
        ):
            return
