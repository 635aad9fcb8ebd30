limit = 3  # netfix: ignore
# netfix: ignore - whatever it is
other = 4


def count(items):  # netfix: ignore[pythonic]
    while 1:  # netfix: ignore
        if not items:  # netfix: ignore[python2]
            break
