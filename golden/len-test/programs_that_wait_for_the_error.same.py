def size_known(body):
    try:
        if not len(body):
            return "empty"
    except TypeError:
        return "unknown"
    return "some"


print(size_known([]), size_known(None))
