limit = 3
other = 4


def count(items):
    while 1:  # netfix: ignore
        if not items:
            break
