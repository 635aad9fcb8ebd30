def empty(*arguments):
    if not len(*arguments):
        return True
